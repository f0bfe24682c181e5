"""A small firm for flow tests: a real home with a real workbook, a real journal, a ticker, and staff at the table."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from service.backends.xlsx.create import create_workbook
from service.home import Home
from service.settings import load_settings
from service.tick_report import TickReport
from service.ticker import Ticker, build_ticker
from sheets_schema.contents import Row
from sheets_schema.defaults import default_contents
from sheets_schema.snapshot import KnownRow
from sheets_schema.tables import TABLES
from tests.staff.actions import Action, Close, In, Open, Save, Type, Where
from tests.staff.double import StaffDouble

MOSCOW = ZoneInfo("Europe/Moscow")
START = datetime(2026, 3, 2, 10, 0, tzinfo=MOSCOW)  # a Monday
ORDERS = "Заказы"
PEOPLE: list[Row] = [
    {"name": "Анна Соколова", "role": "офис", "active": "да"},
    {"name": "Дмитрий Орлов", "role": "офис", "active": "да", "signature": "orlov"},
    {"name": "Иван Кузнецов", "role": "рабочий", "active": "да"},
]


def order(number: int | None, name: str, **cells: object) -> Row:
    """Return one order's row as the staff would have typed it."""
    row: dict[str, object] = {
        "name": name,
        "phone": f"+7 912 000-00-{(number or 99) % 100:02d}",
        "stage": "новый запрос",
        "date": date(2026, 2, 2),
    }
    return {
        key: value
        for key, value in {"number": number, **row, "address": f"ул. Лесная, {number}", **cells}.items()
        if value is not None
    }  # type: ignore[return-value]


SIX = [
    order(number, name) for number, name in enumerate(("Иванов", "Петров", "Сидоров", "Кузьмин", "Яшин", "Алексеев"), 1)
]


class Firm:
    """A home under ``folder``; each ``tick`` is a minute later than the last."""

    def __init__(self, folder: Path, orders: Iterable[Row] = SIX, **others: list[Row]) -> None:
        self.home = Home(folder / "firm")
        self.home.prepare()
        self.path = self.home.path / "Заказы.xlsx"
        contents = {**default_contents(), "people": PEOPLE, "orders": list(orders), **others}
        create_workbook(self.path, TABLES, contents, today=START.date())
        self.now = START
        self.office_runs = True
        """Whether an office program runs on the machine, as far as the service can see."""
        self.staff = StaffDouble(now=lambda: self.now.replace(tzinfo=None))
        self.ticker: Ticker = self.start()

    def start(self) -> Ticker:
        """Start the service anew, as after a stop or a kill."""
        self.ticker = build_ticker(self.home, load_settings(self.home.path))
        self.ticker.parts.workbook._office_runs = lambda: self.office_runs
        return self.ticker

    def tick(self, times: int = 1) -> TickReport:
        """Let the service look once, or more often; return the last report."""
        for _ in range(times):
            self.now += timedelta(minutes=1)
            report = self.ticker.tick(self.now)
        return report

    def settled(self) -> "Firm":
        """Go past the first poll and everything that follows from it."""
        self.tick(4)
        return self

    def edit(self, *actions: Action) -> None:
        """Let the staff open the workbook, do something, save and close."""
        self.staff.play([Open(self.path), *actions, Save(), Close()])

    def cells(self, sheet: str = ORDERS) -> list[dict[str, object]]:
        """Return the rows of a sheet by header, blanks left out, as any program reads the file."""
        rows = CalamineWorkbook.from_path(str(self.path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        header = [str(cell) for cell in rows[0]]
        found = [{name: cell for name, cell in zip(header, row, strict=True) if cell != ""} for row in rows[1:]]
        return [row for row in found if row]

    def row(self, number: int, sheet: str = ORDERS) -> Mapping[str, object]:
        """Return the one row with that №."""
        (found,) = [row for row in self.cells(sheet) if row.get("№") == number]
        return found

    def numbers(self, sheet: str = ORDERS) -> list[int]:
        """Return the numbers in the order of the sheet; rows without one are left out."""
        return [int(row["№"]) for row in self.cells(sheet) if "№" in row]  # type: ignore[call-overload]

    def known(self, number: int, table: str = "orders") -> KnownRow:
        """Return a row as the journal knows it."""
        return self.ticker.parts.journal.snapshots.load().rows[table][number]

    def history(self, number: int | None = None) -> list[tuple[object, ...]]:
        """Return (row №, what, was, became, how known) of «История», oldest first."""
        rows = [row for row in self.cells("История") if number is None or row.get("Строка №") == number]
        return [tuple(row.get(key) for key in ("Строка №", "Что", "Было", "Стало", "Откуда известно")) for row in rows]


def typed(number: int, header: str, text: str, sheet: str = ORDERS) -> Type:
    """Type into a cell of a numbered row."""
    return Type(sheet, In(header, Where("№", str(number))), text)
