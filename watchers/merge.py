"""Three-way merge of workbook versions by row and cell: what a save over a newer file took away is put back, and only that.

``base`` is the version that the saver had opened, ``ours`` the last one that we accepted, ``theirs`` the file as it lies now.
Rows that a person deleted stay deleted, whoever deleted them; what was last typed stays; what cannot be merged is kept and told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sheets_schema.cells.texts import fold
from sheets_schema.edits import AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.layout import find_layout, letters
from sheets_schema.ports import SheetImage
from sheets_schema.reading import find_sheet
from sheets_schema.table import Owner, Table
from sheets_schema.tables import TABLES
from sheets_schema.values import Cells, Raw, Value
from watchers.grid import Frame, Grid, Line, RowKey, frame, grid
from watchers.kinship import kin

Sheets = Mapping[str, SheetImage]

UNTOUCHED = frozenset({"_naryad", fold("Сводка")})
"""Sheets that hold nothing a person typed for keeps: the generation, and the summary, whose formulas follow the rest."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed the same cell (or one deleted what another changed): ``kept`` stands in the file, ``other`` is told."""

    sheet: str
    key: RowKey
    column: str
    kept: Raw
    other: Raw


@dataclass(frozen=True)
class Merge:
    """What to do to ``theirs`` so that nothing is lost."""

    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether anything was lost or must be told."""
        return bool(self.edits or self.conflicts)


@dataclass(frozen=True)
class Three:
    """Three versions of one sheet in one frame, and which columns are not people's."""

    title: str
    shape: Frame
    base: Grid
    ours: Grid
    theirs: Grid
    robot: frozenset[int]
    formulas: frozenset[int]
    headers: Sequence[str]
    """Headers as people read them, in the order of the frame."""
    uncached: Sequence[frozenset[tuple[int, int]]]
    """Of base, ours and theirs: (row, column) of formulas without a stored value, whose blank is nobody's word."""


def merge(base: Sheets, ours: Sheets, theirs: Sheets) -> Merge:
    """Return the edits that give ``theirs`` back what it lost of ``ours`` since ``base``, and the conflicts. Pure."""
    edits: list[Edit] = []
    conflicts: list[Conflict] = []
    for title, mine in ours.items():
        if fold(title) in UNTOUCHED or title not in base or title not in theirs:
            continue
        if mine.rows == base[title].rows:
            continue
        three = three_of(title, base[title], mine, theirs[title])
        for found in _merge_sheet(three):
            (conflicts if isinstance(found, Conflict) else edits).append(found)  # type: ignore[arg-type] # one of the two
    return Merge(tuple(edits), tuple(conflicts))


def three_of(title: str, base: SheetImage, ours: SheetImage, theirs: SheetImage) -> Three:
    """Lay three versions of one sheet over one another."""
    table = next((table for table in TABLES if find_sheet(table, {title: ours}) is not None), None)
    header_row = _header_row(table, ours)
    number = fold("№") if table is not None and table.numbered else None
    shape = frame((ours, base, theirs), header_row, number)
    grids = (grid(base, shape), grid(ours, shape), grid(theirs, shape))
    joined = kin(*grids) if number else grids
    base_grid, ours_grid, theirs_grid = joined
    return Three(
        title,
        shape,
        base_grid,
        ours_grid,
        theirs_grid,
        _columns(table, shape, Owner.ROBOT),
        _columns(table, shape, Owner.FORMULA),
        _readable(shape, ours, header_row),
        [sheet.uncached for sheet in (base, ours, theirs)],
    )


def _readable(shape: Frame, sheet: SheetImage, header_row: int) -> list[str]:
    row = sheet.rows[header_row - 1] if header_row <= len(sheet.rows) else ()
    titles = {fold(str(cell)): str(cell) for cell in row if cell is not None}
    return [
        titles.get(name, name if name[:1] != "\x00" else f"столбец {letters(int(name[1:]) + 1)}")
        for name in shape.headers
    ]


def _header_row(table: Table | None, sheet: SheetImage) -> int:
    layout = find_layout(table, sheet.title, sheet.rows)[0] if table is not None else None
    return layout.header_row if layout is not None else 1


