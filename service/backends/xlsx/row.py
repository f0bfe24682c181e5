"""One row of a worksheet, taken apart into its cells and put together again with everything between them kept."""

import re
from dataclasses import dataclass, field
from functools import cache

from service.backends.xlsx.markup import attribute, masked, with_attribute
from service.backends.xlsx.references import cell_name, column_number


@cache
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    head = re.compile(rb"<%srow(?=[\s/>])[^>]*>" % prefix)
    cell = re.compile(
        rb"<%sc(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"']([A-Z]+))?[^>]*?(?:/>|>.*?</%sc\s*>)" % (prefix, prefix), re.DOTALL
    )
    return head, cell


@dataclass(slots=True)
class Cell:
    """One ``<c>`` as it stands, with whatever stood before it (usually nothing)."""

    column: int
    xml: bytes
    before: bytes = b""

    @property
    def tag(self) -> bytes:
        """The start tag."""
        return self.xml[: self.xml.index(b">") + 1]

    @property
    def style(self) -> str | None:
        """The index of its format in ``cellXfs``; None stands for 0."""
        return attribute(self.tag, "s")


@dataclass(slots=True)
class Row:
    """A row: start tag, cells in order of column, what follows the last cell, and the white space after the row."""

    number: int
    prefix: bytes
    head: bytes
    cells: list[Cell] = field(default_factory=list)
    rest: bytes = b""
    after: bytes = b""
    counted: bool = False
    """Whether a reader must count to know where some cell stands: they do not all say it."""

    @classmethod
    def parse(cls, number: int, xml: bytes, prefix: bytes) -> "Row":
        """Take apart the bytes of one ``<row>`` (which is number ``number``)."""
        head_pattern, cell_pattern = _patterns(prefix)
        plain = masked(xml)
        opening = head_pattern.match(plain)
        assert opening is not None, xml[:80]
        head = opening[0]
        if head.endswith(b"/>"):
            return cls(number, prefix, head[:-2].rstrip() + b">", after=xml[len(head) :])
        end = plain.rindex(b"</" + prefix + b"row")
        row, at, column = cls(number, prefix, head), len(head), 0
        for found in cell_pattern.finditer(plain, at, end):
            column = column_number(found[1].decode()) if found[1] else column + 1
            row.cells.append(Cell(column, xml[found.start() : found.end()], xml[at : found.start()]))
            row.counted |= found[1] is None
            at = found.end()
        row.rest, row.after = xml[at:end], xml[plain.index(b">", end) + 1 :]
        return row

    @classmethod
    def blank(cls, number: int, prefix: bytes, head: bytes = b"") -> "Row":
        """Return a row without cells; ``head`` lends its height and format."""
        return cls(number, prefix, with_attribute(head or b"<" + prefix + b"row>", "r", str(number)))

    def cell(self, column: int) -> Cell | None:
        """Return the cell of a column, if the row has one."""
        return next((cell for cell in self.cells if cell.column == column), None)

    def put(self, column: int, xml: bytes) -> None:
        """Set the bytes of one cell, at its place."""
        for place, cell in enumerate(self.cells):
            if cell.column == column:
                self.cells[place] = Cell(column, xml, cell.before)
                return
            if cell.column > column:
                self.cells.insert(place, Cell(column, xml))
                return
        self.cells.append(Cell(column, xml))

    def render(self) -> bytes:
        """Put the row together. ``spans`` is only a hint to the reader and goes once a cell lies outside of it."""
        parts = [_with_true_spans(self.head, self.cells)]
        for cell in self.cells:
            parts += (cell.before, cell.xml)
        return b"".join([*parts, self.rest, b"</", self.prefix, b"row>", self.after])

    def numbered(self) -> "Row":
        """Give the row and its cells explicit places, so that they may follow or precede others."""
        if not self.counted and attribute(self.head, "r"):
            return self
        self.head = with_attribute(self.head, "r", str(self.number))
        for cell in self.cells:
            tag = cell.tag
            cell.xml = with_attribute(tag, "r", cell_name(self.number, cell.column)) + cell.xml[len(tag) :]
        return self


def _with_true_spans(head: bytes, cells: list[Cell]) -> bytes:
    spans = attribute(head, "spans")
    if not spans or not cells:
        return head
    bounds = [part.split(":") for part in spans.split()]
    first, last = int(bounds[0][0]), int(bounds[-1][-1])
    if first <= cells[0].column and cells[-1].column <= last:
        return head
    return with_attribute(head, "spans", f"{min(first, cells[0].column)}:{max(last, cells[-1].column)}")
