"""What a row must satisfy beyond its cells: lists, people, orders that exist, what two people changed at once."""

from datetime import date

import pytest

from sheets_schema.problems import Level
from tests.watchers.desk import Desk, order
from watchers.merge import Conflict


@pytest.fixture
def desk() -> Desk:
    return Desk().settled()


def test_a_value_of_a_list_is_brought_to_its_spelling_and_one_off_a_strict_list_is_an_error(desk: Desk):
    desk.type_row({"date": date(2026, 3, 2), "order": 1.0, "amount": 5.0, "kind": "АВАНС"}, "payments")
    desk.type_row({"date": date(2026, 3, 2), "order": 2.0, "amount": 5.0, "kind": "подарок"}, "payments")
    desk.saved()
    desk.tick(2)
    assert (desk.known(1, "payments").record or {})["kind"] == "аванс"
    (problem,) = desk.known(2, "payments").problems
    assert (problem.code, problem.params) == ("not_in_list", {"choices": "аванс, доплата, возврат"})
    assert desk.known(2, "payments").record is None


def test_free_text_beside_a_loose_list_is_no_problem_but_an_unknown_person_is_a_note(desk: Desk):
    desk.type_row({"name": "Анна", "role": "офис"}, "people")
    desk.type(1, object_type="маяк", responsible="Борис")
    desk.tick()
    assert [(problem.code, problem.level) for problem in desk.known(1).problems] == [("person_unknown", Level.NOTE)]
    assert (desk.known(1).record or {})["object_type"] == "маяк"


def test_a_payment_for_an_order_that_is_yet_to_come_is_mended_by_its_coming(desk: Desk):
    desk.type_row({"date": date(2026, 3, 2), "order": 7.0, "amount": 5.0, "kind": "аванс"}, "payments")
    desk.saved()
    desk.tick(2)
    assert desk.problems(1, "payments") == ["order_unknown"]
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.tick(3)
    desk.saved()
    desk.tick()
    assert desk.problems(1, "payments") == []


def test_a_conflict_of_two_people_is_told_in_its_row_until_the_cell_or_the_note_changes(desk: Desk):
    desk.poller._conflicts = (Conflict("Заказы", ("№", 1), "Примечание", "вторая", "первая"),)
    desk.type(1, note="вторая")
    desk.tick()
    (problem,) = desk.known(1).problems
    assert (problem.code, problem.column, problem.level) == ("merge_conflict", "note", Level.NOTE)
    desk.type(2, note="раз")
    desk.tick()
    assert desk.problems(1) == ["merge_conflict"]
    desk.type(1, problems=None)
    desk.tick()
    assert desk.problems(1) == []
