"""Columns are found by header; what cannot be found is explained, not guessed."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from sheets_schema.layout import find_header, find_layout, letters
from sheets_schema.problems import Level, Problem
from sheets_schema.table import Owner
from sheets_schema.tables import ORDERS, PAYMENTS, TABLES
from sheets_schema.values import Cells

TITLES = [column.title for column in ORDERS.columns]
law = settings(deadline=None, derandomize=True, database=None, max_examples=80)


def header_without(*keys: str) -> Cells:
    return tuple(column.title for column in ORDERS.columns if column.key not in keys)


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in problems]


@law
@given(st.permutations(TITLES))
def test_columns_are_found_in_any_order(header):
    layout, problems = find_layout(ORDERS, "Заказы", [tuple(header)])
    assert layout is not None
    assert problems == []
    assert {key: header[place - 1] for key, place in layout.columns.items()} == {c.key: c.title for c in ORDERS.columns}


@law
@given(st.permutations(TITLES), st.lists(st.text(max_size=5), max_size=len(TITLES) + 3))
def test_a_row_is_laid_in_the_order_of_the_table_however_long_it_is(header, cells):
    layout, _problems = find_layout(ORDERS, "Заказы", [tuple(header)])
    assert layout is not None
    by_title = dict(zip(header, cells, strict=False))
    expected = tuple(None if c.owner is Owner.FORMULA else by_title.get(c.title) for c in ORDERS.columns)
    assert layout.align(tuple(cells)) == expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_name_of_a_column_means_it_in_any_spelling(table):
    for column in table.columns:
        for name in column.names:
            header = [f" {name.upper()}  " if other is column else other.title for other in table.columns]
            layout, problems = find_layout(table, table.title, [tuple(header)])
            assert layout is not None, name
            assert problems == [], name


def test_the_title_wins_over_an_alias_that_stands_there_too():
    layout, problems = find_layout(ORDERS, "Заказы", [("Клиент", *TITLES)])
    assert layout is not None
    assert layout.columns["name"] == TITLES.index("ФИО") + 2
    assert problems == []


@pytest.mark.parametrize("above", [1, 3, 19])
def test_a_title_and_a_logo_may_stand_above_the_header(above):
    rows: list[Cells] = [("ООО «Свет»", None, 5.0), *[()] * (above - 1), tuple(TITLES)]
    layout, problems = find_layout(ORDERS, "Заказы", rows)
    assert layout is not None
    assert (layout.header_row, problems) == (above + 1, [])


def test_of_a_header_and_its_repetition_the_first_counts():
    assert find_header(ORDERS, [tuple(TITLES), (1.0, "Иванов"), tuple(TITLES)]) == 1


@pytest.mark.parametrize("rows", [[], [()], [("просто заметки",)], [("ФИО",)], [()] * 20 + [tuple(TITLES)]])
def test_a_sheet_without_a_header_is_explained(rows):
    layout, problems = find_layout(ORDERS, "Заказы", rows)
    assert layout is None
    assert [problem.code for problem in problems] == ["header_missing"]


def test_an_absent_column_is_a_note_and_its_place_is_known():
    layout, problems = find_layout(ORDERS, "Заказы", [header_without("email")])
    assert layout is not None
    assert codes(problems) == [("column_missing", "email")]
    assert problems[0].level is Level.NOTE
    assert layout.absent == (ORDERS.index["email"],)
    assert "email" not in layout.columns


def test_an_absent_formula_column_is_not_remembered_as_unknown():
    layout, _problems = find_layout(ORDERS, "Заказы", [header_without("paid")])
    assert layout is not None
    assert layout.absent == ()


@pytest.mark.parametrize("key", ["number", "name", "stage"])
def test_without_a_column_that_a_row_needs_the_sheet_is_not_used(key):
    layout, problems = find_layout(ORDERS, "Заказы", [header_without(key)])
    assert layout is None
    assert problems[0].column == key
    assert problems[0].level is Level.ERROR


def test_a_renamed_column_is_named_with_what_it_looks_like():
    header = tuple("Стоимость работ" if title == "Стоимость" else title for title in TITLES)
    _layout, problems = find_layout(ORDERS, "Заказы", [header])
    (problem,) = problems
    assert (problem.code, problem.column) == ("column_renamed", "price")
    assert problem.params == {"title": "Стоимость", "looks_like": "стоимость работ"}


def test_a_header_that_stands_twice_is_explained_with_both_places():
    layout, problems = find_layout(PAYMENTS, "Платежи", [(*(c.title for c in PAYMENTS.columns), "Сумма")])
    assert layout is None
    assert [(problem.code, problem.params) for problem in problems] == [("column_duplicate", {"columns": "E, M"})]


def test_the_firms_own_columns_are_passed_over():
    layout, problems = find_layout(ORDERS, "Заказы", [("Своё", *TITLES, "Ещё своё", 17.0, True)])
    assert layout is not None
    assert problems == []


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_the_letters_of_any_spreadsheet(column, name):
    assert letters(column) == name
