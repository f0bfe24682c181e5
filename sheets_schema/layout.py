"""Which column of a sheet is which: found by header, in any order; what is missing or doubled is explained, not guessed."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from sheets_schema.cells.texts import fold
from sheets_schema.problems import Level, Problem
from sheets_schema.table import Owner, Table
from sheets_schema.values import Cells, Raw

HEADER_SEARCH = 20
"""A firm's own title, logo or note may stand above the header; deeper than this nobody puts it."""


@dataclass(frozen=True)
class Layout:
    """Where the columns of a table stand: ``columns`` maps column key → 1-based sheet column."""

    table: Table
    title: str
    header_row: int
    columns: Mapping[str, int]
    align: Callable[[Cells], Cells] = field(repr=False, compare=False)
    """Turns a sheet row into a row in the order of the table's columns; formula and absent columns read None."""
    absent: tuple[int, ...] = ()
    """Places (in the aligned row) of columns that the sheet lacks: what was known of them stays known."""


def find_layout(table: Table, title: str, rows: Sequence[Cells]) -> tuple[Layout | None, list[Problem]]:
    """Find the header row and the columns. Without a usable header the layout is None and the problems say why."""
    found = find_header(table, rows)
    if found is None:
        return None, [Problem("header_missing", table.key, value=title)]
    header = [fold(str(cell)) if cell is not None else "" for cell in rows[found - 1]]
    columns, problems = _match(table, header)
    missing = [column for column in table.columns if column.key not in columns]
    problems += [_missing(table, header, columns, column.title, _weight(table, column.key)) for column in missing]
    broken = any(problem.level is Level.ERROR for problem in problems)
    absent = tuple(table.index[column.key] for column in missing if column.owner is not Owner.FORMULA)
    layout = None if broken else Layout(table, title, found, columns, _aligner(table, columns), absent)
    return layout, problems


def find_header(table: Table, rows: Sequence[Cells]) -> int | None:
    """Return the 1-based row with the most headers of the table; None when no row has two of them."""
    names = {fold(name) for column in table.columns for name in column.names}
    best, best_hits = None, 0
    for number, row in enumerate(rows[:HEADER_SEARCH], start=1):
        hits = len({fold(cell) for cell in row if isinstance(cell, str)} & names)
        if hits > best_hits:
            best, best_hits = number, hits
    return best if best_hits >= min(2, len(table.columns)) else None


def _match(table: Table, header: Sequence[str]) -> tuple[dict[str, int], list[Problem]]:
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column in table.columns:
        for name in column.names:  # the title itself wins over an alias
            places = [place for place, cell in enumerate(header, start=1) if cell == fold(name)]
            if len(places) > 1:
                problems.append(
                    Problem(
                        "column_duplicate", table.key, column.key, params={"columns": ", ".join(map(letters, places))}
                    )
                )
            if places:
                columns[column.key] = places[0]
                break
    return columns, problems


def _weight(table: Table, key: str) -> Level:
    column = table.by_key[key]
    return Level.ERROR if column.required or key == "number" else Level.NOTE


def _missing(table: Table, header: Sequence[str], taken: Mapping[str, int], title: str, level: Level) -> Problem:
    """A header that resembles the missing one is named, so that a renamed column is explained as such."""
    free = [cell for place, cell in enumerate(header, start=1) if cell and place not in set(taken.values())]
    alike = difflib.get_close_matches(fold(title), free, n=1, cutoff=0.6)
    column = next(column for column in table.columns if column.title == title)
    if alike:
        return Problem(
            "column_renamed", table.key, column.key, params={"title": title, "looks_like": alike[0]}, level=level
        )
    return Problem("column_missing", table.key, column.key, params={"title": title}, level=level)


def _aligner(table: Table, columns: Mapping[str, int]) -> Callable[[Cells], Cells]:
    places = [0 if column.owner is Owner.FORMULA else columns.get(column.key, 0) for column in table.columns]
    pick = itemgetter(*places)
    width = max(places) + 1
    blank: tuple[Raw, ...] = (None,) * width

    def align(row: Cells) -> Cells:
        padded = (None, *row, *blank[len(row) + 1 :])
        picked: Cells = pick(padded)
        return picked

    return align


def letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
