"""What a row must satisfy beyond its cells, and what is said of changes, versions and terms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sheets_schema.cells.kinds import Kind
from sheets_schema.ports import SheetImage
from sheets_schema.problems import Level
from sheets_schema.snapshot import KnownRow, Snapshot
from sheets_schema.tables import ORDERS, PAYMENTS
from sheets_schema.values import Raw
from tests.watchers.desk import SIX, START, Desk, order
from watchers.compare import compare
from watchers.context import Numbers
from watchers.deadlines import overdue
from watchers.diff import FieldChange, changed_fields
from watchers.examine import problems_of
from watchers.merge import Conflict


@pytest.fixture
def desk() -> Desk:
    return Desk().settled()


# ------------------------------------------------------------------ checks


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


# ------------------------------------------------------------------ changes


def test_another_spelling_of_the_same_value_is_no_change(desk: Desk):
    desk.type(1, price=1_500.0, phone="8(912)000-00-01", date="02.02.2026")
    desk.tick()
    desk.type(1, price="1 500,00 ₽")
    desk.tick()
    assert [row[1] for row in desk.history()] == ["Стоимость"]


def test_only_columns_of_the_staffs_are_changes():
    was = {"name": "А", "folder": "x", "paid": Decimal(1)}
    became = {"name": "Б", "folder": "y", "paid": Decimal(2), "price": Decimal(3)}
    assert changed_fields(ORDERS, was, became) == (
        FieldChange("name", "А", "Б"),
        FieldChange("price", None, Decimal(3)),
    )


def test_a_number_is_given_once_and_those_seen_are_stepped_over():
    numbers = Numbers({"orders": 5})
    numbers.seen("orders", [9, 3])
    numbers.seen("orders", [])
    assert [numbers.take("orders"), numbers.take("orders"), numbers.take("payments")] == [10, 11, 1]


# ------------------------------------------------------------------ problems without deciding


def test_check_finds_what_is_wrong_without_a_journal_and_changes_nothing():
    desk = Desk([order(1, "Иванов", price="много"), order(2, "Петров", stage="нет такого"), *SIX[2:]])
    found = problems_of(desk.book.read(), Snapshot(), frozenset(), START)
    assert [(problem.code, problem.number) for problem in found] == [("money_not_a_number", 1), ("stage_unknown", 2)]


def test_check_says_that_a_table_looks_torn(desk: Desk):
    one, two = (desk.cells_of(number)[desk.place("phone")] for number in (1, 2))
    desk.type(1, phone=two)
    desk.type(2, phone=one)
    found = problems_of(desk.book.read(), desk.journal.snapshots.load(), frozenset(), START)
    assert ("quarantine_displaced", "2") in [(problem.code, problem.value) for problem in found]


# ------------------------------------------------------------------ versions side by side


def sheets(rows: list[list[Raw]], title: str = "Заказы") -> dict[str, SheetImage]:
    return {title: SheetImage(title, [tuple(row) for row in rows])}


def test_two_versions_are_compared_by_row_and_column_as_people_read_them():
    header: list[Raw] = ["№", "ФИО", "Стоимость", "Дата", "Оплачено"]
    was = [header, [1.0, "Иванов", 1000.0, date(2026, 3, 2), 0.0], [2.0, "Петров"]]
    became = [header, [3.0, "Новый"], [1.0, "Иванов", 1500.5, None, 9.0]]
    found = [(each.place, each.was, each.became) for each in compare(sheets(was), sheets(became))]
    assert found == [
        ("Заказы, № 3", "", "3, Новый"),
        ("Заказы, № 1, Стоимость", "1000", "1500,5"),
        ("Заказы, № 1, Дата", "02.03.2026", ""),
        ("Заказы, № 2", "2, Петров", ""),
    ]


def test_sheets_that_came_and_went_are_told_and_the_robots_own_is_not():
    was, became = sheets([["а"]], "Старый"), sheets([["б"]], "Новый") | sheets([["7"]], "_naryad")
    kept = sheets([["6"]], "_naryad")
    assert [(each.sheet, each.was, each.became) for each in compare(was | kept, became)] == [
        ("Новый", "", "новый лист"), ("Старый", "лист был", ""),
    ]  # fmt: skip


# ------------------------------------------------------------------ terms


def test_an_order_is_late_from_the_day_after_its_term_until_it_is_closed(desk: Desk):
    stages = desk.poller.rules.stages
    today = date(2026, 3, 10)

    def row(number: int, due: date | None, stage: str = "осмотр", *, gone: bool = False) -> KnownRow:
        record = {"name": "Иванов", "stage": stage, "due_date": due} if due else {"stage": stage}
        return KnownRow("orders", number, number, (), record, gone=gone)

    rows = [
        row(1, date(2026, 3, 9)), row(2, today), row(3, date(2026, 3, 1)), row(4, date(2026, 3, 1), "завершён"),
        row(5, None), row(6, date(2026, 3, 1), gone=True), replace(row(7, None), record=None),
    ]  # fmt: skip
    assert [(each.number, each.days) for each in overdue(rows, stages, today)] == [(3, 9), (1, 1)]


def test_payments_have_no_column_that_belongs_to_one_row_alone():
    """So they are recognised by all their cells; a column marked as identity would change what a torn table is."""
    assert not any(column.identity for column in PAYMENTS.columns)
    assert {column.kind for column in ORDERS.columns if column.identity} == {Kind.TEXT, Kind.PHONE, Kind.EMAIL}
