"""What Excel's own tools write, as xlsxwriter imitates them part for part, and what openpyxl writes."""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

HEADERS = ["№", "Дата", "ФИО", "Стоимость", "Оплачено", "Остаток", "Этап"]
ROWS = 20
STAGES = ["принят", "монтируется", "сдаётся"]


def png(width: int = 8, height: int = 8) -> bytes:
    """A small picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([200, 30, 30] * width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_orders(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, rows: int = ROWS) -> None:
    """Fill the list: formulas with cached values, dates, sums."""
    day, money = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "#,##0.00"})
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, rows + 1):
        sheet.write_number(row, 0, row)
        sheet.write_datetime(row, 1, datetime(2025, 1, row % 28 + 1), day)
        sheet.write_string(row, 2, f"Иванов {row}")
        sheet.write_number(row, 3, row * 1000, money)
        sheet.write_number(row, 4, row * 100, money)
        sheet.write_formula(row, 5, f"=D{row + 1}-E{row + 1}", money, row * 900)
        sheet.write_string(row, 6, STAGES[row % 3])


def charts_and_pictures(path: Path) -> None:
    """Chart, picture, shapes, notes, header picture, sparklines, x14 data bars, rich text, groups, a protected sheet."""
    book = xlsxwriter.Workbook(str(path))
    sheet, summary, locked = (book.add_worksheet(name) for name in ("Заказы", "Сводка", "Закрыт"))
    write_orders(book, sheet)
    bold = book.add_format({"bold": True, "font_color": "red"})
    sheet.write_rich_string("J2", "обычный ", bold, "жирный ", "и снова обычный")
    sheet.write_comment("C3", "Звонил дважды", {"author": "Ольга", "x_scale": 2})
    sheet.conditional_format("D2:D21", {"type": "data_bar", "data_bar_2010": True, "bar_axis_position": "middle"})
    sheet.conditional_format("A2:G21", {"type": "formula", "criteria": '=$G2="сдаётся"', "format": bold})
    sheet.data_validation("G2:G21", {"validate": "list", "source": STAGES, "input_title": "Этап"})
    sheet.add_sparkline("K2", {"range": "Заказы!D2:F2"})
    sheet.autofilter("A1:G21")
    sheet.freeze_panes(1, 3)
    sheet.set_header("&C&G", {"image_center": "logo.png", "image_data_center": io.BytesIO(png())})
    sheet.ignore_errors({"number_stored_as_text": "C2:C21"})
    sheet.print_area("A1:G21")
    sheet.set_row(3, None, None, {"level": 1, "hidden": True})
    sheet.set_row(4, 30, None, {"level": 1})
    summary.write_formula("A1", "=SUM(Заказы!F2:F21)", None, 189000)
    summary.write_dynamic_array_formula("C1:C3", "=UNIQUE(Заказы!G2:G21)", None, "монтируется")
    summary.write_array_formula("E1:E2", "{=TRANSPOSE(Заказы!A2:B2)}", None, 1)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Заказы!$D$2:$D$21", "categories": "=Заказы!$C$2:$C$21"})
    summary.insert_chart("G2", chart)
    summary.insert_image("G20", "photo.png", {"image_data": io.BytesIO(png())})
    summary.insert_textbox("A10", "Надпись, которую сделал человек")
    summary.insert_button("A15", {"caption": "Пересчитать"})
    summary.set_background(io.BytesIO(png()))
    locked.protect("секрет")
    locked.write("A1", "не трогать")
    book.set_properties({"title": "Учёт", "author": "Фирма"})
    book.set_custom_property("Отдел", "монтаж")
    book.define_name("Этапы", '={"принят","монтируется"}')
    book.close()


def tables(path: Path) -> None:
    """Tables with and without a totals row, structured references, a sheet beside."""
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("Заказы"), book.add_worksheet("Итоги")
    write_orders(book, sheet)
    columns = [{"header": name} for name in HEADERS]
    columns[3] |= {"total_function": "sum", "total_value": 210000}
    columns[0] |= {"total_string": "Всего"}
    columns[5] |= {"formula": "=[@Стоимость]-[@Оплачено]"}
    sheet.add_table(
        "A1:G22", {"name": "Заказы_т", "columns": columns, "total_row": True, "style": "Table Style Medium 9"}
    )
    for row in range(1, ROWS + 1):
        sheet.write_formula(
            row, 5, "=Заказы_т[[#This Row],[Стоимость]]-Заказы_т[[#This Row],[Оплачено]]", None, row * 900
        )
    sheet.write("A25", "примечание под таблицей")
    other.write_formula("A1", "=SUM(Заказы_т[Стоимость])", None, 210000)
    other.add_table("C1:D4", {"name": "Малая", "data": [[1, 2], [3, 4], [5, 6]]})
    book.close()


def macros(path: Path) -> None:
    """An .xlsm whose VBA project nobody may touch."""
    source = path.with_suffix(".vba")
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 64)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Заказы")
    write_orders(book, sheet)
    sheet.insert_button("J2", {"macro": "say_hello", "caption": "Макрос"})
    book.add_vba_project(str(source))
    book.set_vba_name("ThisWorkbook")
    sheet.set_vba_name("Sheet1")
    book.close()


def date_1904(path: Path) -> None:
    """Dates of an old Mac."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    write_orders(book, book.add_worksheet("Заказы"))
    book.close()


def by_openpyxl(path: Path) -> None:
    """openpyxl: no spans, no cached values, styles of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Заказы"
    sheet.append(HEADERS)
    for row in range(1, ROWS + 1):
        sheet.append(
            [row, datetime(2025, 1, row), f"Иванов {row}", row * 1000, row * 100, f"=D{row + 1}-E{row + 1}", "принят"]
        )
        sheet.cell(row + 1, 2).number_format = "dd.mm.yyyy"
    sheet["C5"].comment = Comment("заметка", "Ольга")
    rule = DataValidation(type="list", formula1='"принят,сдаётся"')
    rule.add("G2:G1000")
    sheet.add_data_validation(rule)
    sheet.auto_filter.ref = "A1:G21"
    book.save(path)


OFFICE: dict[str, Callable[[Path], None]] = {
    "charts.xlsx": charts_and_pictures,
    "tables.xlsx": tables,
    "macros.xlsm": macros,
    "mac1904.xlsx": date_1904,
    "openpyxl.xlsx": by_openpyxl,
}
