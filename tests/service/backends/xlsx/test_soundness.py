"""Damage where nobody here reads: another program would meet it, so the file is explained and left alone."""

import zipfile
from datetime import UTC, datetime

import pytest

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.errors import WorkbookUnreadable
from tests.workbooks import MAKERS, make
from tests.workbooks.grafting import write


def at(path):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def flip_inside(path, member):
    """Flip one bit of a member's packed bytes; the directory still declares the old CRC."""
    with zipfile.ZipFile(path) as package:
        info = package.getinfo(member)
    data = bytearray(path.read_bytes())
    name, extra = (
        int.from_bytes(data[info.header_offset + at : info.header_offset + at + 2], "little") for at in (26, 28)
    )
    data[info.header_offset + 30 + name + extra + info.compress_size // 2] ^= 1
    path.write_bytes(data)


def with_member(path, member, change):
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    write(path, {**members, member: change(members[member])})


def part_of(book):
    with pytest.raises(WorkbookUnreadable) as damaged:
        book.read()
    assert damaged.value.code == "workbook_corrupt"
    return damaged.value.params["part"]


@pytest.mark.parametrize("name", MAKERS)
def test_whole_workbooks_of_every_maker_are_sound(name, tmp_path):
    assert at(make(name, tmp_path)).read().sheets


def test_a_flipped_bit_is_found_in_a_member_that_is_never_read(tmp_path):
    path = make("charts.xlsx", tmp_path)
    flip_inside(path, "xl/charts/chart1.xml")
    assert part_of(at(path)) == "xl/charts/chart1.xml"


def test_a_sheet_that_was_read_before_is_not_taken_for_whole_by_the_crc_that_it_declares(tmp_path):
    path = make("charts.xlsx", tmp_path)
    book = at(path)
    book.read()
    flip_inside(path, "xl/worksheets/sheet1.xml")
    assert part_of(book) == "xl/worksheets/sheet1.xml"


def test_a_small_part_that_is_no_xml_is_found(tmp_path):
    path = make("charts.xlsx", tmp_path)
    with_member(path, "xl/charts/chart1.xml", lambda xml: xml.replace(b"</", b"<", 1))
    assert part_of(at(path)) == "xl/charts/chart1.xml"


def test_a_member_that_is_listed_under_another_name_is_found(tmp_path):
    path = make("charts.xlsx", tmp_path)
    path.write_bytes(path.read_bytes().replace(b"xl/charts/chart1.xml", b"xl/cHarts/chart1.xml", 1))
    assert part_of(at(path)) == "xl/charts/chart1.xml"


def test_zero_bytes_in_a_sheet_are_damage(tmp_path):
    path = make("charts.xlsx", tmp_path)
    with_member(path, "xl/sharedStrings.xml", lambda xml: xml.replace("Иванов 1<".encode(), b"\0\0\0\0<"))
    assert part_of(at(path)) == "xl/sharedStrings.xml"


def test_an_impossible_sign_in_a_cell_is_a_matter_of_its_row(tmp_path):
    path = make("charts.xlsx", tmp_path)
    with_member(path, "xl/sharedStrings.xml", lambda xml: xml.replace("Иванов 1<".encode(), "Иван\uffffов<".encode()))
    names = [row[2] for row in at(path).read().sheets["Заказы"].rows]
    assert names.count("Иван\uffffов") == 1


def test_once_the_good_file_is_back_it_is_read(tmp_path):
    path = make("charts.xlsx", tmp_path)
    good, book = path.read_bytes(), at(path)
    flip_inside(path, "xl/charts/chart1.xml")
    part_of(book)
    path.write_bytes(good)
    assert book.read().sheets
