"""Rows put in and taken out: whatever speaks of rows follows."""

import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AddColumn, AddSheet, AppendRow, DeleteRow, PutCell
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula


def at(path):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))


def member(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


@pytest.fixture
def path(tmp_path):
    """A list with formulas, a total below it, a merge, formats, validations, a link, a note, a name, a chart, a second sheet."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Заказы")
    other = book.add_worksheet("Сводка лист")
    sheet.write_row(0, 0, ["№", "Цена", "Оплачено", "Остаток"])
    for row in range(2, 12):
        sheet.write_row(row - 1, 0, [row - 1, row * 100, row * 10])
        sheet.write_formula(row - 1, 3, f"=B{row}-C{row}", None, row * 90)
    sheet.write(11, 0, None)
    sheet.write(11, 1, "Итого")
    sheet.write_formula("D12", "=SUM(D2:D11)", None, 5850)
    sheet.merge_range("F5:G6", "слито")
    sheet.merge_range("F14:G15", "ниже")
    sheet.conditional_format("A2:D11", {"type": "cell", "criteria": ">", "value": "$B$12", "format": book.add_format()})
    sheet.data_validation("C2:C11", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.write_url("H13", "internal:'Сводка лист'!A1", string="сводка")
    sheet.write_comment("B12", "примечание")
    other.write_formula("A1", "=SUM(Заказы!D2:D11)", None, 5850)
    other.write_formula("A2", "=Заказы!D12", None, 5850)
    other.write_formula("A3", "=Заказы!D3", None, 270)
    other.write_formula("A4", "=1+1", None, 2)
    other.write_formula("A5", "=A2*2", None, 11700)
    book.define_name("Итог", "=Заказы!$D$12")
    book.define_name("Номера", "=Заказы!$A$2:$A$11")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Заказы!$D$2:$D$11"})
    other.insert_chart("C3", chart)
    book.close()
    return path


def formulas(path, title):
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate: cell.value for row in sheet for cell in row if cell.data_type == "f"}


def test_a_row_before_the_total_moves_everything_that_speaks_of_what_is_below(path):
    book = at(path)
    book.write([AppendRow("Заказы", {1: 11, 2: 1200, 3: 120})], base=book.stamp(), generation=1)
    own, other = formulas(path, "Заказы"), formulas(path, "Сводка лист")
    assert own["D12"] == "=B12-C12"
    assert own["D13"] == "=SUM(D2:D12)"
    assert own["D11"] == "=B11-C11"
    assert (other["A1"], other["A2"], other["A3"]) == ("=SUM(Заказы!D2:D11)", "=Заказы!D13", "=Заказы!D3")
    loaded = openpyxl.load_workbook(path)
    sheet = loaded["Заказы"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"F5:G6", "F15:G16"}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:D12"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C2:C12"]
    assert sheet["H14"].hyperlink.location == "'Сводка лист'!A1"
    assert sheet["B13"].comment.text == "примечание"
    assert sheet["B12"].comment is None
    assert loaded.defined_names["Итог"].attr_text == "Заказы!$D$13"
    assert loaded.defined_names["Номера"].attr_text == "Заказы!$A$2:$A$12"


def test_caches_of_dependants_are_dropped_and_of_all_others_kept(path):
    book = at(path)
    book.write([PutCell("Заказы", 4, 2, Decimal(777))], base=book.stamp(), generation=1)
    own = openpyxl.load_workbook(path, data_only=True)["Заказы"]
    other = openpyxl.load_workbook(path, data_only=True)["Сводка лист"]
    assert (own["D4"].value, own["D12"].value) == (None, None)
    assert (own["D3"].value, own["D11"].value) == (270, 990)
    assert [other[f"A{row}"].value for row in range(1, 6)] == [None, None, 270, 2, None]
    image = book.read()
    assert image.sheets["Заказы"].uncached == {(4, 4), (12, 4)}
    assert 'fullCalcOnLoad="1"' in member(path, "xl/workbook.xml")


def test_values_that_the_caller_computed_stand_in_for_dropped_caches(path):
    book = at(path)
    caches = {
        ("Заказы", 4, 4): Decimal(737), ("Заказы", 3, 4): Decimal(1), ("Заказы", 12, 4): "",
        ("Сводка лист", 1, 1): Decimal("1.5"), ("Сводка лист", 2, 1): Decimal(2), ("Сводка лист", 5, 1): Decimal(4),
    }  # fmt: skip
    book.write([PutCell("Заказы", 4, 2, Decimal(777))], base=book.stamp(), generation=1, caches=caches)
    image = book.read()
    assert image.sheets["Заказы"].rows[3][3] == 737
    assert image.sheets["Заказы"].rows[2][3] == 270, "what is not stale keeps its own"
    assert len(image.sheets["Заказы"].rows[11]) == 2, "an empty text is a value, and it is blank"
    assert image.sheets["Заказы"].uncached == frozenset()
    assert [row[0] for row in image.sheets["Сводка лист"].rows[:5]] == [1.5, 2, 270, 2, 4]


def test_a_formula_without_text_renews_only_the_cached_value(path):
    book = at(path)
    before = formulas(path, "Заказы")
    book.write([PutCell("Заказы", 4, 4, Formula("", Decimal(5)))], base=book.stamp(), generation=1)
    assert formulas(path, "Заказы") == before
    assert book.read().sheets["Заказы"].rows[3][3] == 5
    with pytest.raises(EditRefused) as refused:
        book.write([PutCell("Заказы", 4, 1, Formula("", Decimal(5)))], base=book.stamp(), generation=2)
    assert refused.value.code == "edit_formula_missing"


def test_a_deleted_row_takes_its_note_and_link_and_breaks_what_named_it(path):
    book = at(path)
    book.write([DeleteRow("Заказы", 3), DeleteRow("Заказы", 12)], base=book.stamp(), generation=1)
    own, other = formulas(path, "Заказы"), formulas(path, "Сводка лист")
    assert (own["D3"], own["D10"], "D11" in own) == ("=B3-C3", "=B10-C10", False)
    assert (other["A1"], other["A2"], other["A3"]) == ("=SUM(Заказы!D2:D10)", "=#REF!", "=#REF!")
    sheet = openpyxl.load_workbook(path)["Заказы"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"F4:G5", "F12:G13"}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:D10"]
    assert all(cell.comment is None for row in sheet for cell in row)
    assert "B12" not in member(path, "xl/comments1.xml")
    assert re.search(r"<c:f>Заказы!\$D\$2:\$D\$10</c:f>", member(path, "xl/charts/chart1.xml"))


def test_edits_use_the_numbers_of_the_workbook_as_it_was_read(path):
    book = at(path)
    edits = [
        DeleteRow("Заказы", 2),
        PutCell("Заказы", 5, 2, 5555),
        AppendRow("Заказы", {1: 77}),
        PutCell("Заказы", 12, 3, "тут"),
    ]
    book.write(edits, base=book.stamp(), generation=1)
    rows = book.read().sheets["Заказы"].rows
    assert rows[3][:2] == (4.0, 5555.0)
    assert rows[10][0] == 77
    assert rows[11][1:3] == ("Итого", "тут")
    assert formulas(path, "Заказы")["D11"] == "=B11-C11"


def test_a_merged_area_takes_a_value_only_in_its_corner(path):
    book = at(path)
    with pytest.raises(EditRefused) as refused:
        book.write([PutCell("Заказы", 6, 7, "нет")], base=book.stamp(), generation=1)
    assert refused.value.code == "edit_merged"
    book.write([PutCell("Заказы", 5, 6, "да")], base=book.stamp(), generation=1)
    assert book.read().sheets["Заказы"].rows[4][5] == "да"


def test_a_column_is_added_after_the_last_header_and_a_sheet_at_the_end(path):
    book = at(path)
    edits = [
        AddColumn("Заказы", "Этап"),
        PutCell("Заказы", 2, 5, "принят"),
        AddSheet("Новый", (("а", Decimal(1)), ("б", datetime(2025, 1, 2, 3, 4)))),
    ]
    book.write(edits, base=book.stamp(), generation=1)
    image = book.read()
    assert image.sheets["Заказы"].rows[0] == ("№", "Цена", "Оплачено", "Остаток", "Этап")
    assert image.sheets["Заказы"].rows[1][4] == "принят"
    assert image.sheets["Новый"].rows == [("а", 1.0), ("б", datetime(2025, 1, 2, 3, 4))]
    sheet = openpyxl.load_workbook(path)["Заказы"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A2:E11"]
