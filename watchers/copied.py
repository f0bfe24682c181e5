"""An advance that came along when a row was copied: nobody has paid it yet, so it is no part of the new order's record."""

from collections.abc import Sequence

from sheets_schema.problems import Level, Problem
from sheets_schema.snapshot import Record, SeenRow
from sheets_schema.table import Table

COPIED_ADVANCE = "copied_advance"


def find_copied_advance(table: Table, row: SeenRow, number: int, record: Record | None) -> list[Problem]:
    """Return the note that the advance of a copied row was not booked; nothing for other rows."""
    advance = (record or {}).get("advance")
    if row.copy_of is None or not advance:
        return []
    params = {"from": str(row.copy_of), "amount": str(advance)}
    return [Problem(COPIED_ADVANCE, table.key, "advance", number, row.row, params=params, level=Level.NOTE)]


def without_copied(record: Record, problems: Sequence[Problem]) -> Record:
    """Return the record without an advance that is only copied: erased it books no return, retyped it is booked whole."""
    if any(problem.code == COPIED_ADVANCE for problem in problems):
        return {key: value for key, value in record.items() if key != "advance"}
    return record
