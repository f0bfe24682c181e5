"""Copying, filling and sorting cells of an openpyxl worksheet as LibreOffice does it."""

from copy import copy
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.staff.actor import Box
from tests.staff.cells import BookCell
from tests.staff.refs import LOST
from tests.staff.sorting import order
from tests.staff.typed import Entry
from tests.staff.validity import copy_rules


def put(cell: BookCell, entry: Entry) -> None:
    """Store what was typed, past openpyxl's own guesses («=» and «#N/A» in a text cell are text)."""
    cell._value = entry.value
    cell.data_type = data_type(entry)
    if entry.number_format is not None:
        cell.number_format = entry.number_format


def data_type(entry: Entry) -> str:
    """Return openpyxl's mark of a content."""
    if entry.is_formula:
        return "f"
    if isinstance(entry.value, bool):
        return "b"
    if isinstance(entry.value, str):
        return "s"
    return "n" if entry.value is None or isinstance(entry.value, int | float) else "d"


def copy_cell(sheet: Worksheet, source: BookCell, target: BookCell, caches: dict[BookCell, Any]) -> None:
    """Copy content, format and validation; relative references keep their distance."""
    value = source._value
    if source.data_type == "f":
        value = moved_formula(source, target.coordinate)
        caches[target] = caches.get(source)
    target._value, target.data_type, target._style = value, source.data_type, copy(source._style)
    copy_rules(sheet, (source.column, source.row), (target.column, target.row))


def moved_formula(cell: BookCell, to: str) -> Any:
    """Return a cell's formula as it reads in another place."""
    return translated(cell._value, cell.coordinate, to) if isinstance(cell._value, str) else cell._value


def translated(formula: str, origin: str, to: str) -> str:
    """Return a formula as it reads after a copy; what falls over the sheet's edge is ``#REF!``."""
    tokens = Tokenizer(formula).items
    return "=" + "".join(
        moved_operand(token.value, origin, to) if is_reference(token) else token.value for token in tokens
    )


def is_reference(token: Token) -> bool:
    """Tell whether a part of a formula points at cells."""
    return bool(token.type == Token.OPERAND and token.subtype == Token.RANGE)


def moved_operand(reference: str, origin: str, to: str) -> str:
    """Return one reference as it reads after a copy."""
    try:
        return str(Translator(f"={reference}", origin=origin).translate_formula(to))[1:]
    except TranslatorError:
        return LOST


def sort(sheet: Worksheet, box: Box, keys: list[Any], descending: bool, cyrillic_first: bool) -> None:
    """Sort the rows of a box by ``keys`` (one a row); formats and hidden rows travel with their rows."""
    left, top, right, bottom = box
    places = [top + place for place in order(keys, descending, cyrillic_first)]
    hidden = {row: bool(sheet.row_dimensions[row].hidden) for row in range(top, bottom + 1)}
    for row, source in zip(range(top, bottom + 1), places, strict=True):
        sheet.row_dimensions[row].hidden = hidden[source]
    for column in range(left, right + 1):
        cells = [sheet._cells.pop((row, column), None) for row in places]
        for row, cell in zip(range(top, bottom + 1), cells, strict=True):
            if cell is not None:
                replant(sheet, cell, row, column)


def replant(sheet: Worksheet, cell: BookCell, row: int, column: int) -> None:
    """Put a cell into another row of its column."""
    if cell.data_type == "f":
        cell._value = moved_formula(cell, f"{get_column_letter(column)}{row}")
    cell.row = row
    sheet._cells[row, column] = cell


def is_filtered(sheet: Worksheet, top: int, bottom: int) -> bool:
    """Tell whether some of the rows are filtered away."""
    return any(sheet.row_dimensions[row].hidden for row in range(top, bottom + 1) if row in sheet.row_dimensions)
