"""Addresses of cells and columns as formulas write them."""

from sheets_schema.table import Table


def letter(column: int) -> str:
    """Return the letters of a 1-based column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_letter(table: Table, key: str) -> str:
    """Return the letters of a column where nobody has moved it yet, as in a workbook just made."""
    return letter(table.index[key] + 1)


def whole_column(table: Table, key: str) -> str:
    """Return «Платежи!$E:$E»: the whole column, so that inserting, deleting and appending rows never shortens it."""
    column = column_letter(table, key)
    return f"{table.title}!${column}:${column}"
