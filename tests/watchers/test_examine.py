"""Every problem of a workbook, without deciding anything."""

from sheets_schema.snapshot import Snapshot
from tests.watchers.desk import SIX, START, Desk, order
from watchers.examine import problems_of


def test_check_finds_what_is_wrong_without_a_journal_and_changes_nothing():
    desk = Desk([order(1, "Иванов", price="много"), order(2, "Петров", stage="нет такого"), *SIX[2:]])
    found = problems_of(desk.book.read(), Snapshot(), frozenset(), START)
    assert [(problem.code, problem.number) for problem in found] == [("money_not_a_number", 1), ("stage_unknown", 2)]


def test_check_says_that_a_table_looks_torn():
    desk = Desk().settled()
    one, two = (desk.cells_of(number)[desk.place("phone")] for number in (1, 2))
    desk.type(1, phone=two)
    desk.type(2, phone=one)
    found = problems_of(desk.book.read(), desk.journal.snapshots.load(), frozenset(), START)
    assert ("quarantine_displaced", "2") in [(problem.code, problem.value) for problem in found]
