"""``naryad tick``: one poll and the due effects."""

from collections import Counter
from collections.abc import Iterator

from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.screen import show_json, tell
from service.home import HomeLock
from service.tick_report import TickReport
from service.ticker import build_ticker
from service.wording import counted, line, table_title

_READ = {
    "unchanged": "Таблица не менялась.",
    "settled": "Таблица прочитана.",
    "decided": "Таблица прочитана.",
    "baseline": "Таблица прочитана впервые: всё, что в ней есть, принято как есть.",
    "quarantined": "Таблица похожа на повреждённую: ничего не сделано, ответьте на странице офиса.",
    "stale": "Кто-то сохранил старую копию таблицы: записи робота возвращены.",
    "unreadable": "Таблица не читается, прежние данные сохранены.",
}
_WAITS = {
    "held": "Запись ждёт: таблица открыта ({holder}). Закройте её на минуту.",
    "quarantine": "Запись ждёт ответа на странице офиса.",
    "changed": "Запись ждёт: таблицу только что сохранили.",
}


def tick(home: HomeDir = HERE, as_json: AsJson = False) -> None:
    """Один раз прочесть таблицу и сделать всё, чему пора. Рядом с работающей службой не запускается."""
    firm = open_firm(home)
    with HomeLock(firm.home, "tick"):
        report = build_ticker(firm.home, firm.settings).tick(firm.clock.now())
    if as_json:
        show_json(report.as_json())
        return
    for sentence in _sentences(report, firm.settings.language):
        tell(sentence)


def _sentences(report: TickReport, language: str) -> Iterator[str]:
    yield _READ.get(report.rounds[0].poll.outcome, report.rounds[0].poll.outcome)
    if changed := _changed(report):
        yield "Новых и изменённых строк: " + ", ".join(f"{table_title(key)} {many}" for key, many in changed.items())
    folders = sum(len(each.folders) for each in report.rounds)
    written = sum(len(each.written.done) for each in report.rounds)
    if folders or written:
        yield f"Сделано: {counted(folders, 'папка|папки|папок')}, {counted(written, 'запись|записи|записей')} в таблицу."
    for trouble in (each.poll.trouble for each in report.rounds if each.poll.trouble):
        yield line(trouble, language)
    yield from _waiting(report)


def _changed(report: TickReport) -> Counter[str]:
    decisions = [each.poll.decision for each in report.rounds if each.poll.decision]
    rows = {(row.table, row.number) for decision in decisions for row in decision.rows}
    return Counter(table for table, _ in sorted(rows))


def _waiting(report: TickReport) -> Iterator[str]:
    last = report.rounds[-1].written
    if last.waits:
        holder = last.holder.name or last.holder.host if last.holder else ""
        yield _WAITS.get(last.waits, "Запись ждёт.").format(holder=holder or "неизвестно кем")
