"""Real LibreOffice opens what we wrote, and we write into what it saved. Two starts of it for everything."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, DeleteRow, PutCell
from tests.service.backends.xlsx.test_hostile import TEXT_COLUMNS, write_hostile
from tests.workbooks import MAKERS, make
from tests.workbooks.hostile import HOSTILE
from tests.workbooks.office import ROWS

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed (make debian)"),
]

WITHIN = 120


def convert(files, out, profile):
    """Open all files in one LibreOffice and save them as .xlsx into ``out``."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{profile}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=WITHIN)


def write_into(path):
    """Write cells and rows, and take a row out; the same in every workbook."""
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    book.write(
        [
            PutCell("Заказы", 3, 3, "=не формула"),
            PutCell("Заказы", 3, 4, Decimal("777.25")),
            DeleteRow("Заказы", 5),
            AppendRow("Заказы", {1: 21, 2: date(2025, 6, 7), 3: "Новый", 4: Decimal(50), 5: Decimal(20)}),
        ],
        base=book.stamp(),
        generation=3,
    )


def check(path):
    """LibreOffice saw our values, and computed what depends on them."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Заказы").to_python(skip_empty_area=False)
    assert rows[2][2:4] == ["=не формула", 777.25]
    assert rows[2][5] == 777.25 - 200, "a stale cached value would be 1800"
    assert [row[2] for row in rows[3:5]] == ["Иванов 3", "Иванов 5"]
    new = rows[ROWS]
    assert new[0] == 21
    assert new[1] in {date(2025, 6, 7), datetime(2025, 6, 7)}
    assert new[2:6] == ["Новый", 50, 20, 30]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs"), tmp_path_factory.mktemp("again")


@pytest.fixture(scope="module")
def seen_by_libreoffice(folders, tmp_path_factory):
    """Every maker's workbook after our writes, as LibreOffice saved it; the untouched ones, saved by it, too."""
    ours, theirs, _ = folders
    written = [make(name, ours) for name in MAKERS]
    for path in written:
        write_into(path)
    hostile = make("mac1904.xlsx", tmp_path_factory.mktemp("hostile")).rename(ours / "hostile.xlsx")
    write_hostile(hostile)
    convert([*written, hostile], theirs, tmp_path_factory.mktemp("profile"))
    return theirs


@pytest.mark.parametrize("name", MAKERS)
def test_libreoffice_opens_every_workbook_and_reads_our_values(name, seen_by_libreoffice):
    check(seen_by_libreoffice / Path(name).with_suffix(".xlsx"))


def test_libreoffice_opens_two_hundred_hostile_strings_and_makes_no_formula(seen_by_libreoffice):
    rows = CalamineWorkbook.from_path(seen_by_libreoffice / "hostile.xlsx").get_sheet_by_name("Заказы").to_python()
    for n, text in enumerate(HOSTILE):
        if "_x005F_" in text:
            continue  # LibreOffice reads it right, and does not escape it again when it saves
        for column in TEXT_COLUMNS:
            seen = str(rows[ROWS + 1 + n][column - 1])
            assert seen.replace("\r\n", "\n").replace("\r", "\n") == text.replace("\r\n", "\n").replace("\r", "\n")


def test_what_libreoffice_saved_takes_our_writes_and_opens_there_again(seen_by_libreoffice, folders, tmp_path_factory):
    again = folders[2]
    files = [again / Path(name).with_suffix(".xlsx").name for name in MAKERS]
    for path in files:
        shutil.copy(seen_by_libreoffice / path.name, path)
        book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
        assert book.read().generation == 3, "both of its places survive LibreOffice"
        edits = [
            PutCell("Заказы", 3, 4, Decimal(900)),
            AppendRow("Заказы", {1: 22, 3: "Ещё", 4: Decimal(9), 5: Decimal(4)}),
        ]
        book.write(edits, base=book.stamp(), generation=4)
    out = tmp_path_factory.mktemp("out")
    convert(files, out, tmp_path_factory.mktemp("profile"))
    for path in files:
        rows = CalamineWorkbook.from_path(out / path.name).get_sheet_by_name("Заказы").to_python(skip_empty_area=False)
        assert rows[2][5] == 700
        assert rows[ROWS + 1][2:6] == ["Ещё", 9, 4, 5], path.name
