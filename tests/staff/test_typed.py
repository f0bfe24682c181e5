"""The double reads typed text as LibreOffice does, in a Russian and in an English office."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.staff.actions import Close, Open, Save
from tests.staff.actor import Staff
from tests.staff.cells import differences, read_saved
from tests.staff.double import StaffDouble
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office, why_no_office

ANYWHERE = [
    *(
        "Иванов",
        " Иванов ",
        '"кавычки"',
        "@x",
        "-",
        "--",
        "=",
        "'",
        "'123",
        "'abc",
        "''x",
        "'05.02.2025",
        "ИСТИНА",
        "TRUE",
    ),
    *("+79001234567", "8 900 123-45-67", "00123", "123456789012345678", "1-2", "1;2", "1.2.3", "1,2,3", "5000-", "(5)"),
    *(
        "1500,50",
        "1500.50",
        "1 500",
        "1 500,50",
        "1\u00a0500",
        "1,500",
        "1,500.50",
        "15 00",
        "-1 500",
        "- 5",
        ",5",
        ".5",
    ),
    *("10%", "12,5%", "5e3", "5000 ₽", "5000 р.", "$5", "=5000+3000", "=1/3", "=SUM(1;2)", "=1,5+1", "=foo"),
    *(
        "05.02.2025",
        "5.2.25",
        "5.2.",
        "5.2",
        "31.02.2025",
        "02/05/2025",
        "2/5",
        "2025-02-05",
        "5 февраля 2025",
        "5 мая",
    ),
    *("Feb 5, 2025", "05-02-2025", "14:30", "10-12", "1.1.29", "1.1.30"),
]
IN_TEXT = ["00123", "=5", "05.02.2025", "'x"]
IN_DATES = [
    "05.02.2025",
    "5.2.25",
    "5.2.",
    "31.02.2025",
    "02/05/2025",
    "2025-02-05",
    "завтра",
    "45000",
    "2/5",
    "5 мая",
    "1.1.1",
]
IN_MONEY = [
    "1 500",
    "15 000",
    "1 500,50",
    "1 500 000",
    "-1 500",
    "1500,5",
    "1500.5",
    "1,500",
    "5000 ₽",
    "05.02.2025",
    "=2*3",
]
COLUMNS = {
    "General": ANYWHERE,
    "@": IN_TEXT,
    "DD.MM.YYYY": IN_DATES,
    "#,##0.00 [$₽-419]": IN_MONEY,
    '#,##0.00" ₽"': IN_MONEY,
}
NOT_MIMICKED = {("en-US", "1 500 000"), ("en-US", "-1 500"), ("en-US", "=1,5+1")}
"""An English office reads the first two under a Russian money format, by the format's own locale; the third is an error."""

pytestmark = pytest.mark.libreoffice


def make_columns(path: Path) -> Path:
    """Write a sheet whose columns have the formats of ``COLUMNS`` all the way down."""
    book = Workbook()
    for column, (number_format, texts) in enumerate(COLUMNS.items(), 1):
        for row in range(1, len(texts) + 1):
            book.worksheets[0].cell(row, column).number_format = number_format
    book.save(path)
    return path


def type_all(staff: Staff, path: Path, locale: str) -> None:
    """Type every text of every column."""
    staff.do(Open(path))
    for column, texts in enumerate(COLUMNS.values(), 1):
        for row, text in enumerate(texts, 1):
            if (locale, text) not in NOT_MIMICKED:
                staff.hand.type("Sheet", column, row, text)
    staff.play([Save(), Close()])


def compare(office: Office, folder: Path, locale: str) -> list[str]:
    """Type into both and return what differs."""
    this_year = datetime.fromtimestamp(folder.stat().st_mtime)
    real, double = make_columns(folder / "real.xlsx"), make_columns(folder / "double.xlsx")
    type_all(LibreOfficeStaff(office), real, locale)
    type_all(StaffDouble(lambda: this_year, locale), double, locale)
    return differences(read_saved(double), read_saved(real))


def test_a_russian_office_types_the_same_into_both(office: Office, tmp_path: Path) -> None:
    assert compare(office, tmp_path, "ru-RU") == []


def test_an_english_office_types_the_same_into_both(tmp_path: Path) -> None:
    if reason := why_no_office():
        pytest.skip(reason)
    with Office(locale="en-US") as english:
        assert compare(english, tmp_path, "en-US") == []
