"""What follows when a row appears or changes."""

from datetime import date

import pytest

from sheets_schema.effects import WORKBOOK_KINDS, Kind
from sheets_schema.tables import BY_KEY
from tests.watchers.desk import SIX, Desk, order
from watchers.checks import CHECKS
from watchers.decide import WATCHED
from watchers.rules import RULES


@pytest.fixture
def desk() -> Desk:
    return Desk().settled()


def test_every_watched_table_has_its_checks_and_its_rules():
    assert set(CHECKS) == set(RULES) == set(WATCHED)
    assert set(RULES) <= set(BY_KEY)
    assert all(BY_KEY[key].numbered and BY_KEY[key].explained for key in WATCHED)


def test_every_kind_of_effect_has_one_executor():
    from service.outbox.plan import _PLANS

    assert set(_PLANS) == WORKBOOK_KINDS
    assert set(Kind) - WORKBOOK_KINDS == {Kind.MAKE_FOLDER}


# ------------------------------------------------------------------ money


def test_an_advance_is_booked_once_when_a_row_in_error_is_mended(desk: Desk):
    desk.type(1, advance=5_000.0, stage="нет такого")
    desk.tick(2)
    assert desk.payments() == []
    desk.type(1, advance=6_000.0)
    desk.tick()
    desk.type(1, stage="новый запрос")
    desk.tick(2)
    assert desk.payments() == [(1, 6_000, "аванс")]
    desk.type(1, note="раз")
    desk.tick(2)
    assert len(desk.payments()) == 1


def test_a_new_order_in_error_books_its_advance_once_it_is_mended_and_is_told_once(desk: Desk):
    desk.type_row(order(None, "Новиков", advance=5_000.0, stage="нет такого"))
    desk.saved()
    desk.tick(2)
    assert (desk.numbers()[-1], desk.payments(), desk.history()) == (7, [], [])
    desk.type(7, stage="новый запрос")
    desk.tick(2)
    assert desk.payments() == [(7, 5_000, "аванс")]
    assert [row[:2] for row in desk.history()] == [(7, "новая строка")]


@pytest.fixture
def copied() -> Desk:
    """Order 1 with an advance that is booked, and its copy, order 7."""
    desk = Desk([order(1, "Иванов", advance=5_000.0), *SIX[1:]]).settled()
    desk.change(lambda rows: rows.append(list(rows[0])))
    desk.tick(2)
    assert desk.payments() == [(1, 5_000, "аванс")]
    assert desk.problems(7) == ["copied_advance"]
    return desk


def test_a_copied_advance_that_is_erased_books_no_return(copied: Desk):
    copied.type(7, advance=None)
    copied.tick(2)
    assert copied.payments() == [(1, 5_000, "аванс")]
    assert copied.problems(7) == []


def test_a_copied_advance_that_is_typed_anew_is_booked_whole(copied: Desk):
    copied.type(7, advance=None)
    copied.tick()
    copied.type(7, advance=5_000.0)
    copied.tick(2)
    assert copied.payments() == [(1, 5_000, "аванс"), (7, 5_000, "аванс")]


def test_a_copied_advance_that_is_changed_is_booked_whole_and_not_by_the_difference(copied: Desk):
    copied.type(7, advance=7_000.0)
    copied.tick(2)
    assert copied.payments() == [(1, 5_000, "аванс"), (7, 7_000, "аванс")]


def test_other_changes_and_a_cleared_note_book_nothing_of_a_copied_advance(copied: Desk):
    copied.type(7, note="раз", problems=None)
    copied.tick()
    copied.type(7, phone="+7 999 111-22-33")
    copied.tick()
    copied.start()
    copied.saved()
    copied.tick(2)
    assert copied.payments() == [(1, 5_000, "аванс")]
    assert copied.problems(7) == ["copied_advance"]


def test_an_advance_waits_for_a_sheet_of_payments_that_cannot_be_read_now(desk: Desk):
    kept = desk.book.sheets.pop("Платежи")
    desk.type(1, advance=5_000.0)
    desk.tick(2)
    desk.book.sheets["Платежи"] = kept
    desk.saved()
    desk.tick(8)
    assert desk.payments() == [(1, 5_000, "аванс")]


# ------------------------------------------------------------------ stages and cells of the staff's


def test_a_step_and_back_and_forth_again_are_two_steps(desk: Desk):
    for stage in ("осмотр", "новый запрос", "осмотр"):
        desk.type(1, stage=stage)
        desk.tick()
    keys = {effect.key for effect in desk.effects() if effect.key.startswith("stage:1:осмотр")}
    assert keys == {"stage:1:осмотр:1", "stage:1:осмотр:2"}


def test_a_step_to_another_name_of_the_same_stage_is_no_step(desk: Desk):
    desk.type(1, stage="Новая заявка")
    report = desk.poll()
    assert report.decision is not None
    assert list(report.decision.effects) == []


def test_a_term_of_the_stage_counts_working_days_from_the_step(desk: Desk):
    desk.type(1, stage="осмотр")
    desk.tick()
    assert desk.seen(1)["due_date"] == date(2026, 3, 5)


def test_a_sum_typed_as_text_becomes_a_number_and_one_with_two_readings_stays(desk: Desk):
    desk.type(1, price="15 000 руб.")
    desk.type(2, price="1,500")
    desk.tick(2)
    assert desk.seen(1)["price"] == 15_000
    assert desk.seen(2)["price"] == "1,500"
    assert desk.problems(2) == ["money_ambiguous"]


def test_a_problem_is_written_once_and_blanked_when_it_is_mended(desk: Desk):
    desk.type(1, price="много")
    desk.tick(3)
    assert desk.seen(1)["problems"] == "money_not_a_number"
    written = len(desk.effects())
    desk.type(2, note="раз")
    desk.tick()
    assert [effect.table for effect in desk.effects()[written:]] == ["history"]
    desk.type(1, price=1_000.0)
    desk.tick(2)
    assert "problems" not in desk.seen(1)


def test_folders_are_made_once_for_every_open_order_and_not_for_closed_ones():
    desk = Desk([*SIX, order(7, "Закрытый", stage="отменён")]).settled()
    desk.tick(2)
    assert len(desk.store.folders) == 6
    desk.type(1, folder=None)
    desk.tick(2)
    assert "folder" not in desk.seen(1)


def test_a_copy_gets_a_folder_of_its_own():
    desk = Desk().settled()
    desk.change(lambda rows: rows.append(list(rows[0])))
    desk.tick(3)
    assert "7 Иванов, ул. Лесная, 1" in desk.store.folders
    assert desk.history(7) == [(7, "новая строка", None, "копия № 1")]


def test_a_deleted_order_that_is_put_back_goes_on_as_it_was(desk: Desk):
    kept = list(desk.cells_of(3))
    desk.change(lambda rows: rows.__delitem__(2))
    desk.tick()
    assert desk.known(3).gone
    desk.change(lambda rows: rows.append(kept))
    desk.tick()
    assert not desk.known(3).gone
    assert [row[1] for row in desk.history(3)] == ["строка удалена"]


def test_a_new_order_at_another_name_of_a_stage_stands_at_that_stage_and_makes_no_step_later(desk: Desk):
    desk.type_row(order(None, "Новиков", stage="Новая заявка"))
    desk.saved()
    desk.tick(2)
    assert (desk.known(7).record or {})["stage"] == "новый запрос"
    desk.type(7, note="раз")
    desk.tick()
    assert [row[1] for row in desk.history(7)] == ["новая строка", "Примечание"]
