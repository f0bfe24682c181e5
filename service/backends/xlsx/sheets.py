"""A new worksheet in an existing workbook: its part, its relationship, its content type, its line in the list."""

import re

from service.backends.xlsx.book import OFFICE, STRICT_OFFICE, Book, SheetRef
from service.backends.xlsx.markup import NAME, attribute, attributes, escape_attribute, masked
from sheets_schema.errors import EditRefused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_BLANK = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s"><sheetData/></worksheet>'


def add_sheet(book: Book, title: str, state: str = "visible") -> SheetRef:
    """Add an empty worksheet at the end. ``state`` is ``visible``, ``hidden`` or ``veryHidden`` (18.18.68).

    Raises ``EditRefused`` (``edit_sheet_exists``): titles are compared without case, as Excel does.
    """
    if any(name.casefold() == title.casefold() for name in _titles(book)):
        raise EditRefused("edit_sheet_exists", sheet=title)
    number = next(number for number in range(1, 10_000) if not book.has(f"xl/worksheets/naryad{number}.xml"))
    part = f"xl/worksheets/naryad{number}.xml"
    book.put(part, (_BLANK % (STRICT_MAIN if book.strict else MAIN)).encode())
    book.add_content_type(part, CONTENT_TYPE)
    relation = book.add_relation(book.workbook_part, "worksheet", part)
    _list(book, title, state, relation)
    book.refresh()
    return book.sheet(title)


def _sheet_tags(xml: bytes) -> list[bytes]:
    return re.findall(rb"<%ssheet(?=\s)[^>]*>" % NAME, masked(xml))


def _titles(book: Book) -> list[str]:
    """Return all sheet titles, those of chart sheets too."""
    return [attribute(tag, "name") or "" for tag in _sheet_tags(book.read(book.workbook_part))]


def _list(book: Book, title: str, state: str, relation: str) -> None:
    xml = book.read(book.workbook_part)
    ids = [int(attribute(tag, "sheetId") or 0) for tag in _sheet_tags(xml)]
    root = re.search(rb"<%sworkbook(?=[\s>])[^>]*>" % NAME, masked(xml))
    close = re.search(rb"</(%s)sheets\s*>" % NAME, masked(xml))
    if root is None or close is None:
        raise EditRefused("edit_malformed", part=book.workbook_part, reason="no list of sheets")
    bound = {uri: name for name, uri in attributes(root[0]).items() if name.startswith("xmlns:")}
    prefix = (bound.get(OFFICE) or bound.get(STRICT_OFFICE) or "").removeprefix("xmlns:")
    declared = "" if prefix else f' xmlns:r="{STRICT_OFFICE if book.strict else OFFICE}"'
    shown = "" if state == "visible" else f' state="{state}"'
    entry = (
        f'sheet name="{escape_attribute(title)}" sheetId="{max(ids, default=0) + 1}"{shown}'
        f'{declared} {prefix or "r"}:id="{relation}"/>'
    )
    at = close.start()
    book.put(book.workbook_part, xml[:at] + b"<" + close[1] + entry.encode() + xml[at:])
