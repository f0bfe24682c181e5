"""What a person changed in a row, as typed values: spelling alone («1500» for «1 500,00») is no change."""

from collections.abc import Sequence
from dataclasses import dataclass

from sheets_schema.snapshot import KnownRow, Record
from sheets_schema.table import Owner, Table
from sheets_schema.values import Cells


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record: typed values, None for blank."""

    column: str
    was: object
    became: object


def changed_fields(table: Table, was: Record | None, became: Record) -> tuple[FieldChange, ...]:
    """Return the staff-owned fields that differ; all filled ones when there was no record."""
    before = was or {}
    return tuple(
        FieldChange(column.key, before.get(column.key), became.get(column.key))
        for column in table.columns
        if column.owner is Owner.STAFF and before.get(column.key) != became.get(column.key)
    )


def carry_over(known: KnownRow, raw: Cells, absent: Sequence[int], uncached: object) -> Cells:
    """Fill in what the sheet cannot tell now: columns that are not there, formulas whose program stored no value."""
    if not absent and uncached not in raw:
        return raw
    lost = set(absent) | {place for place, cell in enumerate(raw) if cell == uncached}
    return tuple(known.raw[place] if place in lost else cell for place, cell in enumerate(raw))
