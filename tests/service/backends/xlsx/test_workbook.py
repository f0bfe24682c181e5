"""The port as a whole, on files of xlsxwriter."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AddSheet, AppendRow, DeleteRow, PutCell
from sheets_schema.errors import EditRefused, WorkbookBusy, WorkbookChanged, WorkbookUnavailable

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


def test_a_date_before_the_workbooks_first_day_is_refused(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    book.write([PutCell("Заказы", 2, 2, date(1900, 1, 1))], base=book.stamp(), generation=1)
    assert book.read().sheets["Заказы"].rows[1][1] in {date(1900, 1, 1), 1.0}
    mac = tmp_path / "mac.xlsx"
    xlsxwriter.Workbook(str(mac), {"date_1904": True}).close()
    for old, path in ((date(1899, 12, 31), tmp_path / "a.xlsx"), (date(1903, 12, 31), mac)):
        title = next(iter(at(path).read().sheets))
        with pytest.raises(EditRefused) as refused:
            at(path).write([PutCell(title, 2, 2, old)], base=at(path).stamp(), generation=2)
        assert refused.value.code == "edit_date_range"


def test_a_date_where_the_workbook_has_no_date_format_gets_one_added(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Л").write(0, 0, "текст", book.add_format({"bold": True}))
    book.close()
    target = at(path)
    edits = [
        PutCell("Л", 1, 1, date(2025, 2, 5)),
        PutCell("Л", 2, 1, time(9, 30)),
        PutCell("Л", 3, 1, datetime(2025, 2, 5, 9)),
    ]
    target.write(edits, base=target.stamp(), generation=1)
    assert target.read().sheets["Л"].rows == [(date(2025, 2, 5),), (time(9, 30),), (datetime(2025, 2, 5, 9),)]
    sheet = openpyxl.load_workbook(path)["Л"]
    assert sheet["A1"].font.bold, "the cell's own font stays"
    assert sheet["A1"].number_format == "mm-dd-yy"


def test_an_unchanged_sheet_is_not_read_again(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    book.write([PutCell("Заказы", 2, 3, "раз")], base=book.stamp(), generation=1)
    first = book.read().sheets["Заказы"]
    book.write([], base=book.stamp(), generation=2)
    assert book.read().sheets["Заказы"] is first
    book.write([PutCell("Заказы", 2, 3, "два")], base=book.stamp(), generation=3)
    assert book.read().sheets["Заказы"].rows[1][2] == "два"


def test_only_the_named_sheets_are_read(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    book.write([], base=book.stamp(), generation=1)
    assert set(book.read({"Заказы", "нет такой"}).sheets) == {"Заказы"}


def test_a_kept_copy_is_restored_byte_for_byte_but_for_its_generation(tmp_path):
    path = orders(tmp_path / "a.xlsx")
    book = at(path)
    book.write([], base=book.stamp(), generation=1)
    copy = tmp_path / "kept.xlsx"
    copy.write_bytes(path.read_bytes())
    book.write([PutCell("Заказы", 2, 3, "испорчено")], base=book.stamp(), generation=2)
    book.restore(copy, base=book.stamp(), generation=3)
    image = book.read()
    assert (image.generation, image.sheets["Заказы"].rows[1][2]) == (3, "Иванов 1")
    with pytest.raises(WorkbookUnavailable):
        book.restore(tmp_path / "нет.xlsx", base=book.stamp(), generation=4)


def test_an_edit_that_names_what_is_not_there_says_so(tmp_path):
    book = at(orders(tmp_path / "a.xlsx"))
    for edit, code in (
        (PutCell("Нет", 1, 1, "x"), "edit_sheet_missing"),
        (PutCell("Заказы", 0, 1, "x"), "edit_off_grid"),
        (PutCell("Заказы", 1_048_577, 1, "x"), "edit_off_grid"),
        (PutCell("Заказы", 1, 16_385, "x"), "edit_off_grid"),
        (DeleteRow("Заказы", 0), "edit_row_missing"),
        (AddSheet("заказы", ()), "edit_sheet_exists"),
        (AddSheet("a/b", ()), "edit_sheet_title"),
        (PutCell("Заказы", 2, 2, datetime(2025, 1, 1, tzinfo=UTC)), "edit_date_with_zone"),
        (PutCell("Заказы", 2, 2, Decimal("NaN")), "edit_not_a_number"),
    ):
        with pytest.raises(EditRefused) as refused:
            book.write([edit], base=book.stamp(), generation=1)
        assert refused.value.code == code
