"""People who save over what the robot or a colleague wrote meanwhile: nothing is lost, deliberate deletes stay."""

from pathlib import Path

import openpyxl
import pytest

from tests.flow.firm import ORDERS, Firm, typed
from tests.staff.actions import LAST, NEXT, Close, Crash, DeleteRow, FullSort, In, Open, SaveOver, Type, Where
from tests.staff.double import StaffDouble


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path).settled()


def second(firm: Firm) -> StaffDouble:
    """Return a colleague who has the workbook open without leaving a lock that others see (a synchronised copy)."""
    colleague = StaffDouble(now=lambda: firm.now.replace(tzinfo=None))
    colleague.play([Open(firm.path)])
    unlock(firm)
    return colleague


def unlock(firm: Firm) -> None:
    (firm.path.parent / f".~lock.{firm.path.name}#").unlink(missing_ok=True)


def save_over(firm: Firm, colleague: StaffDouble) -> None:
    colleague.play([SaveOver(), Close()])
    unlock(firm)


def test_rows_that_the_robot_wrote_come_back_after_a_stale_save(firm: Firm):
    colleague = second(firm)
    firm.edit(typed(1, "Аванс", "5000"), typed(2, "Примечание", "раз"))
    firm.tick(2)
    written = firm.cells("История")
    assert len(written) == 2
    colleague.play([typed(3, "Примечание", "моя правка")])
    save_over(firm, colleague)
    assert firm.cells("История") == []
    assert firm.tick().as_json()["healed"]
    assert firm.cells("История")[:2] == written
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [5000]
    assert (firm.row(1)["Аванс"], firm.row(2)["Примечание"], firm.row(3)["Примечание"]) == (5000, "раз", "моя правка")
    firm.tick(2)
    assert [row[:2] for row in firm.history()] == [(1.0, "Аванс"), (2.0, "Примечание"), (3.0, "Примечание")]


def test_a_new_order_that_got_its_number_is_not_doubled_by_a_stale_save(firm: Firm):
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова"))
    firm.tick()
    colleague = second(firm)
    firm.tick(2)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6, 7]
    colleague.play([typed(3, "Примечание", "моя правка")])
    save_over(firm, colleague)
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6, 7]
    assert [row["ФИО"] for row in firm.cells()].count("Новикова") == 1


def test_two_people_who_saved_one_after_the_other_are_merged(firm: Firm):
    colleague = second(firm)
    firm.edit(typed(1, "Примечание", "первая"), typed(2, "Стоимость", "1000"))
    firm.tick(2)
    colleague.play([typed(1, "Телефон", "+7 999 000-11-22"), Type(ORDERS, In("ФИО", NEXT), "Новикова")])
    save_over(firm, colleague)
    firm.tick(3)
    assert (firm.row(1)["Примечание"], firm.row(1)["Телефон"], firm.row(2)["Стоимость"]) == (
        "первая",
        "+7 999 000-11-22",
        1000,
    )
    assert [row["ФИО"] for row in firm.cells()][-1] == "Новикова"


def test_the_same_cell_changed_by_two_keeps_the_last_and_tells_the_other(firm: Firm):
    colleague = second(firm)
    firm.edit(typed(1, "Примечание", "первая"))
    firm.tick(2)
    colleague.play([typed(1, "Примечание", "вторая")])
    save_over(firm, colleague)
    firm.tick(3)
    assert firm.row(1)["Примечание"] == "вторая"
    assert "первая" in str(firm.row(1).get("Проблемы"))


def test_a_row_deleted_meanwhile_stays_deleted_after_a_stale_save(firm: Firm):
    colleague = second(firm)
    firm.edit(DeleteRow(ORDERS, Where("№", "4")), typed(1, "Примечание", "раз"))
    firm.tick(2)
    colleague.play([typed(3, "Примечание", "моя правка")])
    save_over(firm, colleague)
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 5, 6]


def test_a_row_that_the_stale_saver_deleted_stays_deleted(firm: Firm):
    colleague = second(firm)
    firm.edit(typed(1, "Примечание", "раз"))
    firm.tick(2)
    colleague.play([DeleteRow(ORDERS, Where("№", "4"))])
    save_over(firm, colleague)
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 5, 6]
    assert firm.row(1)["Примечание"] == "раз"


def test_a_stale_save_after_a_sort_is_healed_by_identity(firm: Firm):
    colleague = second(firm)
    firm.edit(typed(1, "Примечание", "раз"))
    firm.tick(2)
    colleague.play([FullSort(ORDERS, "ФИО", descending=True)])
    save_over(firm, colleague)
    firm.tick(3)
    assert firm.row(1)["Примечание"] == "раз"
    assert firm.numbers() == [5, 3, 2, 4, 1, 6]


def test_while_somebody_holds_the_file_writes_wait_and_then_come(firm: Firm):
    firm.staff.play([Open(firm.path), typed(1, "Аванс", "5000")])
    firm.staff.play([SaveOver()])
    report = firm.tick().as_json()
    assert (report["waits"], len(firm.cells("Платежи"))) == ("held", 0)
    firm.staff.play([Close()])
    firm.tick()
    assert len(firm.cells("Платежи")) == 1


def test_a_lock_left_by_a_crash_holds_nothing_up(firm: Firm):
    firm.staff.play([Open(firm.path), typed(1, "Аванс", "5000"), SaveOver(), Crash()])
    assert firm.tick().as_json()["waits"] == "held"
    firm.office_runs = False
    firm.tick()
    assert len(firm.cells("Платежи")) == 1


def test_an_undo_of_ones_own_save_stands(firm: Firm):
    firm.edit(typed(1, "Примечание", "ошибка"))
    firm.tick(2)
    firm.edit(typed(1, "Примечание", ""))
    firm.tick(2)
    assert "Примечание" not in firm.row(1)
    assert [row[2:4] for row in firm.history(1)] == [(None, "ошибка"), ("ошибка", None)]


def test_a_file_of_an_older_generation_without_changes_heals_whole(firm: Firm):
    old = firm.path.read_bytes()
    firm.edit(
        typed(1, "Аванс", "5000"),
        Type(ORDERS, In("ФИО", NEXT), "Новикова"),
        Type(ORDERS, In("Телефон", LAST), "+7 912 345-67-89"),
    )
    firm.tick(3)
    before = {sheet: firm.cells(sheet) for sheet in (ORDERS, "История", "Платежи")}
    firm.path.write_bytes(old)
    firm.tick(3)
    after = {sheet: firm.cells(sheet) for sheet in before}
    for row in before[ORDERS]:  # a row put back has its formulas, which programs compute when they open the file
        if row["№"] == 7:
            del row["Оплачено"]
    assert after == before


def test_one_cell_that_cannot_be_put_back_does_not_hold_up_the_others(firm: Firm):
    """The saver had merged two cells meanwhile: what belongs under the merge is told, everything else is healed."""
    old = firm.path.read_bytes()
    firm.edit(typed(1, "Примечание", "раз"), typed(2, "Примечание", "два"))
    firm.tick(2)
    written = firm.path.read_bytes()
    firm.path.write_bytes(old)
    book = openpyxl.load_workbook(firm.path)
    sheet = book[ORDERS]
    note = next(cell.column for cell in sheet[1] if cell.value == "Примечание")
    sheet.merge_cells(start_row=2, end_row=2, start_column=note - 1, end_column=note)
    book.save(firm.path)
    assert written != firm.path.read_bytes()
    firm.tick(2)
    assert firm.row(2)["Примечание"] == "два"
    assert firm.ticker.parts.poller.lineage.origin.name == "LATEST"
