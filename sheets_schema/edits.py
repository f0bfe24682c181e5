"""What may be done to a workbook: the whole vocabulary of writing, by sheet title and 1-based row and column.

Rows and columns are those of the workbook *as it was read* (see ``Workbook.write``): a list of edits is applied as one,
and no edit shifts the numbers that another edit in the same list uses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_schema.values import Value


@dataclass(frozen=True, slots=True)
class PutCell:
    """Set one cell and keep its style, validation and comment."""

    sheet: str
    row: int
    column: int
    value: Value
    spare_formula: bool = False
    """Leave a formula that stands there alone: its value is computed anew, a constant would end it."""


@dataclass(frozen=True, slots=True)
class AppendRow:
    """Add a row under the last data row; style, formulas, validation and table range are inherited from the row above."""

    sheet: str
    cells: Mapping[int, Value] = field(hash=False)
    key_column: int = 1
    """The column whose last non-blank cell marks the last data row (conditional formats make the used range lie)."""


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Take a whole row out; what stands below moves up and references follow."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class AddColumn:
    """Add a headed column after the last headed one, styled like it."""

    sheet: str
    header: str
    header_row: int = 1
    width: float = 14.0


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add a worksheet at the end, with its first rows."""

    title: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False


Edit = PutCell | AppendRow | DeleteRow | AddColumn | AddSheet
