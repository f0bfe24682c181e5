"""Text from outside stays text, and the file stays readable."""

from datetime import UTC, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, PutCell
from sheets_schema.errors import EditRefused
from tests.workbooks import make
from tests.workbooks.hostile import HOSTILE, IMPOSSIBLE
from tests.workbooks.office import ROWS

TEXT_COLUMNS = (3, 7, 8)


def at(path):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def write_hostile(path):
    """Append a row for each hostile string, in every text column."""
    book = at(path)
    edits = [AppendRow("Заказы", {1: 100 + n, **dict.fromkeys(TEXT_COLUMNS, text)}) for n, text in enumerate(HOSTILE)]
    book.write(edits, base=book.stamp(), generation=1)
    return book


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = make("mac1904.xlsx", tmp_path_factory.mktemp("hostile"))
    return path, write_hostile(path)


def test_there_are_at_least_two_hundred_of_them():
    assert len(set(HOSTILE)) >= 200


def test_our_own_reading_gives_every_hostile_string_back_letter_for_letter(written):
    rows = written[1].read().sheets["Заказы"].rows
    for n, text in enumerate(HOSTILE):
        for column in TEXT_COLUMNS:
            assert rows[ROWS + 1 + n][column - 1] == text, ascii(text[:40])


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_openpyxl_opens_the_file_and_finds_no_formula_among_them(written):
    sheet = openpyxl.load_workbook(written[0])["Заказы"]
    for n, text in enumerate(HOSTILE):
        for column in TEXT_COLUMNS:
            cell = sheet.cell(ROWS + 2 + n, column)
            assert cell.data_type != "f"
            assert str(cell.value).replace("_x005F_", "_") == text, ascii(text[:40])  # openpyxl does not decode it


def test_calamine_opens_it_and_the_rows_around_are_whole(written):
    rows = CalamineWorkbook.from_path(written[0]).get_sheet_by_name("Заказы").to_python()
    assert [row[2] for row in rows[1 : ROWS + 1]] == [f"Иванов {n}" for n in range(1, ROWS + 1)]
    assert len(rows) == ROWS + 1 + len(HOSTILE)


@pytest.mark.parametrize("text", IMPOSSIBLE, ids=lambda text: ascii(text[:3]) + str(len(text)))
def test_what_no_workbook_can_hold_is_refused_and_nothing_is_written(text, tmp_path):
    path = make("mac1904.xlsx", tmp_path)
    before, book = path.read_bytes(), at(path)
    for edit in (PutCell("Заказы", 2, 3, text), AppendRow("Заказы", {1: 5, 3: text})):
        with pytest.raises(EditRefused) as refused:
            book.write([edit], base=book.stamp(), generation=1)
        assert refused.value.code in {"edit_hostile_character", "edit_too_long"}
    assert path.read_bytes() == before
