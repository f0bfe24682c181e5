"""Hand-written parts that speak of rows: shared and array formulas, chains, pivots, threads, notes, controls, encodings."""

import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AddColumn, AppendRow, DeleteRow, PutCell
from sheets_schema.errors import EditRefused, WorkbookUnreadable
from sheets_schema.values import Formula
from tests.workbooks import make
from tests.workbooks.grafting import write_to
from tests.workbooks.office import ROWS


def at(path):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def write(path, *edits, generation=1):
    book = at(path)
    book.write(edits, base=book.stamp(), generation=generation)


def member(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def names(path):
    with zipfile.ZipFile(path) as package:
        return package.namelist()


def read_formulas(path):
    """Formulas of column F by row, shared ones as they read in each cell (openpyxl translates them)."""
    sheet = openpyxl.load_workbook(path)["Заказы"]
    return {row: sheet.cell(row, 6).value for row in range(2, sheet.max_row + 1) if sheet.cell(row, 6).data_type == "f"}


def expected(rows):
    return {row: f"=D{row}-E{row}" for row in rows}


def test_the_home_of_a_shared_formula_moves_on_when_a_value_is_put_there(tmp_path):
    path = make("links.xlsx", tmp_path)
    write(path, PutCell("Заказы", 2, 6, Decimal(5)))
    assert read_formulas(path) == expected(range(3, ROWS + 2))
    assert '<f t="shared" ref="F3:F21" si="0">D3-E3</f>' in member(path, "xl/worksheets/sheet1.xml")
    write(path, PutCell("Заказы", 3, 6, Decimal(5)), PutCell("Заказы", 5, 6, Formula("D5*2")), generation=2)
    assert read_formulas(path) == expected(range(4, ROWS + 2)) | {5: "=D5*2"}


def test_a_shared_formula_is_copied_to_new_rows_and_written_out_where_rows_move(tmp_path):
    path = make("links.xlsx", tmp_path)
    write(path, AppendRow("Заказы", {1: 21}))
    assert read_formulas(path) == expected(range(2, ROWS + 3))
    write(path, DeleteRow("Заказы", 2), DeleteRow("Заказы", 10), generation=2)
    assert read_formulas(path) == expected(range(2, ROWS + 1))


def test_only_the_cache_of_a_shared_formula_is_renewed(tmp_path):
    path = make("links.xlsx", tmp_path)
    before = member(path, "xl/worksheets/sheet1.xml")
    write(path, PutCell("Заказы", 7, 6, Formula("D7-E7", Decimal(1))), PutCell("Заказы", 8, 6, Formula("", Decimal(2))))
    after = member(path, "xl/worksheets/sheet1.xml")
    assert after == before.replace("<v>5400</v>", "<v>1</v>").replace("<v>6300</v>", "<v>2</v>")


def test_the_chain_of_calculation_loses_only_vanished_formulas(tmp_path):
    path = make("links.xlsx", tmp_path)
    write(path, PutCell("Заказы", 2, 6, None), DeleteRow("Заказы", 5))
    chain = member(path, "xl/calcChain.xml")
    assert re.findall(r'r="(F\d+)"', chain) == [f"F{row}" for row in range(3, ROWS + 1)]
    write(path, *(PutCell("Заказы", row, 6, None) for row in range(2, ROWS + 1)), generation=2)
    assert "xl/calcChain.xml" not in names(path)
    assert "calcChain" not in member(path, "[Content_Types].xml") + member(path, "xl/_rels/workbook.xml.rels")


def test_an_array_formula_is_not_torn(tmp_path):
    path = make("charts.xlsx", tmp_path)
    for edit in (PutCell("Сводка", 1, 5, "x"), PutCell("Сводка", 2, 3, "x"), DeleteRow("Сводка", 2)):
        with pytest.raises(EditRefused) as refused:
            write(path, edit)
        assert refused.value.code == "edit_array"


def test_pivots_threads_notes_and_filters_follow_a_deleted_row(tmp_path):
    path = make("pivot.xlsx", tmp_path)
    write(path, DeleteRow("Заказы", 10))
    assert 'ref="A1:G20" sheet="Заказы"' in member(path, "xl/pivotCache/pivotCacheDefinition1.xml")
    path = make("threads.xlsx", tmp_path)
    write(path, DeleteRow("Заказы", 2))
    assert 'ref="C3"' in member(path, "xl/threadedComments/threadedComment1.xml")
    assert 'ref="C3"' in member(path, "xl/comments1.xml")
    assert "<x:Row>2</x:Row>" in member(path, "xl/drawings/vmlDrawing1.vml")
    assert '<autoFilter ref="A1:G20"/>' in member(path, "xl/worksheets/sheet1.xml")
    write(path, DeleteRow("Заказы", 3), generation=2)
    assert "threadedComment ref" not in member(path, "xl/threadedComments/threadedComment1.xml")
    assert "<comment " not in member(path, "xl/comments1.xml")
    assert "<v:shape " not in member(path, "xl/drawings/vmlDrawing1.vml")


def test_extensions_of_excel_2010_grow_and_follow(tmp_path):
    path = make("extensions.xlsx", tmp_path)
    write(path, AppendRow("Заказы", {1: 21}))
    sheet = member(path, "xl/worksheets/sheet1.xml")
    assert "<xm:sqref>G2:G22</xm:sqref>" in sheet
    assert "<xm:sqref>A2:G22</xm:sqref>" in sheet
    write(path, DeleteRow("Списки", 3), DeleteRow("Заказы", 2), generation=2)
    sheet = member(path, "xl/worksheets/sheet1.xml")
    assert "<xm:f>Списки!$A$1:$A$8</xm:f>" in sheet
    assert "<xm:sqref>G2:G21</xm:sqref>" in sheet


def test_a_form_control_follows_its_linked_cell(tmp_path):
    path = make("links.xlsx", tmp_path)
    write(path, DeleteRow("Заказы", 2))
    assert 'fmlaLink="$J$4"' in member(path, "xl/ctrlProps/ctrlProp1.xml")


def test_a_table_grows_before_its_totals_and_by_a_column(tmp_path):
    path = make("tables.xlsx", tmp_path)
    write(path, AppendRow("Заказы", {1: 21, 4: Decimal(7)}), AddColumn("Заказы", "Новая"))
    table = member(path, "xl/tables/table1.xml")
    assert 'ref="A1:H23"' in table
    assert '<autoFilter ref="A1:H22"' in table
    assert 'count="8"' in table
    assert 'name="Новая"' in table
    sheet = openpyxl.load_workbook(path)["Заказы"]
    assert sheet["A23"].value == "Всего"
    assert sheet["A26"].value == "примечание под таблицей"
    assert sheet["H1"].value == "Новая"
    with pytest.raises(EditRefused) as refused:
        write(path, AddColumn("Заказы", "этап"), generation=2)
    assert refused.value.code == "edit_column_exists"


def test_a_formula_over_a_table_column_loses_its_cache_when_a_row_joins(tmp_path):
    path = make("tables.xlsx", tmp_path)
    write(path, AppendRow("Заказы", {1: 21, 4: Decimal(7)}))
    assert at(path).read().sheets["Итоги"].uncached == {(1, 1)}


def test_a_part_in_utf_16_is_refused_not_garbled(tmp_path):
    path = make("nameless.xlsx", tmp_path)
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    sheet = members["xl/worksheets/sheet.xml"].decode().replace("UTF-8", "UTF-16")
    path.write_bytes(write_to(members | {"xl/worksheets/sheet.xml": sheet.encode("utf-16")}))
    before = path.read_bytes()
    with pytest.raises((EditRefused, WorkbookUnreadable)):
        write(path, PutCell("Заказы", 2, 3, "x"))
    assert path.read_bytes() == before


def test_blank_styled_rows_below_the_data_are_used_and_nothing_moves(tmp_path):
    path = make("self_closed.xlsx", tmp_path)
    write(path, AppendRow("Заказы", {1: 21, 3: "раз"}), AppendRow("Заказы", {1: 22, 3: "два"}))
    rows = at(path).read().sheets["Заказы"].rows
    assert [row[2] for row in rows[ROWS + 1 : ROWS + 3]] == ["раз", "два"]
    assert member(path, "xl/worksheets/sheet.xml").count('<row r="78"') == 1


def test_a_row_that_a_person_typed_below_without_a_number_is_not_overwritten(tmp_path):
    path = make("openpyxl.xlsx", tmp_path)
    write(path, PutCell("Заказы", ROWS + 2, 3, "Человек без номера"))
    write(path, AppendRow("Заказы", {1: 21, 3: "Робот"}), generation=2)
    rows = at(path).read().sheets["Заказы"].rows
    assert (rows[ROWS + 1][2], rows[ROWS + 2][2]) == ("Робот", "Человек без номера")


def test_a_table_keeps_its_header_and_one_row(tmp_path):
    path = make("tables.xlsx", tmp_path)
    for edits, code in (
        ([PutCell("Заказы", 1, 3, "Клиент")], "edit_table_header"),
        ([DeleteRow("Заказы", 1)], "edit_table_gone"),
        ([DeleteRow("Итоги", row) for row in (2, 3, 4)], "edit_table_gone"),
    ):
        with pytest.raises(EditRefused) as refused:
            write(path, *edits)
        assert refused.value.code == code
    write(path, PutCell("Заказы", 1, 3, "ФИО"), DeleteRow("Итоги", 2), DeleteRow("Итоги", 3))
    assert 'ref="C1:D2"' in member(path, "xl/tables/table2.xml")
