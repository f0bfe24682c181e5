"""What stands on a worksheet as a person reads it, and where a named cell, row or column is on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from tests.staff.actions import Cell, FromEnd, Row, Where

Shown = str | float | bool | datetime | None
"""One cell: blank, text, number, truth, or a number with a date's format."""


class NotOnScreen(LookupError):  # noqa: N818 - a plain statement about a scenario
    """The scenario names something that the worksheet does not show."""


def plain(value: object) -> str:
    """Return a cell as scenarios name it: ``3``, ``1500.5``, ``2026-02-05``, text stripped, blank as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


@dataclass(frozen=True, slots=True)
class Screen:
    """One worksheet with its headers in row 1. All answers are 1-based."""

    rows: Sequence[Sequence[object]]
    hidden: frozenset[int] = frozenset()
    """Rows that are filtered away: nobody can point at them."""

    def column(self, header: str) -> int:
        """Return the column under a header. Raises ``NotOnScreen``."""
        for number, value in enumerate(self.rows[0] if self.rows else (), 1):
            if plain(value) == header:
                return number
        raise NotOnScreen(f"no header «{header}»")

    def row(self, row: Row) -> int:
        """Return a row's number. Raises ``NotOnScreen``, also for a row that is filtered away."""
        number = self._number(row)
        if number in self.hidden:
            raise NotOnScreen(f"row {number} is filtered away")
        return number

    def cell(self, cell: Cell) -> tuple[int, int]:
        """Return (column, row). Raises ``NotOnScreen``."""
        if isinstance(cell, str):
            letters, row = coordinate_from_string(cell)
            return column_index_from_string(letters), row
        return self.column(cell.header), self.row(cell.row)

    def last_row(self) -> int:
        """Return the last row with anything under a header; 1 for a table without rows."""
        width = self.last_column()
        filled = [number for number, row in enumerate(self.rows, 1) if any(plain(value) for value in row[:width])]
        return max(filled, default=1)

    def last_column(self) -> int:
        """Return the last headed column."""
        headers = self.rows[0] if self.rows else ()
        return max((number for number, value in enumerate(headers, 1) if plain(value)), default=1)

    def span(self, headers: Sequence[str]) -> tuple[int, int]:
        """Return the first and last of neighbouring columns. Raises ``NotOnScreen`` when they are not neighbours."""
        columns = sorted(self.column(header) for header in headers)
        if columns != list(range(columns[0], columns[-1] + 1)):
            named = ", ".join(map(get_column_letter, columns))
            raise NotOnScreen(f"columns {named} are not neighbours: no program sorts them in one selection")
        return columns[0], columns[-1]

    def _number(self, row: Row) -> int:
        if isinstance(row, int):
            return row
        return self.last_row() + row.down if isinstance(row, FromEnd) else self._found(row)

    def _found(self, where: Where) -> int:
        column = self.column(where.header)
        for number, row in enumerate(self.rows[1:], 2):
            if len(row) >= column and plain(row[column - 1]) == where.text:
                return number
        raise NotOnScreen(f"no row shows «{where.text}» under «{where.header}»")
