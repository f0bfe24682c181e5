"""Homes to be tortured: one is prepared with care, then copied as often as it is needed."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl

from service.home import Home
from sheets_schema.effects import WORKBOOK_KINDS, State
from tests.flow.firm import ORDERS, Firm
from tests.staff.double import StaffDouble

Digest = Mapping[str, Counter[tuple[object, ...]]]
"""By sheet, the rows that must be there, each as often as it must."""
PEOPLES = ("№", "Дата", "ФИО", "Телефон", "Адрес объекта", "Стоимость", "Аванс", "Этап", "Ответственный", "Примечание")
ROWS = {
    ORDERS: (*PEOPLES, "Папка"),
    "Платежи": ("Заказ №", "Сумма", "Вид", "Источник"),
    "История": ("Лист", "Строка №", "Что", "Было", "Стало"),
}
"""The columns by which two runs are compared: without the numbers of bookings, which a kill may leave unused, and times."""
ROUNDS = 20


class Reopened(Firm):
    """A firm whose home lies there already."""

    def __init__(self, home: Path, now: datetime) -> None:  # the home is not made anew: no super().__init__
        self.home, self.now, self.office_runs = Home(home), now, True
        self.path = self.home.workbook()
        self.staff = StaffDouble(now=lambda: self.now.replace(tzinfo=None))
        self.ticker = self.start()


def copied(source: Path, target: Path) -> Path:
    """Return a copy of a home whose journal is closed."""
    shutil.rmtree(target, ignore_errors=True)
    return shutil.copytree(source, target)


def settle(firm: Firm) -> list[str]:
    """Tick until nothing is left to do; return what still waits when that never comes."""
    quiet = 0
    for _ in range(ROUNDS):
        report = firm.tick()
        busy = any(each.did_something for each in report.rounds) or any(
            firm.ticker.parts.poller.snapshot.pending.values()
        )
        waits = report.as_json()["waits"] or firm.ticker.parts.journal.outbox.waiting(WORKBOOK_KINDS)
        quiet = 0 if busy or waits else quiet + 1
        if quiet == 2:
            return []
    return [f"after {ROUNDS} ticks: {report.as_json()}"]


def digest(firm: Firm) -> Digest:
    """Return what stands in the sheets that the robot and the office share."""
    return {
        sheet: Counter(tuple(row.get(name) for name in names) for row in firm.cells(sheet))
        for sheet, names in ROWS.items()
    }


def differences(found: Digest, due: Digest) -> list[tuple[str, str]]:
    """Return the rows that are lost (in ``due`` alone) and those that are doubled or invented."""
    faults = []
    for sheet, rows in due.items():
        faults += [("lost", f"{sheet}: {row}") for row in (rows - found[sheet]).elements()]
        faults += [("doubled", f"{sheet}: {row}") for row in (found[sheet] - rows).elements()]
    return faults


def soundness(firm: Firm) -> list[tuple[str, str]]:
    """Check what must hold of any home at rest: the file opens, no number twice, nothing left over, a sound journal."""
    return [*_file_faults(firm), *_number_faults(firm), *_left_over(firm), *_journal_faults(firm)]


def _file_faults(firm: Firm) -> list[tuple[str, str]]:
    try:
        firm.cells()
        openpyxl.load_workbook(firm.path, read_only=True).close()
    except Exception as error:  # noqa: BLE001 - whatever a reader raises, the file is bad
        return [("corrupt", repr(error))]
    return []


def _number_faults(firm: Firm) -> list[tuple[str, str]]:
    counted = {sheet: Counter(firm.numbers(sheet)) for sheet in ROWS}
    return [
        ("doubled", f"{sheet} № {n}") for sheet, found in counted.items() for n, times in found.items() if times > 1
    ]


def _left_over(firm: Firm) -> list[tuple[str, str]]:
    names = [path for path in firm.home.path.rglob("*") if path.name.endswith(".tmp") or path.name.startswith(".~")]
    kept = {version.path for version in firm.ticker.parts.journal.versions.all()}
    names += [path for path in firm.home.versions.iterdir() if path.name not in kept and path not in names]
    return [("left over", str(path.relative_to(firm.home.path))) for path in names]


def _journal_faults(firm: Firm) -> list[tuple[str, str]]:
    journal = firm.ticker.parts.journal
    counts = journal.outbox.counts()
    stuck = {
        state.value: counts[state] for state in State if state not in {State.DONE, State.WITHDRAWN} and counts[state]
    }
    with sqlite3.connect(firm.home.journal) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    faults = [("journal", f"effects {stuck}")] if stuck else []
    faults += [("journal", "a write was never settled")] if journal.writes.intended() else []
    return faults + ([("journal", check)] if check != "ok" else [])
