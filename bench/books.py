"""Workbooks of any size for the benches: 25 columns, the firm's rules beside them, nothing random."""

from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from sheets_schema.defaults import default_contents
from sheets_schema.tables import ORDERS, PAYMENTS, TABLES

COLUMNS = [
    column
    for column in ORDERS.columns
    if column.key not in {"features", "print", "form_state", "files", "papers", "answered", "consent"}
]
"""25 of «Заказы»: all that the rules look at."""
STAGES = [str(row["name"]) for row in default_contents()["stages"]]


def order(number: int) -> dict[str, object]:
    """Return one believable order."""
    price = 20_000 + number % 97 * 500
    return {
        "number": number, "date": date(2025, 1, 1) + timedelta(days=number % 500), "channel": "звонок",
        "name": f"Клиент {number} Иванович", "phone": f"+7912{number:07d}", "email": f"k{number}@example.com",
        "address": f"с. Лесное, ул. Садовая, {number}", "object_type": "дача", "inspection_date": date(2025, 6, 1),
        "inspector": "Анна Соколова", "price": price, "advance": None if number % 10 else price // 4, "paid": 0 if number % 10 else price // 4, "due": price,
        "documents": "паспорт, СНИЛС", "documents_complete": "да", "stage": STAGES[number % 10],
        "responsible": "Дмитрий Орлов", "moved_by": "Анна Соколова", "due_date": date(2027, 1, 1),
        "mounting_date": date(2025, 7, 1), "crew": "Бригада 1", "note": f"заметка {number % 1000}", "folder": "открыть",
    }  # fmt: skip


def make_book(path: Path, rows: int) -> Path:
    """Write a workbook of that many orders, with a payment for every tenth."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd.mm.yyyy"})
    contents = default_contents()
    people = [{"name": name, "role": "офис", "active": "да"} for name in ("Анна Соколова", "Дмитрий Орлов")]
    for table in TABLES:
        sheet = book.add_worksheet(table.title)
        columns = COLUMNS if table is ORDERS else table.columns
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.title)
        lines = people if table.key == "people" else list(contents.get(table.key, ()))
        if table is ORDERS:
            lines = map(order, range(1, rows + 1))  # type: ignore[assignment]
        if table is PAYMENTS:
            lines = (
                {
                    "number": n,
                    "date": date(2025, 2, 1),
                    "order": n,
                    "amount": (20_000 + n % 97 * 500) // 4,
                    "kind": "аванс",
                    "method": "карта",
                }
                for n in range(1, rows + 1)
            )  # type: ignore[assignment]
        for row, line in enumerate(lines, 1):
            for place, column in enumerate(columns):
                value = line.get(column.key)
                if value is None:
                    continue
                if isinstance(value, date | datetime):
                    sheet.write_datetime(row, place, datetime(value.year, value.month, value.day))
                elif isinstance(value, str):
                    sheet.write_string(row, place, value)
                else:
                    sheet.write_number(row, place, float(value))  # type: ignore[arg-type]
    book.close()
    return path
