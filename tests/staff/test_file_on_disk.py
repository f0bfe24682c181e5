"""What both actors do to the file itself: locks, generations, «Save anyway», crashes, what a save keeps."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.staff.actions import NEXT, Close, Crash, In, Open, Save, SaveOver, Type
from tests.staff.actor import Staff, StaffRefused
from tests.staff.cells import read_saved
from tests.staff.double import StaffDouble
from tests.staff.double_file import lock_of
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.scenarios import SCENARIOS, crashed
from tests.staff.table import ORDERS, make_orders

NOW = datetime(2026, 11, 24, 10, 0)
NEW_CLIENT = Type(ORDERS, In("ФИО", NEXT), "Новикова Ольга")

Actor = Callable[[], Staff]


@pytest.fixture(params=["double", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def staff(request: pytest.FixtureRequest) -> Staff:
    if request.param == "double":
        return StaffDouble(lambda: NOW)
    return LibreOfficeStaff(request.getfixturevalue("office"))


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = make_orders(tmp_path / "заказы.xlsx")
    an_hour_ago = path.stat().st_mtime - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))
    return path


def replace_by_robot(path: Path) -> None:
    """Put another generation in the file's place, as the service does."""
    fresh = make_orders(path.with_name("fresh.xlsx"), rows=9, generation=6)
    fresh.replace(path)


def generation(path: Path) -> tuple[object, object]:
    """Return the generation from both places."""
    book = load_workbook(path)
    return book.custom_doc_props["NaryadGeneration"].value, book["_naryad"]["B1"].value


def clients(path: Path) -> list[object]:
    """Return the column of names."""
    return [row[2].value for row in read_saved(path)[ORDERS][1:]]


def test_a_lock_names_its_holder_and_goes_with_the_window(staff: Staff, orders: Path) -> None:
    staff.do(Open(orders))
    name, account, host, since, profile = lock_of(orders).read_text(encoding="utf-8").split(",")
    assert (name.strip(), bool(account), bool(host), profile[:8]) == ("Анна", True, True, "file:///")
    assert datetime.strptime(since, "%d.%m.%Y %H:%M")
    staff.play([NEW_CLIENT, Save()])
    assert lock_of(orders).exists(), "a save makes the lock anew"
    staff.do(Close())
    assert not lock_of(orders).exists()


def test_the_generation_and_the_hidden_sheet_survive_an_edit(staff: Staff, orders: Path) -> None:
    staff.play([Open(orders), NEW_CLIENT, Save(), Close()])
    assert generation(orders) == (5, 5)
    assert load_workbook(orders)["_naryad"].sheet_state == "hidden", "LibreOffice does not know «very hidden»"


def test_formulas_keep_values_for_readers_that_do_not_compute(staff: Staff, orders: Path) -> None:
    staff.play([Open(orders), NEW_CLIENT, Save(), Close()])
    rows = CalamineWorkbook.from_path(orders).get_sheet_by_name(ORDERS).to_python()
    assert [row[7] for row in rows[1:4]] == [10_499, 11_998, 16_500]


def test_a_dropdown_and_a_colour_rule_survive_an_edit(staff: Staff, orders: Path) -> None:
    staff.play([Open(orders), NEW_CLIENT, Save(), Close()])
    sheet = load_workbook(orders)[ORDERS]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["I2:I60"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:J60"]


def test_save_is_refused_when_the_robot_replaced_the_file(staff: Staff, orders: Path) -> None:
    staff.play([Open(orders), NEW_CLIENT])
    replace_by_robot(orders)
    with pytest.raises(StaffRefused):
        staff.do(Save())
    staff.do(Close())
    assert generation(orders) == (6, 6)
    assert "Новикова Ольга" not in clients(orders)


def test_save_anyway_puts_the_old_generation_over_the_robot(staff: Staff, orders: Path) -> None:
    staff.play([Open(orders), NEW_CLIENT])
    replace_by_robot(orders)
    staff.play([SaveOver(), Close()])
    assert generation(orders) == (5, 5)
    assert clients(orders)[-1] == "Новикова Ольга"


def test_a_crash_loses_what_was_not_saved_and_leaves_the_lock(staff: Staff, orders: Path) -> None:
    before = read_saved(orders)
    staff.play([Open(orders), NEW_CLIENT, Crash()])
    assert read_saved(orders) == before
    assert lock_of(orders).exists()
    staff.play([Open(orders), NEW_CLIENT, Save(), Close()])
    assert clients(orders)[-1] == "Новикова Ольга", "whoever crashed may open it again"


def test_somebody_elses_lock_keeps_the_file_shut(staff: Staff, orders: Path) -> None:
    line = ",Пётр,office-2,24.11.2026 09:00,file:///C:/Users/petr/AppData;"
    lock_of(orders).write_text(line, encoding="utf-8")
    with pytest.raises(StaffRefused):
        staff.do(Open(orders))
    assert lock_of(orders).read_text(encoding="utf-8") == line


def test_a_day_that_ends_in_a_crash_keeps_its_saved_half(orders: Path, tmp_path: Path) -> None:
    steps = SCENARIOS["a new order below the table"]
    half = shutil.copy(orders, tmp_path / "half.xlsx")
    StaffDouble(lambda: NOW).play(crashed(orders, steps))
    StaffDouble(lambda: NOW).play([Open(Path(half)), *steps[: len(steps) // 2], Save(), Close()])
    assert read_saved(orders) == read_saved(Path(half))
