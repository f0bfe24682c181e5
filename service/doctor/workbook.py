"""The workbook: is it there, can it be read, what is wrong in it."""

from collections.abc import Iterator
from pathlib import Path

from service.doctor.finding import Finding, note, trouble_of
from service.home import Home
from service.settings import Settings
from service.ticker import check
from service.wording import counted
from sheets_schema.errors import NaryadError

_TOPIC = "Таблица"


def examine_workbook(home: Home, settings: Settings) -> Iterator[Finding]:
    """Read the workbook whole, as a poll would."""
    try:
        path = home.workbook()
        problems = check(home, settings)
    except NaryadError as error:
        yield trouble_of(_TOPIC, error, settings.language)
        return
    if problems:
        found = counted(len(problems), "ошибка|ошибки|ошибок", settings.language)
        yield note(_TOPIC, f"{path.name} читается; {found} в строках", "посмотрите: naryad check")
    else:
        yield Finding(_TOPIC, f"{path.name} читается, ошибок нет")
    yield from _locks(path)


def _locks(workbook: Path) -> Iterator[Finding]:
    for name in (f".~lock.{workbook.name}#", f"~${workbook.name}"):
        if (workbook.parent / name).exists():
            yield note("Таблица открыта", f"рядом лежит {name}", "робот подождёт с записью, пока файл не закроют")
