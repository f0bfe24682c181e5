"""A stranger at a real LibreOffice and the service at its side, turn by turn: one start of the program in each locale."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sheets_schema.tables import BY_KEY
from tests.flow.firm import ORDERS, Firm, typed
from tests.staff.actions import (
    LAST,
    NEXT,
    Action,
    Close,
    CopyRow,
    DeleteRow,
    FullSort,
    In,
    InsertRow,
    Open,
    Save,
    SaveOver,
    Type,
    Where,
)
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office, why_no_office

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def russian() -> Iterator[LibreOfficeStaff]:
    if reason := why_no_office():
        pytest.skip(reason)
    with Office() as office:
        yield LibreOfficeStaff(office)


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path).settled()


def sits_down(firm: Firm, staff: LibreOfficeStaff, *actions: Action) -> None:
    """Open, do something, save, close; then the service looks until it is done."""
    staff.play([Open(firm.path), *actions, Save(), Close()])
    firm.tick(3)


def new_order(name: str, phone: str, day: str, price: str, advance: str) -> tuple[Action, ...]:
    cells = {"Телефон": phone, "Дата": day, "Стоимость": price, "Аванс": advance}
    return (
        Type(ORDERS, In("ФИО", NEXT), name),
        *(Type(ORDERS, In(header, LAST), text) for header, text in cells.items()),
    )


def is_a_whole_order(firm: Firm, number: int, name: str, day: date) -> None:
    row = firm.row(number)
    assert (row["ФИО"], row["Дата"], row["Этап"], row["Папка"]) == (name, day, "новый запрос", "открыть")
    assert (row["Стоимость"], row["Оплачено"], row["Остаток"]) == (60_000.5, 20_000, 40_000.5)
    assert firm.known(number).record["phone"] == "+79123456789"  # type: ignore[index]
    assert (firm.home.files / f"{number} {name}").is_dir()


def test_a_stranger_works_a_day_in_a_russian_libreoffice(firm: Firm, russian: LibreOfficeStaff):
    sits_down(firm, russian, *new_order("Новикова Ольга", "8 912 345-67-89", "05.03.2026", "60000,50", "20 000"))
    is_a_whole_order(firm, 7, "Новикова Ольга", date(2026, 3, 5))
    sits_down(firm, russian, typed(2, "Этап", "осмотр"), FullSort(ORDERS, "ФИО", descending=True))
    assert firm.known(2).record["stage"] == "осмотр"  # type: ignore[index]
    assert firm.numbers() == [5, 3, 2, 7, 4, 1, 6]
    sits_down(
        firm, russian, InsertRow(ORDERS, 3), Type(ORDERS, In("ФИО", 3), "Вставкин"), CopyRow(ORDERS, Where("№", "4"))
    )
    assert sorted(firm.numbers()) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [row["ФИО"] for row in firm.cells()].count("Кузьмин") == 2
    sits_down(firm, russian, DeleteRow(ORDERS, Where("№", "6")))
    assert sorted(firm.numbers()) == [1, 2, 3, 4, 5, 7, 8, 9]
    assert firm.known(6).gone
    told = [row[:2] for row in firm.history()]
    assert told.count((2.0, "Этап")) == told.count((6.0, "строка удалена")) == told.count((8.0, "новая строка")) == 1
    same_values(firm, russian)
    still_furnished(firm)


def test_a_stranger_types_in_an_english_libreoffice(firm: Firm):
    if reason := why_no_office():
        pytest.skip(reason)
    with Office(locale="en-US", user="Ann") as office:
        sits_down(
            firm, LibreOfficeStaff(office), *new_order("Ольга", "+79123456789", "2026-03-05", "60000.50", "20,000")
        )
    is_a_whole_order(firm, 7, "Ольга", date(2026, 3, 5))


def test_what_libreoffice_saves_over_is_put_back(firm: Firm, russian: LibreOfficeStaff):
    russian.play([Open(firm.path)])
    (firm.path.parent / f".~lock.{firm.path.name}#").unlink()
    firm.edit(typed(1, "Аванс", "5000"))
    firm.tick(2)
    russian.play([typed(3, "Примечание", "моя правка"), SaveOver(), Close()])
    assert firm.cells("Платежи") == []
    firm.tick(2)
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [5000]
    assert (firm.row(1)["Аванс"], firm.row(3)["Примечание"]) == (5000, "моя правка")


def same_values(firm: Firm, staff: LibreOfficeStaff) -> None:
    """What we cached in formula cells is what LibreOffice computes: nobody sees a stale sum, whatever his program does."""
    computed = staff.open_and_read(firm.path)
    for key in ("orders",):
        ours = firm.ticker.parts.workbook.read().sheets[BY_KEY[key].title].rows
        header = list(ours[0])
        places = [header.index(title) for title in ("Оплачено", "Остаток")]
        for row, theirs in zip(ours[1:], computed[BY_KEY[key].title][1:], strict=False):
            for place in places:
                mine = row[place] if place < len(row) else None
                assert (theirs[place].value or 0) == (mine or 0), (row, place)


def still_furnished(firm: Firm) -> None:
    """Dropdowns, colours and the frozen header are there for every row, the new ones among them."""
    sheet = openpyxl.load_workbook(firm.path)[ORDERS]
    assert sheet.freeze_panes is not None
    header = {cell.value: cell.column_letter for cell in sheet[1]}
    stage = [rule for rule in sheet.data_validations.dataValidation if f"{header['Этап']}5" in rule.sqref]
    assert stage
    rules = [where for where in sheet.conditional_formatting if f"{header['ФИО']}{sheet.max_row}" in where.sqref]
    assert rules
