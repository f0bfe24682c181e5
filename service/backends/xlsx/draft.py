"""One worksheet while it is being changed: which rows are new, changed or gone. Nothing else of it is touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from service.backends.xlsx.book import SheetRef
from service.backends.xlsx.formula_cells import SpecialFormulas
from service.backends.xlsx.markup import NAME, attribute
from service.backends.xlsx.references import MAX_ROW, Area
from service.backends.xlsx.row import Row
from service.backends.xlsx.rowshift import RowShift
from service.backends.xlsx.scan import SheetXml
from sheets_schema.errors import EditRefused
from sheets_schema.values import Value

TALL = 1_000
"""Merged areas of more rows are not listed row by row."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a written cell must read back as; ``row`` learns its final number when the draft is put together."""

    row: Row
    column: int
    value: Value


@dataclass(slots=True)
class SheetDraft:
    """The changes of one worksheet, by the row numbers that it had when it was read."""

    ref: SheetRef
    xml: SheetXml
    date1904: bool
    head: bytes = b""
    tail: bytes = b""
    rows: dict[int, Row] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    inserted: dict[int, list[Row]] = field(default_factory=dict)
    grown: dict[int, int] = field(default_factory=dict)
    grown_under_header: dict[int, int] = field(default_factory=dict)
    """How many rows were added under a last data row; apart, those added under a header that had no data yet."""
    splices: list[tuple[int, int, bytes]] = field(default_factory=list)
    """(start, end, new bytes) inside rows that are not in ``rows``; offsets into the old part."""
    meant: list[Meant] = field(default_factory=list)
    geometry: "Geometry" = field(init=False)
    specials: SpecialFormulas = field(init=False)

    def __post_init__(self) -> None:
        self.head, self.tail = self.xml.head, self.xml.tail
        self.geometry = Geometry(self.xml)
        self.specials = SpecialFormulas.of(self.xml)

    def row(self, number: int) -> Row:
        """Return a row to be changed, made when the sheet does not have it yet."""
        if number not in self.rows:
            if not 1 <= number <= MAX_ROW:
                raise EditRefused("edit_row_missing", sheet=self.ref.title, row=number)
            self.rows[number] = (self.xml.row(number) or Row.blank(number, self.xml.prefix)).numbered()
        return self.rows[number]

    def look(self, number: int) -> Row | None:
        """Return a row as it stands now, without making it a changed one."""
        return self.rows.get(number) or self.xml.row(number)

    def filled_upwards(self) -> Iterator[int]:
        """Yield from the last the numbers of the rows that may hold a value: changed ones, and stored ones that do."""
        new = sorted(self.rows)
        for number in self.xml.filled_upwards():
            while new and new[-1] >= number:
                yield new.pop()
            if number not in self.rows:
                yield number
        yield from reversed(new)

    @property
    def shift(self) -> RowShift:
        """What the draft does to the numbers of rows."""
        return RowShift.of(self.deleted, {row: len(new) for row, new in self.inserted.items()}, self.grown)

    @property
    def list_shift(self) -> RowShift:
        """The same for what frames a list (filter, table): it also grows over the first rows under a bare header."""
        grown = self.grown | self.grown_under_header
        return RowShift.of(self.deleted, {row: len(new) for row, new in self.inserted.items()}, grown)


class Geometry:
    """What of a worksheet's head and tail decides where rows and values may go."""

    def __init__(self, xml: SheetXml) -> None:
        self._head, self._tail = xml.mask[: xml.head_end], xml.tail_mask

    @cached_property
    def merges(self) -> list[Area]:
        """Merged areas."""
        return [Area.parse(ref) for tag in _tags(b"mergeCell", self._tail) if (ref := attribute(tag, "ref"))]

    @cached_property
    def _merges_by_row(self) -> dict[int, list[Area]]:
        found: dict[int, list[Area]] = {}
        for area in self.merges:
            for row in range(area.top, min(area.bottom, area.top + TALL) + 1):
                found.setdefault(row, []).append(area)
        return found

    @cached_property
    def _tall_merges(self) -> list[Area]:
        return [area for area in self.merges if area.bottom - area.top > TALL]

    def merges_of(self, row: int) -> list[Area]:
        """Return the merged areas that a row runs through."""
        tall = [area for area in self._tall_merges if area.top + TALL < row <= area.bottom]
        return self._merges_by_row.get(row, []) + tall

    @cached_property
    def filter_area(self) -> Area | None:
        """The sheet's own autofilter (a table has its own)."""
        refs = [attribute(tag, "ref") for tag in _tags(b"autoFilter", self._tail)]
        return Area.parse(refs[0]) if refs and refs[0] else None

    @cached_property
    def frozen_rows(self) -> int:
        """How many rows are frozen at the top."""
        for tag in _tags(b"pane", self._head):
            if attribute(tag, "state") in {"frozen", "frozenSplit"}:
                return int(float(attribute(tag, "ySplit") or 0))
        return 0

    def column_style(self, column: int) -> str | None:
        """Return the format index of a whole column."""
        for tag in _tags(b"col", self._head):
            first, last = int(attribute(tag, "min") or 0), int(attribute(tag, "max") or 0)
            if first <= column <= last:
                return attribute(tag, "style")
        return None


def _tags(name: bytes, xml: bytes) -> list[bytes]:
    return re.findall(rb"<%s%s(?=[\s/>])[^>]*>" % (NAME, name), xml)
