"""Which cached values fall when a cell changes: exactly those that read it, through any number of steps."""

import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, DeleteRow, PutCell
from sheets_schema.values import Formula
from tests.workbooks import make

FORMULAS = {
    "C2": "A2*2", "C3": "A3*2", "D2": "C2+1", "D3": "C3+1",
    "E2": "A2", "E3": "E2+A3", "E4": "E3+A4", "E5": "E4+A5",
    "F1": "SUM(A:A)", "F2": "SUM(A2:A3)", "F3": "SUM($A$4:$A$5)", "F4": "SUM(Сумма)", "F5": "SUM(Другие)",
    "G1": 'INDIRECT("A"&2)', "G2": "SUM(Х!A1:A9)", "G3": "1+1", "G4": "TODAY()", "G5": "SUM(1:2)", "G6": "OFFSET(B1,1,0)",
    "H1": 'IF(B1="A2","да",B2)', "H2": "SUM(A2:A$4)", "H3": "SUM(A3:A$4)", "H4": "SUM(Л:Х!A2)",
}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "a.xlsx"
    writer = xlsxwriter.Workbook(str(path))
    sheet, other = writer.add_worksheet("Л"), writer.add_worksheet("Х")
    sheet.write_column("A2", [1, 2, 3, 4])
    sheet.write_column("B1", ["A2", 5, 6])
    for place, formula in FORMULAS.items():
        sheet.write_formula(place, f"={formula}", None, 1)
    other.write_column("A1", [1, 2, 3])
    other.write_formula("B1", "=Л!D2*2", None, 1)
    other.write_formula("B2", "=Л!D3*2", None, 1)
    writer.define_name("Сумма", "=Л!$A$2:$A$4")
    writer.define_name("Другие", "=Х!$A$1:$A$3")
    writer.close()
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def fallen(book):
    """Names of the cells without a cached value, those of the second sheet with an exclamation mark."""
    sheets = book.read().sheets
    names = {f"{'ABCDEFGHI'[column - 1]}{row}" for row, column in sheets["Л"].uncached}
    return names | {f"!{'AB'[column - 1]}{row}" for row, column in sheets["Х"].uncached}


ALWAYS = {"G1", "G5", "G6"}
"""What reads cells that it does not name is never trusted; G5 reads G1."""


def test_a_changed_number_fells_its_readers_and_their_readers(book):
    book.write([PutCell("Л", 2, 1, Decimal(9))], base=book.stamp(), generation=1)
    assert fallen(book) == ALWAYS | {
        "C2", "D2", "E2", "E3", "E4", "E5", "F1", "F2", "F4", "H2", "H4", "!B1",
    }  # fmt: skip


def test_a_running_sum_falls_only_below(book):
    book.write([PutCell("Л", 4, 1, Decimal(9))], base=book.stamp(), generation=1)
    assert fallen(book) == ALWAYS | {"E4", "E5", "F1", "F3", "F4", "H2", "H3"}


def test_a_cell_that_nothing_reads_fells_only_what_cannot_be_known(book):
    book.write([PutCell("Л", 9, 9, "текст")], base=book.stamp(), generation=1)
    assert fallen(book) == ALWAYS


def test_another_sheets_cell_is_read_through_a_name_and_a_range(book):
    book.write([PutCell("Х", 2, 1, Decimal(9))], base=book.stamp(), generation=1)
    assert fallen(book) == ALWAYS | {"F5", "G2", "H4"}


def test_a_formula_with_its_value_fells_its_readers_but_keeps_its_own(book):
    book.write([PutCell("Л", 2, 3, Formula("", Decimal(50)))], base=book.stamp(), generation=1)
    assert fallen(book) == ALWAYS | {"D2", "!B1"}


def test_a_new_row_is_read_by_whole_columns_and_by_ranges_that_grow(book):
    book.write([AppendRow("Л", {1: Decimal(7)})], base=book.stamp(), generation=1)
    assert {"F1", "F3"} <= fallen(book)
    assert not {"C2", "C3", "F2", "G2", "G3"} & fallen(book)


def test_a_deleted_row_is_missed_by_those_that_read_it(book):
    book.write([DeleteRow("Х", 2)], base=book.stamp(), generation=1)
    assert {"F5", "G2"} <= fallen(book)
    assert not {"C2", "E5", "F1"} & fallen(book)


def test_the_workbook_is_calculated_on_load_only_when_a_cache_fell(tmp_path):
    path = make("nameless.xlsx", tmp_path)
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    for turn, (column, asked) in enumerate([(9, False), (4, True)], start=1):
        book.write([PutCell("Заказы", 3, column, Decimal(5))], base=book.stamp(), generation=turn)
        with zipfile.ZipFile(path) as package:
            assert (b"fullCalcOnLoad" in package.read("xl/workbook.xml")) == asked


rows, columns = st.integers(1, 6), st.integers(1, 4)
corners = st.builds(lambda row, column, fixed: (row, column, fixed), rows, columns, st.sampled_from(["", "$"]))


def spelled(corner):
    row, column, fixed = corner
    return f"{fixed}{'ABCD'[column - 1]}{fixed}{row}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    formulas=st.dictionaries(st.tuples(rows, columns), st.tuples(corners, corners), min_size=1, max_size=14),
    changed=st.tuples(rows, columns),
)
def test_what_falls_is_the_closure_that_a_naive_search_finds(formulas, changed, tmp_path):
    path = tmp_path / "n.xlsx"
    writer = xlsxwriter.Workbook(str(path))
    sheet = writer.add_worksheet("Л")
    for (row, column), (first, last) in formulas.items():
        sheet.write_formula(row - 1, column - 1, f"=SUM({spelled(first)}:{spelled(last)})", None, 1)
    writer.close()
    meant, grew = {changed}, True
    while grew:
        readers = {
            place
            for place, (first, last) in formulas.items()
            if any(
                min(first[0], last[0]) <= row <= max(first[0], last[0])
                and min(first[1], last[1]) <= column <= max(first[1], last[1])
                for row, column in meant
            )
        }
        grew = not readers <= meant
        meant |= readers
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    book.write([PutCell("Л", *changed, Decimal(9))], base=book.stamp(), generation=1)
    assert book.read().sheets["Л"].uncached == meant - {changed}
