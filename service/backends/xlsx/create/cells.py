"""One value into one cell, never turned into something else on the way."""

from datetime import time

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.admit import problem_of
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value


def put(sheet: Worksheet, row: int, column: int, value: Value | time) -> Cell:
    """Write the value and return its cell: text always as text, «да» and «нет» for yes and no, a formula as one.

    Raises ``EditRefused`` for what no cell can hold: openpyxl lets U+FFFF pass, and then nobody can open the workbook.
    """
    if not isinstance(value, time) and (problem := problem_of(value)):
        raise EditRefused(problem, sheet=sheet.title, row=row, column=column, value=str(value))
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "a new worksheet has no merged cells"
    if isinstance(value, Formula):
        cell.value = f"={value.text}"
    elif isinstance(value, bool):
        cell.value = "да" if value else "нет"
    else:
        cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a leading «=» for a formula
    return cell
