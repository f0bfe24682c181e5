"""From a sheet as read to its rows: aligned to the table's columns, blank rows left out, identities picked up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_schema.cells.kinds import PARSERS, Kind
from sheets_schema.cells.money import MOST_COUNT, parse_number
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.texts import fold
from sheets_schema.layout import Layout, find_layout
from sheets_schema.ports import SheetImage
from sheets_schema.problems import Level, Problem
from sheets_schema.snapshot import SeenRow
from sheets_schema.table import Table
from sheets_schema.values import Cells, Raw


@dataclass(frozen=True)
class TableRead:
    """One table as it stands in the workbook. ``layout`` None: the sheet could not be used, and ``problems`` say why."""

    table: Table
    layout: Layout | None
    rows: Sequence[SeenRow]
    problems: Sequence[Problem]


def find_sheet(table: Table, sheets: Mapping[str, SheetImage]) -> SheetImage | None:
    """Find a table's worksheet by title or alias, letter case and «ё» aside."""
    names = {fold(name) for name in (table.title, table.english, *table.aliases)}
    return next((sheet for title, sheet in sheets.items() if fold(title) in names), None)


def read_table(table: Table, sheets: Mapping[str, SheetImage]) -> TableRead:
    """Read one table out of a workbook image; never raises for what people did to the sheet."""
    sheet = find_sheet(table, sheets)
    if sheet is None:
        return TableRead(table, None, (), [Problem("sheet_missing", table.key, params={"title": table.title})])
    layout, problems = find_layout(table, sheet.title, sheet.rows)
    if layout is None:
        return TableRead(table, None, (), problems)
    return TableRead(table, layout, list(_rows(layout, sheet)), problems)


def _rows(layout: Layout, sheet: SheetImage) -> Iterator[SeenRow]:
    align, numbered = layout.align, layout.table.numbered
    place = layout.table.index["number"] if numbered else 0
    uncached = _uncached(layout, sheet)
    for row, cells in enumerate(sheet.rows[layout.header_row :], start=layout.header_row + 1):
        if not cells:
            continue
        raw = align(cells)
        if row in uncached:
            raw = tuple(UNCACHED if place in uncached[row] else cell for place, cell in enumerate(raw))
        number = read_number(raw[place]) if numbered else None
        if number is not None or (any(cell is not None for cell in raw) and not is_furniture(layout.table, raw)):
            yield SeenRow(row, number, raw)


_TOTAL = re.compile(r"(итого|всего|total)\b")


def is_furniture(table: Table, raw: Cells) -> bool:
    """Tell whether an unnumbered row is a total or the header once more: part of the sheet, not a row of the table."""
    if not table.numbered:
        return False
    first = next(cell for cell in raw if cell is not None)
    if isinstance(first, str) and _TOTAL.match(fold(first)):
        return True
    pairs = zip(table.columns, raw, strict=True)
    return sum(isinstance(cell, str) and fold(cell) == fold(column.title) for column, cell in pairs) > 1


UNCACHED = "\x00uncached"
"""Stands in an aligned row for a formula whose program stored no value: what was known of that cell stays known."""


def _uncached(layout: Layout, sheet: SheetImage) -> Mapping[int, frozenset[int]]:
    if not sheet.uncached:
        return {}
    places = {column: layout.table.index[key] for key, column in layout.columns.items()}
    rows: dict[int, set[int]] = {}
    for row, column in sheet.uncached:
        if column in places:
            rows.setdefault(row, set()).add(places[column])
    return {row: frozenset(found) for row, found in rows.items()}


def read_number(raw: Raw) -> int | None:
    """Read an identity: a positive whole number; anything else is no identity."""
    if type(raw) is float:
        return int(raw) if raw.is_integer() and 0 < raw <= MOST_COUNT else None
    try:
        return parse_number(raw)
    except Unreadable:
        return None


def parse_row(table: Table, row: SeenRow, number: int | None) -> tuple[dict[str, object], list[Problem]]:
    """Parse an aligned row into typed values by column key, blanks left out; each unreadable cell is a problem."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for column, raw in zip(table.columns, row.raw, strict=True):
        if raw is None or column.kind is Kind.LINK or raw == UNCACHED:
            continue
        try:
            value = PARSERS[column.kind](raw)
        except Unreadable as error:
            level = Level.NOTE if table.robot else Level.ERROR
            params = dict(error.reason.params)
            problems.append(
                Problem(error.reason.code, table.key, column.key, number, row.row, shown(raw), params, level)
            )
            continue
        if value is not None:
            values[column.key] = value
    return values, problems


def required(table: Table, values: Mapping[str, object], row: SeenRow, number: int | None) -> list[Problem]:
    """Return a problem for each required column that is blank, unless the cell was unreadable (that is told already)."""
    raw = dict(zip((column.key for column in table.columns), row.raw, strict=True))
    return [
        Problem("required_missing", table.key, column.key, number, row.row, params={"column": column.title})
        for column in table.columns
        if column.required and column.key not in values and raw[column.key] is None
    ]


def shown(raw: Raw) -> str:
    """Return a raw cell as a person sees it, for error messages (at most 80 characters)."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)[:80]


def aligned(table: Table, cells: Mapping[str, Raw]) -> Cells:
    """Return cells given by column key as an aligned row."""
    return tuple(cells.get(column.key) for column in table.columns)
