"""The tables as a whole: nothing in them may mean two things."""

from collections import Counter

import pytest

from sheets_schema.cells.kinds import PARSERS, Kind
from sheets_schema.cells.texts import fold
from sheets_schema.table import Owner
from sheets_schema.tables import BY_KEY, TABLES

WATCHED = ("orders", "payments", "expenses", "advances", "bookings", "calls", "campaigns")


def twice(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_key_and_every_header_means_one_column(table):
    assert twice([column.key for column in table.columns]) == []
    assert twice([name for column in table.columns for name in {fold(name) for name in column.names}]) == []


def test_every_title_means_one_sheet():
    assert twice([table.key for table in TABLES]) == []
    assert (
        twice(
            [name for table in TABLES for name in {fold(name) for name in (table.title, table.english, *table.aliases)}]
        )
        == []
    )
    assert len(BY_KEY) == len(TABLES)


def test_every_kind_of_column_has_its_parser():
    assert set(PARSERS) == set(Kind)


@pytest.mark.parametrize("table", [table for table in TABLES if table.numbered], ids=lambda table: table.key)
def test_numbers_and_problems_are_the_robots(table):
    own = [table.by_key[key] for key in ("number", "problems") if key in table.by_key]
    assert {column.owner for column in own} == {Owner.ROBOT}
    assert table.by_key["number"].kind is Kind.NUMBER


@pytest.mark.parametrize("table", [table for table in TABLES if table.robot], ids=lambda table: table.key)
def test_a_sheet_of_the_robot_demands_nothing_of_people(table):
    assert {column.owner for column in table.columns} == {Owner.ROBOT}
    assert not any(column.required for column in table.columns)


AS_STORED = {
    "orders": (
        "number date channel name phone email address object_type features inspection_date inspector price advance paid due"
        " documents documents_complete stage responsible moved_by due_date mounting_date crew note answered consent print"
        " form_state folder files papers problems"
    ),
    "payments": "number date order booking amount kind method taken_by receipt comment source problems",
    "expenses": "number date worker category amount comment order receipt fiscal checked problems",
    "advances": "number date worker kind amount comment problems",
    "bookings": "number day start crew service name phone email address method price state signed_form remark to_order problems",
    "calls": "number since phone client order due attempts say outcome caller problems",
    "campaigns": "number name audience template kind when preview go problems",
}


@pytest.mark.parametrize("key", WATCHED)
def test_columns_stand_as_the_journal_has_stored_them(key):
    """Known rows are stored cell by cell in this order: a release that changes it must migrate ``known_rows.raw`` with it."""
    assert " ".join(column.key for column in BY_KEY[key].columns) == AS_STORED[key]


def test_payments_have_no_column_that_belongs_to_one_row_alone():
    """So they are recognised by all their cells; a column marked as identity would change what a torn table is."""
    assert not any(column.identity for column in BY_KEY["payments"].columns)
    kinds = {column.kind for column in BY_KEY["orders"].columns if column.identity}
    assert kinds == {Kind.TEXT, Kind.PHONE, Kind.EMAIL}
