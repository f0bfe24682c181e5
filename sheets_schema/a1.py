"""Columns as the formulas of a new workbook name them."""

from sheets_schema.layout import letters
from sheets_schema.table import Table


def column_letter(table: Table, key: str) -> str:
    """Return the letters of a column where nobody has moved it yet, as in a workbook just made."""
    return letters(table.index[key] + 1)


def whole_column(table: Table, key: str) -> str:
    """Return «Платежи!$E:$E»: the whole column, so that inserting, deleting and appending rows never shortens it."""
    column = column_letter(table, key)
    return f"{table.title}!${column}:${column}"
