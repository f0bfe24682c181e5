"""The shell of watching: what it does when the file, the journal or the moment is not as it should be."""

import pytest

from sheets_schema.errors import WorkbookBusy, WorkbookUnavailable, WorkbookUnreadable
from sheets_schema.ports import Holder
from tests.watchers.desk import START, Desk, order

GONE = WorkbookUnavailable("workbook_missing", name="a.xlsx")
TORN = WorkbookUnreadable("workbook_truncated", name="a.xlsx")


@pytest.fixture
def desk() -> Desk:
    return Desk().settled()


def test_a_workbook_that_did_not_change_is_not_read_again(desk: Desk):
    reads = desk.book.reads
    assert [desk.poll().outcome for _ in range(3)] == ["unchanged"] * 3
    assert desk.book.reads == reads


def test_numbers_that_a_form_reserved_meanwhile_are_decided_on_anew(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poll()
    assert desk.journal.snapshots.reserve("orders") == (7,)
    desk.tick()
    assert desk.numbers()[-1] == 8
    keys = [effect.key for effect in desk.effects() if effect.kind == "number_row"]
    assert keys == ["number:orders:8"]


def test_trouble_is_told_and_the_last_good_state_stays(desk: Desk):
    before = desk.journal.snapshots.load()
    desk.book.trouble = GONE
    report = desk.poll()
    assert report.trouble is not None
    assert (report.outcome, report.trouble.code) == ("unreadable", "workbook_missing")
    assert desk.told("workbook") == ["workbook_missing"]
    assert desk.journal.snapshots.load() == before


def test_trouble_that_passed_is_no_longer_told_although_the_file_is_the_same_as_before(desk: Desk):
    desk.book.trouble = GONE
    desk.poll()
    desk.book.trouble = None
    assert desk.poll().outcome == "unchanged"
    assert desk.told("workbook") == []


def test_trouble_that_passed_while_the_service_was_stopped_is_no_longer_told(desk: Desk):
    desk.book.trouble = GONE
    desk.poll()
    desk.book.trouble = None
    desk.start()
    desk.poll()
    assert desk.told("workbook") == []


def test_a_damaged_file_is_not_read_again_until_somebody_saves(desk: Desk):
    desk.type(1, note="раз")
    desk.book.unreadable = TORN
    assert [desk.poll().outcome for _ in range(2)] == ["unreadable"] * 2
    desk.book.unreadable = None
    assert desk.poll().outcome == "unreadable"
    assert desk.told("workbook") == ["workbook_truncated"]
    desk.saved()
    assert desk.poll().outcome == "decided"


@pytest.mark.parametrize("trouble", [GONE, WorkbookBusy("workbook_busy", name="a", holder="", host="")], ids=repr)
def test_a_file_that_could_not_be_opened_for_a_moment_is_read_as_soon_as_it_can(desk: Desk, trouble):
    desk.type(1, note="раз")
    desk.book.unreadable = trouble
    desk.poll()
    desk.book.unreadable = None
    assert desk.poll().outcome == "decided"
    assert desk.told("workbook") == []


def test_a_new_row_waits_while_somebody_holds_the_file(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poll()
    desk.book.held_by = Holder("anna", "pc-1", START, "lock")
    assert desk.poll().outcome == "unchanged"
    desk.book.held_by = None
    assert desk.poll().outcome == "settled"


def test_an_emptied_sheet_of_stages_leaves_the_stages_as_they_were(desk: Desk):
    desk.change(lambda rows: rows.clear(), "stages")
    desk.type(1, stage="осмотр")
    desk.tick()
    assert (desk.known(1).record or {})["stage"] == "осмотр"
    assert desk.problems(1) == []


def test_stages_in_another_order_change_no_order(desk: Desk):
    desk.change(lambda rows: rows.reverse(), "stages")
    report = desk.poll()
    assert report.decision is not None
    assert (report.decision.rows, list(report.decision.effects)) == ([], [])
    desk.type(1, stage="осмотр")
    desk.tick()
    assert [row[1:] for row in desk.history(1)] == [("Этап", "новый запрос", "осмотр")]


def test_who_saved_the_file_is_probably_who_changed_it(desk: Desk):
    desk.type_row({"name": "Дмитрий Орлов", "role": "офис", "signature": "orlov"}, "people")
    desk.cells_of(1)[desk.place("note")] = "раз"
    desk.saved("ORLOV")
    desk.tick()
    row = desk.rows("history")[1]
    assert (row[desk.place("who", "history")], row[desk.place("known", "history")]) == ("Дмитрий Орлов", "вероятно")
