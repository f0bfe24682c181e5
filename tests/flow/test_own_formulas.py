"""Columns that the firm added itself, with formulas in them: the robot keeps them through everything."""

from pathlib import Path

import openpyxl
import pytest

from sheets_schema.ports import SheetImage
from tests.flow.firm import ORDERS, SIX, Firm, typed
from tests.staff.actions import Close, Open, SaveOver
from tests.staff.double import StaffDouble
from watchers.merge import distance

OWN = "Доля мастера"


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    firm = Firm(tmp_path, [{**row, "price": 1000 * place} for place, row in enumerate(SIX, 1)])
    book = openpyxl.load_workbook(firm.path)
    sheet = book[ORDERS]
    column = sheet.max_column + 1
    sheet.cell(1, column, OWN)
    for row in range(2, 8):
        sheet.cell(row, column, f"=L{row}*0.1")
    book.save(firm.path)
    firm.edit()
    return firm.settled()


def formulas(firm: Firm) -> list[object]:
    sheet = openpyxl.load_workbook(firm.path)[ORDERS]
    (column,) = [cell.column for cell in sheet[1] if cell.value == OWN]
    return [sheet.cell(row, column).value for row in range(2, 8)]


def late(firm: Firm) -> StaffDouble:
    colleague = StaffDouble(now=lambda: firm.now.replace(tzinfo=None))
    colleague.play([Open(firm.path)])
    unlock(firm)
    return colleague


def unlock(firm: Firm) -> None:
    (firm.path.parent / f".~lock.{firm.path.name}#").unlink(missing_ok=True)


def test_a_stale_save_is_healed_around_the_firms_own_formulas(firm: Firm):
    before = formulas(firm)
    colleague = late(firm)
    firm.edit(typed(1, "Стоимость", "77000"), typed(2, "Примечание", "раз"))
    firm.tick(2)
    colleague.play([typed(3, "Примечание", "моя правка"), SaveOver(), Close()])
    unlock(firm)
    firm.tick(3)
    assert (firm.row(1)["Стоимость"], firm.row(2)["Примечание"]) == (77_000, "раз")
    assert formulas(firm) == before == [f"=L{row}*0.1" for row in range(2, 8)]


def test_values_that_a_write_dropped_and_a_save_restored_do_not_count_as_changes():
    dropped = SheetImage(ORDERS, [("№", "ФИО", "Оплачено"), (1.0, "Иванов")], frozenset({(2, 3)}))
    restored = SheetImage(ORDERS, [("№", "ФИО", "Оплачено"), (1.0, "Иванов", 500.0)])
    noted = SheetImage(ORDERS, [("№", "ФИО", "Оплачено"), (1.0, "Петров", 500.0)])
    assert distance({ORDERS: dropped}, {ORDERS: restored}) == 0
    assert distance({ORDERS: dropped}, {ORDERS: noted}) == 2
