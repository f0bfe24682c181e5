"""Excel's tables (``xl/tables/*.xml``): where they lie, and how they grow with their rows and columns."""

import re
from dataclasses import dataclass

from service.backends.xlsx.book import Book
from service.backends.xlsx.markup import NAME, attribute
from service.backends.xlsx.references import Area


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its part, name, whole area with header and totals."""

    part: str
    name: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


def tables_of(book: Book, sheet_part: str) -> list[Table]:
    """Return the tables of a worksheet."""
    return [_parse(part, book.read(part)) for part in book.related(sheet_part, "table")]


def _parse(part: str, xml: bytes) -> Table:
    found = re.search(rb"<%stable(?=\s)[^>]*>" % NAME, xml)
    tag = found[0] if found else b"<table>"
    names = [attribute(column, "name") or "" for column in re.findall(rb"<%stableColumn(?=\s)[^>]*>" % NAME, xml)]
    return Table(
        part,
        attribute(tag, "displayName") or attribute(tag, "name") or "",
        Area.parse(attribute(tag, "ref") or "A1"),
        int(attribute(tag, "headerRowCount") or 1),
        int(attribute(tag, "totalsRowCount") or 0),
        tuple(names),
    )
