"""One value into one cell, never turned into something else on the way."""

import re
from datetime import time
from typing import Final

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value

LONGEST: Final = 32767
"""Excel's limit of one cell; openpyxl would cut the rest silently."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold: one of them makes the whole workbook unreadable."""


def put(sheet: Worksheet, row: int, column: int, value: Value | time) -> Cell:
    """Write the value and return its cell: text always as text, «да» and «нет» for yes and no, a formula as one.

    Raises ``EditRefused`` for text that no cell can hold.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "a new worksheet has no merged cells"
    if isinstance(value, Formula):
        cell.value = f"={value.text}"
    elif isinstance(value, bool):
        _put_text(cell, "да" if value else "нет")
    elif isinstance(value, str):
        _put_text(cell, value)
    else:
        cell.value = value
    return cell


def _put_text(cell: Cell, text: str) -> None:
    if _FORBIDDEN.search(text) or len(text) > LONGEST:
        raise EditRefused("text_forbidden", sheet=cell.parent.title, cell=cell.coordinate)
    cell.value = text
    cell.data_type = "s"  # openpyxl takes a leading «=» for a formula
