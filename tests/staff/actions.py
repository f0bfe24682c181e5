"""What the office does to a workbook, as data: one vocabulary for the real LibreOffice and for its double.

A sheet is named by its title, a column by its header in row 1, a row by its 1-based number or by what stands in it. What a
name means is settled when the action is done, on what the actor then has on its screen.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """The first row whose cell under ``header`` shows ``text`` (numbers as ``3`` or ``1500.5``, dates as ``2026-02-05``)."""

    header: str
    text: str


@dataclass(frozen=True, slots=True)
class FromEnd:
    """Counted from the table's last row that holds anything: 0 is that row, 1 the blank one below it."""

    down: int


Row = int | Where | FromEnd
NEXT, LAST = FromEnd(1), FromEnd(0)
"""The blank row below the table; the last row of the table."""


@dataclass(frozen=True, slots=True)
class In:
    """The cell under ``header`` in ``row``."""

    header: str
    row: Row


Cell = str | In
"""An address (``"E3"``) or a header and a row."""


@dataclass(frozen=True, slots=True)
class Open:
    """Open the workbook. Refused while somebody else's lock lies beside it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Type:
    """Type into a cell and press Enter; an empty text clears it. Protection and validation may refuse it silently."""

    sheet: str
    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class FullSort:
    """Sort whole rows of the table by one column."""

    sheet: str
    by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class PartialSort:
    """Sort a few selected, neighbouring columns only: everybody gets somebody else's data."""

    sheet: str
    headers: tuple[str, ...]
    by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Insert a blank row above ``before``."""

    sheet: str
    before: Row


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Take the whole row out."""

    sheet: str
    row: Row


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Copy a whole row over ``to``; with ``insert`` between ``to`` and the row above it."""

    sheet: str
    row: Row
    to: Row = NEXT
    insert: bool = False


@dataclass(frozen=True, slots=True)
class FillDown:
    """Ctrl+D: the cell under ``header`` in ``first`` into the ``count`` cells below it."""

    sheet: str
    header: str
    first: Row
    count: int


@dataclass(frozen=True, slots=True)
class PasteBlock:
    """Paste cells typed into a new table elsewhere, their plain formats with them (dropdowns under them are gone)."""

    sheet: str
    at: Cell
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PasteOver:
    """Copy one cell of the sheet and paste it over another, its format and validation with it."""

    sheet: str
    source: Cell
    target: Cell


@dataclass(frozen=True, slots=True)
class Filter:
    """Leave only the rows that show ``text`` under ``header``."""

    sheet: str
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class Unfilter:
    """Show all rows again."""

    sheet: str


@dataclass(frozen=True, slots=True)
class HideColumn:
    """Hide a column."""

    sheet: str
    header: str


@dataclass(frozen=True, slots=True)
class RenameColumn:
    """Type another header."""

    sheet: str
    header: str
    new: str


@dataclass(frozen=True, slots=True)
class MoveColumn:
    """Cut a whole column and put it before another one."""

    sheet: str
    header: str
    before: str


@dataclass(frozen=True, slots=True)
class Save:
    """Ctrl+S, and «no» to «the file has been changed, save anyway»: refused when it was replaced since it was opened."""


@dataclass(frozen=True, slots=True)
class SaveOver:
    """Ctrl+S, and «Save anyway» (the default button) when the file was replaced since it was opened."""


@dataclass(frozen=True, slots=True)
class Close:
    """Close without saving; the lock goes."""


@dataclass(frozen=True, slots=True)
class Crash:
    """The program is killed: what was not saved is lost, the lock stays."""


Action = (
    Open | Type | FullSort | PartialSort | InsertRow | DeleteRow | CopyRow | FillDown | PasteBlock | PasteOver
    | Filter | Unfilter | HideColumn | RenameColumn | MoveColumn | Save | SaveOver | Close | Crash
)  # fmt: skip
