"""Widths and heights that fit what stands in the cells. LibreOffice takes both from the file and fits nothing on loading."""

from collections.abc import Sequence
from typing import Final

from sheets_schema.cells.kinds import Kind
from sheets_schema.contents import Row
from sheets_schema.rulebook import RULE_TABLES
from sheets_schema.table import Column, Owner, Table

RULES: Final = frozenset(RULE_TABLES)
_LINE, _AIR = 15.0, 4.0  # points
_WIDEST: Final = 46.0
_LETTER, _BOLD_LETTER = 1.1, 1.3
"""Where Calibri is missing, its substitutes are wider."""
_FILLED: Final = 1.05  # letters per unit of width, when the next word no longer fits


def width(table: Table, column: Column, rows: Sequence[Row]) -> float:
    """Return a width in letters that shows the header in two lines and, within reason, the longest one-line text."""
    header = max(len(column.title) / 2, *map(len, column.title.split())) * _BOLD_LETTER + 2
    if wraps(table, column) or column.kind is Kind.TICKS or column.owner is Owner.FORMULA:
        return max(column.width, header)
    longest = max((len(str(row.get(column.key) or "")) for row in rows), default=0)
    return max(column.width, header, min(longest * _LETTER + 1, _WIDEST))


def wraps(table: Table, column: Column) -> bool:
    """The firm's rules are read, so long texts wrap there; daily rows stay one line high and calm, whatever is in them."""
    return table.key in RULES and column.kind in {Kind.LONG_TEXT, Kind.TICKS}


def height(table: Table, cells: Row) -> float | None:
    """Return the height in points that the longest wrapped text of a row of rules needs; ``None`` for daily rows."""
    texts = [(column.width, str(cells.get(column.key, ""))) for column in table.columns if wraps(table, column)]
    lines = max((-(-len(text) // int(wide * _FILLED)) for wide, text in texts if text), default=1)
    return lines * _LINE + _AIR if table.key in RULES else None
