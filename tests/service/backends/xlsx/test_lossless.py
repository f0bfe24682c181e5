"""Fifty writes into workbooks of many makers: nothing anyone put there is lost."""

import re
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from service.backends.xlsx.book import Book
from service.backends.xlsx.package import Limits, Package
from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, PutCell
from tests.workbooks import MAKERS, make
from tests.workbooks.office import ROWS

ALLOWED = re.compile(
    r"xl/worksheets/[^/]*\.xml|xl/tables/.*|xl/workbook\.xml|xl/calcChain\.xml|docProps/custom\.xml|"
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/worksheets/naryad\d+\.xml"
)
"""The written list: what a write that moves no rows may touch."""
WRITES = 50


def members(path):
    package = Package(path.read_bytes(), Limits())
    return package, {name: bytes(package.raw(member)) for name, member in package.members.items()}


def fifty_writes(path):
    """Ten cells over and over, one row each time; returns what the cells must hold."""
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    meant = {}
    for turn in range(WRITES):
        row = 2 + turn % 10
        meant[row, 3] = f"=Клиент {turn} <&>"
        meant[row, 5] = Decimal(turn) + Decimal("0.5")
        meant[ROWS + 2 + turn, 1] = ROWS + 1 + turn
        meant[ROWS + 2 + turn, 2] = date(2025, 6, turn % 28 + 1)
        meant[ROWS + 2 + turn, 3] = f"@Новый {turn}"
        edits = [
            PutCell("Заказы", row, 3, meant[row, 3]),
            PutCell("Заказы", row, 5, meant[row, 5]),
            AppendRow("Заказы", {1: ROWS + 1 + turn, 2: meant[ROWS + 2 + turn, 2], 3: meant[ROWS + 2 + turn, 3]}),
        ]
        book.write(edits, base=book.stamp(), generation=turn + 1)
    return book, meant


def inventory(xml):
    """Elements outside of the rows, by tag: what a sheet has beside its cells."""
    return Counter(
        element.tag
        for child in ET.fromstring(xml)
        if not child.tag.endswith(("}sheetData", "}cols"))
        for element in child.iter()
    )


@pytest.fixture(scope="module", params=MAKERS)
def written(request, tmp_path_factory):
    """A workbook after fifty writes: (path, its package before, raw members before, the book, what was meant)."""
    path = make(request.param, tmp_path_factory.mktemp("lossless"))
    return path, *members(path), *fifty_writes(path)


def test_fifty_writes_lose_nothing(written):
    path, old, old_raw, book, meant = written
    new, new_raw = members(path)
    for member, raw in old_raw.items():
        if not ALLOWED.fullmatch(member):
            assert new_raw[member] == raw, f"{member} was touched"
    assert all(ALLOWED.fullmatch(member) for member in new_raw if member not in old_raw)
    for sheet in Book(old).sheets:
        assert inventory(new.read(sheet.part)) == inventory(old.read(sheet.part)), sheet.title
    image = book.read()
    assert image.generation == WRITES
    rows = image.sheets["Заказы"].rows
    for (row, column), value in meant.items():
        assert rows[row - 1][column - 1] == value, (row, column)
    assert rows[14][2] == "Иванов 14", "what was not touched reads as before"


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")  # it tells of what it would lose
def test_openpyxl_and_calamine_read_what_was_written(written):
    path, *_, meant = written
    by_openpyxl = openpyxl.load_workbook(path)["Заказы"]
    by_calamine = CalamineWorkbook.from_path(path).get_sheet_by_name("Заказы").to_python(skip_empty_area=False)
    for (row, column), value in meant.items():
        cell = by_openpyxl.cell(row, column)
        shown = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        assert shown == value, (row, column)
        assert cell.data_type != "f"
        other = by_calamine[row - 1][column - 1]
        assert (other.date() if isinstance(other, datetime) else other) == value
    for row in (ROWS + 2, ROWS + 1 + WRITES):
        formula = str(by_openpyxl.cell(row, 6).value)
        assert formula.startswith("=")
        assert f"D{row}-E{row}" in formula or "This Row" in formula, "the formula of the row above came along"


def test_the_written_list_is_what_a_plain_write_touches(tmp_path):
    path = make("charts.xlsx", tmp_path)
    _, before = members(path)
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    book.write([PutCell("Заказы", 2, 3, "раз")], base=book.stamp(), generation=1)
    book.write([PutCell("Заказы", 2, 3, "два")], base=book.stamp(), generation=2)
    _, first = members(path)
    book.write([PutCell("Заказы", 2, 3, "три")], base=book.stamp(), generation=3)
    _, second = members(path)
    touched = {name for name in second if second[name] != first[name]}
    assert touched == {"xl/worksheets/sheet1.xml", "xl/worksheets/naryad1.xml", "docProps/custom.xml"}
    assert set(before) <= set(second)


def test_the_zip_stays_one_that_zipfile_can_test(tmp_path):
    path = make("charts.xlsx", tmp_path)
    fifty_writes(path)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
