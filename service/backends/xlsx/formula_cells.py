"""The formulas of one worksheet that need care: shared ones, arrays, data tables; and the text of any formula.

A shared formula stands once, in its first cell, with the range that uses it (ECMA-376 part 1, 18.3.1.40); the others
only name its number. So its first cell cannot be overwritten before the formula has moved to the next one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from service.backends.xlsx.formulas import copy_down
from service.backends.xlsx.markup import attribute, unescape
from service.backends.xlsx.references import Area, column_number, parse_cell
from service.backends.xlsx.scan import SheetXml


@cache
def patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what finds a formula element whole, and only those that have attributes."""
    whole = re.compile(rb"<%sf(?=[\s>/])([^>]*?)(?:/>|>([^<]*)</%sf\s*>)" % (prefix, prefix))
    special = re.compile(rb"<%sf\s([^>]*?)(?:/>|>([^<]*)</%sf\s*>)" % (prefix, prefix))
    return whole, special


@dataclass(slots=True)
class SharedGroup:
    """One shared formula: where it stands, its text there, and every cell that uses it (in reading order)."""

    number: str
    origin: tuple[int, int]
    text: str
    cells: dict[tuple[int, int], None] = field(default_factory=dict)
    """An ordered set."""

    def text_at(self, row: int, column: int) -> str:
        """Return the formula as it reads in one of its cells."""
        return copy_down(self.text, row - self.origin[0], column - self.origin[1])

    @property
    def area(self) -> Area:
        """The smallest area around its cells."""
        rows, columns = [row for row, _ in self.cells], [column for _, column in self.cells]
        return Area(min(rows), min(columns), max(rows), max(columns))


@dataclass(slots=True)
class SpecialFormulas:
    """Shared formulas by number, and the areas of array formulas and data tables, of one worksheet."""

    shared: dict[str, SharedGroup] = field(default_factory=dict)
    arrays: list[Area] = field(default_factory=list)

    @classmethod
    def of(cls, xml: SheetXml) -> "SpecialFormulas":
        """Collect them from a worksheet; one quick scan when there are none."""
        found = cls()
        if not xml.has_formulas:
            return found
        special = patterns(xml.prefix)[1]
        for match in special.finditer(xml.mask, xml.rows_start, xml.rows_end):
            tag = b"<f " + match[1] + b">"
            kind, area = attribute(tag, "t"), attribute(tag, "ref")
            if kind in {"array", "dataTable"} and area:
                found.arrays.append(Area.parse(area))
            elif kind == "shared":
                found.add(attribute(tag, "si") or "", cell_at(xml, match.start()), formula_text(match))
        return found

    def add(self, number: str, cell: tuple[int, int], text: str) -> None:
        """Note one cell of a shared formula; the first with a text is its home."""
        group = self.shared.get(number)
        if group is None or not group.text:
            cells = group.cells if group else {}
            group = self.shared[number] = SharedGroup(number, cell, text, cells)
        group.cells[cell] = None


def formula_text(match: re.Match[bytes]) -> str:
    """Return the text of a formula element found by ``patterns``."""
    return unescape((match[2] or b"").decode())


def formula_of(cell: bytes, prefix: bytes) -> re.Match[bytes] | None:
    """Return the formula element of one ``<c>``, if it has one."""
    return patterns(prefix)[0].search(cell)


def _cell_start(xml: SheetXml, offset: int) -> int:
    return xml.mask.rfind(b"<" + xml.prefix + b"c", xml.rows_start, offset)


def cell_tag_at(xml: SheetXml, offset: int) -> bytes:
    """Return the start tag of the cell whose content lies at ``offset``."""
    start = _cell_start(xml, offset)
    return xml.mask[start : xml.mask.index(b">", start) + 1]


def cell_at(xml: SheetXml, offset: int) -> tuple[int, int]:
    """Return (row, column) of the cell whose content lies at ``offset``."""
    start, tag = _cell_start(xml, offset), cell_tag_at(xml, offset)
    name = attribute(tag, "r")
    if name:
        return parse_cell(name)
    number = xml.number_at(offset)
    row, inside = xml.row(number), start - xml.span(number)[0]
    assert row is not None, tag
    at = len(row.head)
    for cell in row.cells:
        at += len(cell.before)
        if at == inside:
            return row.number, cell.column
        at += len(cell.xml)
    raise AssertionError(tag)


@dataclass(frozen=True, slots=True)
class LocatedFormula:
    """A formula element, the cell that it stands in, and where that cell begins."""

    match: re.Match[bytes]
    row: int
    column: int
    start: int


@cache
def _named_cell(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%sc\s(?:[^>]*?\s)?r=\"([A-Z]+)([0-9]+)\"" % prefix)


def located_formulas(xml: SheetXml, start: int | None = None, end: int | None = None) -> Iterator[LocatedFormula]:
    """Yield the formulas between two offsets (all when None) with their places, a microsecond each."""
    mask, opening, named = xml.mask, b"<" + xml.prefix + b"c", _named_cell(xml.prefix)
    begin = xml.rows_start if start is None else start
    for match in patterns(xml.prefix)[0].finditer(mask, begin, xml.rows_end if end is None else end):
        at = mask.rfind(opening, begin, match.start())
        name = named.match(mask, at, match.start())
        if name:
            yield LocatedFormula(match, int(name[2]), column_number(name[1].decode()), at)
        else:
            row, column = cell_at(xml, match.start())
            yield LocatedFormula(match, row, column, at)
