"""The port as a whole, on files of xlsxwriter."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, PutCell
from sheets_schema.errors import EditRefused, WorkbookBusy, WorkbookChanged

VALUES = [
    "принят", "=1+1", 5, Decimal("1500.50"), True, date(2025, 2, 5), datetime(2025, 2, 5, 10, 30), None,
    "a_x0041_b\r\n\t<&>\"'", "  пробелы  ",
]  # fmt: skip
READ_BACK = [
    "принят", "=1+1", 5.0, 1500.5, True, date(2025, 2, 5), datetime(2025, 2, 5, 10, 30), None,
    "a_x0041_b\r\n\t<&>\"'", "  пробелы  ",
]  # fmt: skip


def orders(path: Path, rows: int = 20) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Заказы")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, ["№", "Дата", "ФИО", "Стоимость"])
    for row in range(1, rows + 1):
        sheet.write(row, 0, row)
        sheet.write_datetime(row, 1, datetime(2025, 1, row), day)
        sheet.write(row, 2, f"Иванов {row}")
        sheet.write(row, 3, row * 1000)
    book.close()
    return path


def at(path: Path) -> XlsxWorkbook:
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))


def test_every_kind_of_value_reads_back_as_it_was_written(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    book.write([PutCell("Заказы", 5, 5 + i, v) for i, v in enumerate(VALUES)], base=book.stamp(), generation=1)
    row = book.read().sheets["Заказы"].rows[4]
    assert list(row[4:]) == READ_BACK
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Заказы"]
    assert sheet.cell(5, 6).value == "=1+1"
    assert sheet.cell(5, 6).data_type == "s"


def test_appended_rows_stand_in_order_under_the_data_with_its_formats(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    edits = [AppendRow("Заказы", {1: 21 + i, 2: date(2025, 3, i + 1), 3: "новый"}) for i in range(3)]
    book.write(edits, base=book.stamp(), generation=1)
    rows = book.read().sheets["Заказы"].rows
    assert rows[21:] == [(21.0 + i, date(2025, 3, i + 1), "новый") for i in range(3)]


def test_the_generation_is_stored_and_grows(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    assert book.read().generation is None
    for generation in (1, 2, 37):
        book.write([], base=book.stamp(), generation=generation)
        assert book.read().generation == generation


def test_a_write_above_another_state_is_refused_and_changes_nothing(tmp_path):
    path = orders(tmp_path / "a.xlsx")
    book = at(path)
    base = book.stamp()
    book.write([PutCell("Заказы", 2, 3, "раз")], base=base, generation=1)
    before = path.read_bytes()
    with pytest.raises(WorkbookChanged):
        book.write([PutCell("Заказы", 2, 3, "два")], base=base, generation=2)
    assert path.read_bytes() == before


def test_a_hostile_character_refuses_the_whole_write(tmp_path):
    path = orders(tmp_path / "a.xlsx")
    book, before = at(path), path.read_bytes()
    with pytest.raises(EditRefused) as refused:
        book.write(
            [PutCell("Заказы", 2, 3, "хорошо"), PutCell("Заказы", 3, 3, "плохо\uffff")],
            base=book.stamp(),
            generation=1,
        )
    assert (refused.value.code, refused.value.params["row"]) == ("edit_hostile_character", 3)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_writes_wait_while_somebody_holds_the_file(tmp_path):
    path = orders(tmp_path / "a.xlsx")
    (tmp_path / ".~lock.a.xlsx#").write_text(",Ольга,office-pc,24.11.2026 11:00,file:///home/olga;")
    book = at(path)
    holder = book.holder()
    assert (holder.name, holder.host, holder.since) == ("Ольга", "office-pc", datetime(2026, 11, 24, 11, tzinfo=UTC))
    with pytest.raises(WorkbookBusy):
        book.write([PutCell("Заказы", 2, 3, "раз")], base=book.stamp(), generation=1)
