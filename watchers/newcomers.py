"""Which rows that nobody knows are taken as new rows of the table, and which are left as they stand."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_schema.cells.kinds import Kind
from sheets_schema.problems import Problem
from sheets_schema.reading import parse_row, read_number, shown
from sheets_schema.snapshot import KnownRow, SeenRow
from sheets_schema.table import Owner, Table
from sheets_schema.values import Cells
from watchers.identity import Matching

LEAP = 10_000
"""A number typed this far above the highest one is a slip of the hand: taken on, it would carry all later ones with it."""


def admit(table: Table, found: Matching, limit: int | None) -> tuple[Matching, list[Problem]]:
    """Leave out rows that are no rows yet: blank forms numbered beforehand, notes and sums below the table.

    A new row whose number cannot be one, or lies above ``limit``, is left out and explained: nothing that a person typed is
    overwritten by a number of ours.
    """
    fresh = [row for row in found.fresh if is_begun(table, row.raw)]
    foreign = [row for row in found.foreign if is_begun(table, row.raw)]
    copies = [pair for pair in found.copies if is_begun(table, pair[1].raw)]
    problems = {row.row: problem for row in (*fresh, *foreign) if (problem := _misnumbered(table, row, limit))}
    admitted = replace(
        found,
        fresh=[row for row in fresh if row.row not in problems],
        foreign=[row for row in foreign if row.row not in problems],
        copies=copies,
    )
    return admitted, list(problems.values())


def is_begun(table: Table, raw: Cells) -> bool:
    """Tell whether a row holds more than its number: something of its own, or two cells that are not sums alone."""
    own = [
        column
        for column, cell in zip(table.columns, raw, strict=True)
        if cell is not None and column.owner is not Owner.FORMULA and column.key not in {"number", "problems"}
    ]
    return any(column.identity for column in own) or (
        len(own) > 1 and any(column.kind is not Kind.MONEY for column in own)
    )


def highest_believed(known: Mapping[int, KnownRow], following: int) -> int | None:
    """Return the highest number that a person may type into a new row; None in a table that has no numbers yet."""
    return max(following - 1, *known) + LEAP if known else None


def _misnumbered(table: Table, row: SeenRow, limit: int | None) -> Problem | None:
    raw = row.raw[table.index["number"]]
    if raw is None:
        return None
    if read_number(raw) is None:
        return next((problem for problem in parse_row(table, row, None)[1] if problem.column == "number"), None)
    if limit is not None and row.number is not None and row.number > limit:
        return Problem("number_too_large", table.key, "number", None, row.row, shown(raw), params={"most": str(limit)})
    return None
