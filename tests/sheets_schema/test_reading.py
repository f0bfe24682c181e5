"""From a sheet to its rows."""

from datetime import date
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from sheets_schema.ports import SheetImage
from sheets_schema.reading import UNCACHED, TableRead, aligned, parse_row, read_number, read_table, required, shown
from sheets_schema.snapshot import SeenRow
from sheets_schema.tables import ORDERS, PAYMENTS
from sheets_schema.values import Cells, Raw

HEADER: Cells = tuple(column.title for column in ORDERS.columns)


def read(*rows: Cells, title: str = "Заказы", uncached: frozenset[tuple[int, int]] = frozenset()) -> TableRead:
    return read_table(ORDERS, {title: SheetImage(title, [HEADER, *rows], uncached)})


def row_of(**cells: Raw) -> Cells:
    return aligned(ORDERS, cells)


@pytest.mark.parametrize("title", ["Заказы", "ЗАКАЗЫ", " заказы ", "Orders"])
def test_a_sheet_is_found_in_any_spelling_of_its_name(title):
    assert read(row_of(number=1.0), title=title).layout is not None


def test_a_sheet_that_is_not_there_is_explained():
    found = read_table(ORDERS, {})
    assert found.layout is None
    assert [problem.code for problem in found.problems] == ["sheet_missing"]


def test_blank_rows_are_passed_over_and_places_are_those_of_the_sheet():
    found = read((), row_of(number=1.0), (), (), row_of(name="Иванов"))
    assert [(row.row, row.number) for row in found.rows] == [(3, 1), (6, None)]


def test_a_row_of_nothing_but_formulas_and_own_columns_is_blank():
    beyond: Cells = (*[None] * len(HEADER), "своё")
    assert read(row_of(paid=0.0, due=0.0), beyond).rows == []


@pytest.mark.parametrize("label", ["Итого", "итого:", "ВСЕГО", "Итого за март", "Total"])
def test_a_total_is_no_row_of_the_table_but_a_numbered_row_always_is(label):
    found = read(row_of(date=label, price=5.0), row_of(name=label), row_of(number=5.0, name=label))
    assert [row.number for row in found.rows] == [5]


@pytest.mark.parametrize("name", ["Итогов", "Всеволод", "Всегоев"])
def test_a_name_that_only_begins_like_a_total_is_a_name(name):
    assert len(read(row_of(name=name)).rows) == 1


def test_a_repeated_header_is_no_row_of_the_table():
    assert read(HEADER, row_of(number=1.0)).rows[0].row == 3


def test_a_formula_without_a_stored_value_is_unknown_and_not_blank():
    price = HEADER.index("Стоимость") + 1
    (row,) = read(row_of(number=1.0, name="Иванов"), uncached=frozenset({(2, price)})).rows
    assert row.raw[ORDERS.index["price"]] == UNCACHED
    assert "price" not in parse_row(ORDERS, row, 1)[0]


@pytest.mark.parametrize(
    ("raw", "number"),
    [(5.0, 5), (5, 5), ("5", 5), (" 17 ", 17), ("№ 17", 17), ("007", 7), (999_999_999.0, 999_999_999), (None, None), (0.0, None),
     (-1.0, None), (5.5, None), (1e9, None), (1e300, None), (float("nan"), None), (float("inf"), None), (True, None), ("б/н", None),
     ("", None), ("5а", None), ("²", None), ("#REF!", None), (date(2026, 3, 2), None)],
)  # fmt: skip
def test_an_identity_is_a_positive_whole_number_and_nothing_else(raw, number):
    assert read_number(raw) == number


def test_cells_become_typed_values_and_what_cannot_is_explained_with_its_place():
    row = SeenRow(17, 5, row_of(number=5.0, name=" Иванов  Иван ", price="много", advance=1000.0, date="02.03.2026"))
    values, problems = parse_row(ORDERS, row, 5)
    assert values == {"number": 5, "name": "Иванов Иван", "advance": Decimal("1000.00"), "date": date(2026, 3, 2)}
    (problem,) = problems
    assert (problem.code, problem.column, problem.number, problem.row, problem.value) == (
        "money_not_a_number", "price", 5, 17, "много",
    )  # fmt: skip


def test_a_required_cell_that_is_blank_is_told_and_one_that_is_unreadable_is_told_once():
    row = SeenRow(2, 1, aligned(PAYMENTS, {"number": 1.0, "amount": "много", "kind": "аванс"}))
    values, problems = parse_row(PAYMENTS, row, 1)
    problems += required(PAYMENTS, values, row, 1)
    assert [(problem.code, problem.column) for problem in problems] == [
        ("money_not_a_number", "amount"),
        ("required_missing", "date"),
    ]


@pytest.mark.parametrize(
    ("raw", "text"), [(5.0, "5"), (5.5, "5.5"), (float("inf"), "inf"), (float("nan"), "nan"), ("ж" * 99, "ж" * 80)]
)
def test_a_cell_is_shown_as_people_see_it_and_not_at_any_length(raw, text):
    assert shown(raw) == text


raws = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@settings(deadline=None, derandomize=True, database=None, max_examples=200)
@given(st.lists(st.lists(raws, max_size=len(HEADER) + 2).map(tuple), max_size=4))
def test_nothing_that_stands_in_cells_stops_the_reading(rows):
    for row in read(*rows).rows:
        values, problems = parse_row(ORDERS, row, row.number)
        assert all(value is not None for value in values.values())
        assert {problem.column for problem in problems}.isdisjoint(values)
