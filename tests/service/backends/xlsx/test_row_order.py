"""Rows stay in order where their numbers get one digit longer: Excel calls a sheet damaged whose rows are not ascending."""

import re
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow


@pytest.mark.parametrize("there", [7, 8, 97, 98, 998])
def test_rows_appended_across_a_power_of_ten_are_stored_in_order(there, tmp_path):
    path = tmp_path / "rows.xlsx"
    book = openpyxl.Workbook()
    for number in range(there + 1):
        book.active.append([number or "№"])
    book.save(path)
    workbook = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    title = book.active.title
    for first in (there + 1, there + 4):
        edits = [AppendRow(title, {1: number}) for number in range(first, first + 3)]
        workbook.write(edits, base=workbook.stamp(), generation=first)
    with zipfile.ZipFile(path) as package:
        rows = [int(found) for found in re.findall(rb'<row r="(\d+)"', package.read("xl/worksheets/sheet1.xml"))]
    assert rows == sorted(rows)
    read = CalamineWorkbook.from_path(path).get_sheet_by_name(title).to_python()
    assert [row[0] for row in read] == ["№", *range(1, there + 7)]
