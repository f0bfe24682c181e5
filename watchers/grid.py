"""A worksheet as rows with keys, so that three versions of it can be laid over one another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sheets_schema.cells.texts import fold
from sheets_schema.ports import SheetImage
from sheets_schema.reading import read_number
from sheets_schema.values import Cells, Raw

RowKey = tuple[str, object]


@dataclass(frozen=True)
class Line:
    """One row: where it stands in its own version, and its cells in the common order of columns."""

    row: int
    cells: Cells


@dataclass(frozen=True)
class Grid:
    """One version of a sheet. ``places`` maps the common order of columns → this version's 1-based column (0: it has none)."""

    lines: Mapping[RowKey, Line]
    places: Sequence[int]


@dataclass(frozen=True)
class Frame:
    """What the versions of a sheet have in common: where the header stands, which column holds «№», the order of columns."""

    header_row: int
    number: str | None
    """Folded header of the number column; None for a sheet without identities: its rows go by the name in their first column.

    Not by their position: an inserted row would lend every row below it the changes of its neighbour.
    """
    headers: Sequence[str]


def frame(sheets: Sequence[SheetImage], header_row: int, number: str | None) -> Frame:
    """Return the frame of several versions of one sheet: every header that any of them has, in the order of the first."""
    order: dict[str, None] = {}
    for sheet in sheets:
        order.update(dict.fromkeys(_headers(sheet, header_row)))
    return Frame(header_row, number, tuple(order))


def _headers(sheet: SheetImage, header_row: int) -> list[str]:
    """Name each column by its header; blank or repeated ones by their place."""
    row = sheet.rows[header_row - 1] if 0 < header_row <= len(sheet.rows) else ()
    width = max((len(cells) for cells in sheet.rows), default=0)
    names: list[str] = []
    for place in range(width):
        name = fold(str(row[place])) if place < len(row) and row[place] is not None else ""
        names.append(name if name and name not in names else f"\x00{place}")
    return names


def grid(sheet: SheetImage, shape: Frame) -> Grid:
    """Lay one version of a sheet into the frame."""
    headers = _headers(sheet, shape.header_row)
    places = [headers.index(name) + 1 if name in headers else 0 for name in shape.headers]
    align = _aligner(places)
    number = shape.headers.index(shape.number) if shape.number in shape.headers and shape.number else None
    lines: dict[RowKey, Line] = {}
    for row, cells in enumerate(sheet.rows[shape.header_row :], start=shape.header_row + 1):
        if cells:
            line = Line(row, align(cells))
            lines[_key(line, number, lines, named=shape.number is None)] = line
    return Grid(lines, places)


def _aligner(places: Sequence[int]) -> Callable[[Cells], Cells]:
    width = max(places, default=0) + 1
    if not places:
        return lambda _cells: ()
    pick = itemgetter(*places)

    def align(cells: Cells) -> Cells:
        padded: tuple[Raw, ...] = (None, *cells) + (None,) * (width - len(cells) - 1)
        picked = pick(padded)
        return tuple(map(_calm, picked)) if len(places) > 1 else (_calm(picked),)

    return align


def _calm(cell: Raw) -> Raw:
    """Programs cut numbers to 15 digits when they save: such a cell is still the same."""
    return float(f"{cell:.12g}") if type(cell) is float and cell % 1 else cell


def _key(line: Line, number: int | None, taken: Mapping[RowKey, Line], *, named: bool) -> RowKey:
    identity = read_number(line.cells[number]) if number is not None else None
    key: RowKey = ("№", identity) if identity is not None else ("=", line.cells)
    if named and line.cells and line.cells[0] is not None:
        key = ("name", fold(str(line.cells[0])))
    times = 1
    while key in taken:
        times += 1
        key = (key[0], (key[1], times))
    return key