def _columns(table: Table | None, shape: Frame, owner: Owner) -> frozenset[int]:
    titles = {
        fold(name) for column in (table.columns if table else ()) if column.owner is owner for name in column.names
    }
    return frozenset(place for place, name in enumerate(shape.headers) if name in titles)


def _merge_sheet(three: Three) -> Iterator[Edit | Conflict]:
    base, ours, theirs = three.base.lines, three.ours.lines, three.theirs.lines
    for key, line in ours.items():
        if key in theirs:
            yield from _merge_row(three, key, base.get(key), line, theirs[key])
        elif key not in base:
            yield _put_back(three, line)
        elif base[key].cells != line.cells:  # deleted there, changed here: the deletion stands, the change is told
            yield Conflict(three.title, key, "", None, _gist(line))
    for key, line in theirs.items():
        if key in base and key not in ours:
            if _same(three, base[key], line):
                yield DeleteRow(three.title, line.row)
            else:
                yield Conflict(three.title, key, "", _gist(line), None)


def _same(three: Three, one: Line, other: Line) -> bool:
    return all(
        a == b for place, (a, b) in enumerate(zip(one.cells, other.cells, strict=True)) if place not in three.formulas
    )


def _merge_row(three: Three, key: RowKey, base: Line | None, ours: Line, theirs: Line) -> Iterator[Edit | Conflict]:
    was = base.cells if base is not None else (None,) * len(ours.cells)
    for place, (before, mine, now) in enumerate(zip(was, ours.cells, theirs.cells, strict=True)):
        if mine in (before, now) or place in three.formulas or _is_uncached(three, place, (base, ours, theirs)):
            continue
        column = three.theirs.places[place]
        if column and (now == before or place in three.robot):
            yield PutCell(three.title, theirs.row, column, as_value(mine), spare_formula=place not in three.robot)
        else:
            yield Conflict(three.title, key, three.headers[place], now, mine)


def _is_uncached(three: Three, place: int, lines: Sequence[Line | None]) -> bool:
    grids = (three.base, three.ours, three.theirs)
    return any(
        line is not None and (line.row, grid.places[place]) in uncached
        for line, grid, uncached in zip(lines, grids, three.uncached, strict=True)
    )


def _put_back(three: Three, line: Line) -> AppendRow:
    cells: dict[int, Value] = {}
    for place, cell in enumerate(line.cells):
        column = three.theirs.places[place]
        if column and cell is not None and place not in three.formulas:
            cells[column] = as_value(cell)
    number = three.shape.headers.index(three.shape.number) if three.shape.number in three.shape.headers else 0
    return AppendRow(three.title, cells, key_column=three.theirs.places[number] or 1)


def _gist(line: Line) -> str:
    return ", ".join(str(cell) for cell in line.cells if cell is not None)[:200]


def as_value(cell: Raw) -> Value:
    """Return a cell as read as one to be written: numbers as Decimal, spans of time as «10:00»."""
    if isinstance(cell, float) and not isinstance(cell, bool):
        return Decimal(repr(cell)) if cell % 1 else int(cell)
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return cell if isinstance(cell, str | bool | datetime | date | time) else None


def distance(one: Sheets, other: Sheets) -> int:
    """Return how many rows of two versions differ: the version that a saver had opened is the nearest one."""
    return sum(
        _differing(sheet, other[title]) if title in other else len(sheet.rows)
        for title, sheet in one.items()
        if fold(title) not in UNTOUCHED
    )


def _differing(one: SheetImage, other: SheetImage) -> int:
    """A column where either has formulas without a value tells nothing: our writes drop values, the next save restores them."""
    if one.rows == other.rows:
        return 0
    blurred = {column for sheet in (one, other) for _row, column in sheet.uncached}
    mine, yours = ([_sharp(row, blurred) for row in sheet.rows] for sheet in (one, other))
    return 0 if mine == yours else len(set(mine) ^ set(yours)) or 1


def _sharp(row: Cells, blurred: Collection[int]) -> tuple[tuple[int, Raw], ...]:
    return tuple((place, cell) for place, cell in enumerate(row, start=1) if cell is not None and place not in blurred)
