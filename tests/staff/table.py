"""A small orders workbook to start from."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import IntProperty
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

ORDERS = "Заказы"
HEADERS = ("№", "Дата", "ФИО", "Телефон", "Адрес объекта", "Стоимость", "Аванс", "Остаток", "Этап", "Примечание")
STAGES = ("принят", "монтируется", "готов")
CLIENTS = ("Иванов Пётр", "Яшина Анна", "ёлкин", "Абрамов", "Smith John", "Петров-Водкин", "Ежова Ия", "Цой")
FORMATS = {
    "Дата": "DD.MM.YYYY",
    "Телефон": "@",
    "Стоимость": "#,##0.00 [$₽-419]",
    "Аванс": "#,##0.00",
    "Остаток": "#,##0.00",
}
ROOM = 60
"""Rows that are formatted and validated beforehand, as a firm's own table is."""


def make_orders(path: Path, rows: int = 8, generation: int = 5) -> Path:
    """Write the workbook: ``rows`` orders, a dropdown of stages, colours, a locked sheet of totals, the generation."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = ORDERS
    sheet.append(HEADERS)
    for number in range(1, rows + 1):
        sheet.append(order(number))
    dress(sheet, rows)
    totals(book.create_sheet("Итоги"), rows)
    mark(book, generation)
    book.save(path)
    return path


def order(number: int) -> list[object]:
    """Return one row; every third order has no advance and every fourth no address."""
    row = number + 1
    day = datetime(2026, 1, 12) + timedelta(days=number * 5 % 23)
    client = CLIENTS[(number - 1) % len(CLIENTS)]
    address = f"ул. Садовая, {number * 7 % 30}" if number % 4 else None
    price, advance = 12_000 + number * 1_500 % 7_000, None if number % 3 == 0 else 3_000 + number
    remark = f"зам. {number}" if number % 2 else None
    phone = f"+7900{number:07d}"
    return [number, day, client, phone, address, price, advance, f"=F{row}-G{row}", STAGES[number % 3], remark]


def dress(sheet: Worksheet, rows: int) -> None:
    """Give formats, the dropdown, colours by stage, the filter and the frozen header."""
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, header in enumerate(HEADERS, 1):
        for row in range(2, ROOM + 1):
            sheet.cell(row, column).number_format = FORMATS.get(header, "General")
    stages = DataValidation(type="list", formula1=f'"{",".join(STAGES)}"', allow_blank=True, showErrorMessage=True)
    stages.add(f"I2:I{ROOM}")
    sheet.add_data_validation(stages)
    green = PatternFill("solid", bgColor="C6EFCE")
    sheet.conditional_formatting.add(f"A2:J{ROOM}", FormulaRule(formula=['$I2="готов"'], fill=green))  # type: ignore[no-untyped-call]  # openpyxl's
    sheet.auto_filter.ref = f"A1:J{rows + 1}"
    sheet.freeze_panes = "D2"


def totals(sheet: Worksheet, rows: int) -> None:
    """Add a protected sheet with formulas over the orders; B5 alone is unlocked."""
    ends = f"2:{ROOM}"
    cells = {column: f"{ORDERS}!${column}${ends.replace(':', f':${column}$')}" for column in "FGHI"}
    sheet.append(["Стоимость всего", f"=SUM({cells['F']})"])
    sheet.append(["Аванс по готовым", f'=SUMIFS({cells["G"]},{cells["I"]},"готов")'])
    sheet.append(["Первый заказ", f'=IF({ORDERS}!F2="","",{ORDERS}!F2*2)'])
    sheet.append(["Готово штук", f'=COUNTIF({cells["I"]},"готов")'])
    sheet.append(["Заметка", None])
    sheet["B5"].protection = Protection(locked=False)
    sheet.protection.sheet = True


def mark(book: Workbook, generation: int) -> None:
    """Store the generation where the writer stores it: a custom property and a very hidden sheet."""
    properties: Any = book  # the stubs do not know custom_doc_props
    properties.custom_doc_props.append(IntProperty(name="NaryadGeneration", value=generation))
    hidden = book.create_sheet("_naryad")
    hidden.append(["generation", generation])
    hidden.sheet_state = "veryHidden"
