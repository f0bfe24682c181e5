"""Which tables can be decided on now, with what a sheet cannot tell filled in from what is known."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_schema.reading import UNCACHED, TableRead
from sheets_schema.snapshot import SeenRow, Snapshot
from watchers.diff import carrier


def usable_reads(reads: Mapping[str, TableRead], snapshot: Snapshot) -> dict[str, TableRead]:
    """Return the tables whose sheets could be used.

    Orders wait for their first poll until «Платежи» can be read too: what is paid is booked from both together.
    """
    usable = {key: _carried(read, snapshot) for key, read in reads.items() if read.layout is not None}
    if "orders" not in snapshot.baseline and "payments" not in usable:
        usable.pop("orders", None)
    return usable


def _carried(read: TableRead, snapshot: Snapshot) -> TableRead:
    """Fill in from the snapshot what the sheet cannot tell: absent columns, formulas without a stored value."""
    absent = read.layout.absent if read.layout else ()
    known = snapshot.rows.get(read.table.key, {})
    if not absent and not any(UNCACHED in row.raw for row in read.rows):
        return read
    carry = carrier(len(read.table.columns), absent, UNCACHED)
    rows = [
        SeenRow(row.row, row.number, carry(known[row.number], row.raw)) if row.number in known else row
        for row in read.rows
    ]
    return replace(read, rows=rows)
