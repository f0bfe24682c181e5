"""``naryad history``: the kept states of the workbook, or what happened to one order."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from service.cli.opening import Firm, open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.screen import show_json, show_table, tell
from service.journal import Journal, open_journal
from service.versions import changes_between
from service.web.house import CellChange
from sheets_schema.cells.show import show_moment
from sheets_schema.journal_ports import Version
from sheets_schema.snapshot import KnownRow
from sheets_schema.tables import HISTORY

Was = Annotated[
    int | None, typer.Option("--from", metavar="СОСТОЯНИЕ", help="Показать, что изменилось с этого состояния.")
]
Became = Annotated[int | None, typer.Option("--to", metavar="СОСТОЯНИЕ", help="…до этого; без него — до последнего.")]
Number = Annotated[int | None, typer.Argument(metavar="[№]", help="Номер заказа; без него — состояния таблицы.")]
_COLUMNS = ("at", "what", "was", "became", "who", "known")


def history(
    number: Number = None, home: HomeDir = HERE, was: Was = None, became: Became = None, as_json: AsJson = False
) -> None:
    """Показать сохранённые состояния таблицы, различия двух из них или историю одного заказа."""
    firm = open_firm(home)
    firm.home.workbook()
    firm.home.prepare()
    journal = open_journal(firm.settings.database)
    try:
        if number is not None:
            _show_order(journal, number, as_json)
        elif was is not None:
            _show_changes(changes_between(firm.home, firm.settings, journal.versions, was, became), as_json)
        else:
            _show_versions(journal.versions.all(), firm, as_json)
    finally:
        journal.close()


def _show_versions(versions: Sequence[Version], firm: Firm, as_json: bool) -> None:
    if as_json:
        show_json({"versions": [_version_as_json(each) for each in versions]})
    elif versions:
        zone = firm.settings.zone_info
        rows = [
            [str(each.generation), show_moment(each.taken_at.astimezone(zone)), _author(each)]
            for each in reversed(versions)
        ]
        show_table(("Состояние", "Когда", "Кто сохранил"), rows)
        tell("Сравнить: naryad history --from СОСТОЯНИЕ; вернуть: naryad restore --to СОСТОЯНИЕ")
    else:
        tell("Сохранённых состояний ещё нет: они появятся после первого чтения таблицы.")


def _show_changes(found: Sequence[CellChange], as_json: bool) -> None:
    if as_json:
        show_json({"changes": [asdict(each) for each in found]})
    elif found:
        show_table(("Где", "Было", "Стало"), [(each.place, each.was, each.became) for each in found])
    else:
        tell("Эти состояния не отличаются.")


def _version_as_json(version: Version) -> dict[str, object]:
    return {
        "id": version.id,
        "generation": version.generation,
        "taken_at": version.taken_at.isoformat(),
        "by_robot": version.by_robot,
        "saved_by": version.saved_by,
        "sha256": version.sha256,
    }


def _author(version: Version) -> str:
    if version.by_robot:
        return "робот"
    return f"вероятно, {version.saved_by}" if version.saved_by else "неизвестно"


def _show_order(journal: Journal, number: int, as_json: bool) -> None:
    happened = [_texts(row) for row in journal.snapshots.about("history", "row", number)]
    if as_json:
        show_json({"number": number, "history": [dict(zip(_COLUMNS, each, strict=True)) for each in happened]})
    elif happened:
        show_table([HISTORY.by_key[key].title for key in _COLUMNS], happened)
    else:
        tell(f"По заказу № {number} записей в истории нет.")


def _texts(row: KnownRow) -> Sequence[str]:
    return [_text((row.record or {}).get(key)) for key in _COLUMNS]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return show_moment(value)
    return "" if value is None else str(value)
