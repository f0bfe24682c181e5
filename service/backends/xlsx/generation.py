"""The generation that a workbook declares, in two places: a document property, and a small very hidden sheet.

Two, because programs lose one or the other: Google's export drops custom properties, a person's «Move or copy» of
visible sheets into a new file drops the hidden sheet.
"""

import re
from decimal import Decimal

from service.backends.xlsx.book import Book
from service.backends.xlsx.markup import NAME, masked
from service.backends.xlsx.scan import SheetXml
from service.backends.xlsx.sheets import add_sheet
from sheets_schema.edits import Edit, PutCell

SHEET = "_naryad"
PROPERTY = "NaryadGeneration"
PART = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of user-defined properties ([MS-OLEPS] 2.21)."""
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OURS = re.compile(
    rb"<(%s)property(?=\s)[^>]*\sname\s*=\s*[\"']%s[\"'][^>]*>.*?</\1property\s*>" % (NAME, PROPERTY.encode()),
    re.DOTALL,
)
_NUMBER = re.compile(rb">\s*([0-9]+)\s*<")


def read_generation(book: Book) -> int | None:
    """Return the generation that the file declares; the greater where the two places differ; None when neither does."""
    found = [number for number in (_from_property(book), _from_sheet(book)) if number is not None]
    return max(found, default=None)


def store_property(book: Book, generation: int) -> None:
    """Set the document property, made when it is absent."""
    part = _property_part(book)
    if part is None:
        part = PART
        book.put(part, _EMPTY.encode())
        book.add_content_type(part, CONTENT_TYPE)
        book.add_relation("", "custom-properties", part)
    xml = book.read(part)
    ours = _OURS.search(masked(xml))
    if ours:
        entry = _NUMBER.sub(b">%d<" % generation, ours[0], count=1)
        book.put(part, xml[: ours.start()] + entry + xml[ours.end() :])
    else:
        book.put(part, _with_property(xml, generation))


def sheet_edits(book: Book, generation: int) -> list[Edit]:
    """Return the edits that set the small sheet, which is added when it is absent."""
    if not any(sheet.title == SHEET for sheet in book.sheets):
        add_sheet(book, SHEET, "veryHidden")
    return [PutCell(SHEET, 1, 1, "generation"), PutCell(SHEET, 1, 2, Decimal(generation))]


def _property_part(book: Book) -> str | None:
    return next(iter(book.related("", "custom-properties")), None)


def _from_property(book: Book) -> int | None:
    part = _property_part(book)
    ours = _OURS.search(masked(book.read(part))) if part and book.has(part) else None
    number = _NUMBER.search(ours[0]) if ours else None
    return int(number[1]) if number else None


def _from_sheet(book: Book) -> int | None:
    part = next((sheet.part for sheet in book.sheets if sheet.title == SHEET), None)
    row = SheetXml(book.read(part), part).row(1) if part else None
    cell = row.cell(2) if row else None
    number = re.search(rb"<%sv\s*>\s*([0-9]+)(?:\.0*)?\s*<" % NAME, cell.xml) if cell else None
    return int(number[1]) if number else None


def _with_property(xml: bytes, generation: int) -> bytes:
    pids = [int(found) for found in re.findall(rb"\spid\s*=\s*[\"']([0-9]+)", xml)]
    close = list(re.finditer(rb"</(%s)Properties\s*>" % NAME, xml))
    if not close:  # an empty root element: nothing of anyone's is in it
        return _with_property(_EMPTY.encode(), generation)
    prefix = close[-1][1].decode()
    entry = (
        f'<{prefix}property fmtid="{FORMAT_ID}" pid="{max([1, *pids]) + 1}" name="{PROPERTY}">'
        f'<vt:i4 xmlns:vt="{_VT}">{generation}</vt:i4></{prefix}property>'
    )
    at = close[-1].start()
    return xml[:at] + entry.encode() + xml[at:]
