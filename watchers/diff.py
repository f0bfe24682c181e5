"""What a person changed in a row, as typed values: spelling alone («1500» for «1 500,00») is no change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

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


Carry = Callable[[KnownRow, Cells], Cells]


def carrier(width: int, absent: Sequence[int], uncached: object) -> Carry:
    """Return what fills in a row (of ``width`` cells) where the sheet cannot tell now, from what was known of it.

    That is: columns that are not there, and formulas whose program stored no value.
    """
    pick = itemgetter(*(place + width if place in absent else place for place in range(width)))

    def carry(known: KnownRow, raw: Cells) -> Cells:
        filled: Cells = pick(raw + known.raw) if absent else raw
        if uncached not in filled:
            return filled
        return tuple(known.raw[place] if cell == uncached else cell for place, cell in enumerate(filled))

    return carry
