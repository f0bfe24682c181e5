"""The header row: names, whose column it is, and what it is for."""

from typing import Final

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.create.styles import BOLD, GREY, HEADER_LINE, header_alignment, header_fill
from sheets_schema.table import Column, Owner, Table

AUTHOR: Final = "Наряд"
HEIGHT: Final = 34.0
"""Points: two lines of a header."""
_LINE_LETTERS, _LINE_PIXELS, _MARGIN, _WIDTH = 34, 19, 14, 250


def write_headers(sheet: Worksheet, table: Table) -> None:
    """Write row 1: grey over the robot's columns, a comment where there is something to explain."""
    for place, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, place, column.title)
        cell.font = BOLD if column.owner is Owner.STAFF else GREY
        cell.fill, cell.border, cell.alignment = header_fill(column), HEADER_LINE, header_alignment(column.kind)
        if text := explanation(column):
            cell.comment = _comment(text)
    sheet.row_dimensions[1].height = HEIGHT


def explanation(column: Column) -> str:
    """Return what a header's comment says: the hint, and whose the column is when it is not the staff's."""
    whose = {Owner.ROBOT: "Заполняет робот.", Owner.FORMULA: "Считает таблица: вписывать не нужно."}.get(
        column.owner, ""
    )
    return " ".join(part for part in (column.hint, whose) if part)


def _comment(text: str) -> Comment:
    lines = -(-len(text) // _LINE_LETTERS)
    return Comment(text, AUTHOR, width=_WIDTH, height=lines * _LINE_PIXELS + _MARGIN)
