"""How pages look at known rows: only a real database has these."""

from datetime import UTC, datetime

import pytest

from service.journal.search import searchable
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Decision, KnownRow
from sheets_schema.tables import ORDERS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def order(number, name="", phone=None, address="", *, stage=None, problems=(), gone=False):
    cells = {"number": float(number), "name": name, "phone": phone, "address": address, "price": 912345.0}
    raw = tuple(cells.get(column.key) for column in ORDERS.columns)
    return KnownRow("orders", number, number + 1, raw, {"stage": stage} if stage else None, problems, gone=gone)


ROWS = (
    order(1, "Ёлкин Пётр", "8 (912) 345-67-89", "Екатеринбург, ул. Ленина, 3", stage="осмотр"),
    order(2, "ИВАНОВА Мария", 79120000017.0, "Верхняя Пышма, Ленина 17", stage="осмотр"),
    order(17, "Иванов\xa0Иван", "+7 343 111-22-33", "снт «100%_солнца»", stage="завершён"),
    order(5, "Пропавший", "", "Ленина", stage="осмотр", gone=True, problems=(Problem("x", "orders"),)),
)


@pytest.fixture
def pages(database):
    database.snapshots.commit(Decision(rows=ROWS), base={}, now=NOW)
    return database.snapshots


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("елкин", [1]),
        ("ЁЛКИН", [1]),
        ("иванов", [17, 2]),
        ("иван иванов", [17, 2]),
        ("ленина", [2, 1]),
        ("ленина иванова", [2]),
        ("иванова петр", []),
        ("8 912 345", [1]),
        ("+7 (912) 345-67-89", [1]),
        ("89123456789", [1]),
        ("9123456789", [1]),
        ("8912000", [2]),
        ("17", [17, 2]),
        ("№17", [17, 2]),
        ("№ 17", [17, 2]),
        ("100%", [17]),
        ("%_", [17]),
        ("0%2", []),
        ("912345", [1]),
        ("", [17, 2, 1]),
        ("пропавший", []),
        ("'; DROP TABLE known_rows; --", []),
    ],
)
def test_a_row_is_found_as_a_person_asks_for_it(pages, asked, found):
    assert [row.number for row in pages.search("orders", asked)] == found


def test_found_rows_come_whole_and_in_portions(pages):
    assert pages.search("orders", "елкин") == [ROWS[0]]
    assert [row.number for row in pages.search("orders", "ленина", limit=1, offset=1)] == [1]
    assert pages.search("payments", "елкин") == []


def test_a_page_shows_the_newest_first_and_no_vanished_rows(pages):
    assert pages.page("orders") == [ROWS[2], ROWS[1], ROWS[0]]
    assert pages.page("orders", limit=1, offset=1) == [ROWS[1]]
    assert pages.page("orders", stage="осмотр") == [ROWS[1], ROWS[0]]


def test_counts_leave_out_vanished_rows(pages):
    assert (pages.count("orders"), pages.count("orders", stage="завершён"), pages.count("payments")) == (3, 1, 0)
    assert pages.by_stage("orders") == {"осмотр": 2, "завершён": 1}


def test_one_row_is_told_even_when_it_vanished(pages):
    assert pages.get("orders", 5) == ROWS[3]
    assert pages.get("orders", 4) is None


def test_all_rows_are_told_by_number_beyond_one_portion(pages, database):
    many = [order(number, f"Клиент {number}") for number in range(100, 1300)]
    database.snapshots.commit(Decision(rows=many), base={}, now=NOW)
    assert [row.number for row in pages.rows("orders")] == [1, 2, 17, *range(100, 1300)]


def test_rows_with_problems_are_told_until_they_are_mended(pages, database):
    wrong = order(2, problems=(Problem("name_missing", "orders", "name", 2),))
    database.snapshots.commit(Decision(rows=[wrong]), base={}, now=NOW)
    assert pages.with_problems() == [wrong]
    database.snapshots.commit(Decision(rows=[ROWS[1]]), base={}, now=NOW)
    assert pages.with_problems() == []


def test_rows_about_another_row_are_found_by_its_number(pages, database):
    payments = [
        KnownRow("payments", n, n, (), {"order": about, "amount": n}) for n, about in ((1, 17), (2, 170), (3, 17))
    ]
    database.snapshots.commit(Decision(rows=payments), base={}, now=NOW)
    assert [row.number for row in pages.about("payments", "order", 17)] == [1, 3]


def test_a_hostile_name_is_stored_and_does_not_hide_other_rows(database):
    hostile = ["\ud800 half", "nul\x00nul", "\uffff", "%_\\", "ё" * 40_000, "'\"; --", "\u202e", "{'$date': 1}"]
    rows = [order(number, name) for number, name in enumerate(hostile, start=1)]
    database.snapshots.commit(Decision(rows=rows), base={}, now=NOW)
    assert database.snapshots.load().rows["orders"] == {row.number: row for row in rows}
    assert [row.number for row in database.snapshots.search("orders", "half")] == [1]
    assert database.snapshots.search("orders", "\ud800\x00\\") == [rows[3]]


def test_what_a_row_is_found_by_is_short_enough_for_any_index():
    assert len(searchable(order(1, "ё" * 40_000))) <= 600
