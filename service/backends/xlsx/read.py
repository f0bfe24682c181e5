"""Reading by calamine: each worksheet as rows of plain values; one that did not change is not read again."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from service.backends.xlsx.book import Book, SheetRef
from service.backends.xlsx.formula_cells import cell_at, cell_tag_at
from service.backends.xlsx.markup import attribute
from service.backends.xlsx.scan import SheetXml
from sheets_schema.errors import WorkbookUnreadable
from sheets_schema.ports import SheetImage
from sheets_schema.values import Cells, Raw

HALF_SECOND = timedelta(milliseconds=500)
_DECIDING = ("styles", "sharedStrings", "theme")
"""Parts outside the sheet that decide what its cells read as."""


@dataclass(slots=True)
class ReadMemo:
    """What was read last, by the CRCs of the parts that it came from."""

    images: dict[str, tuple[tuple[int, ...], SheetImage]] = field(default_factory=dict)


def read_sheets(book: Book, data: bytes, only: Collection[str] | None, memo: ReadMemo) -> dict[str, SheetImage]:
    """Return the images of the named worksheets (all when None). Raises ``WorkbookUnreadable``."""
    wanted = [sheet for sheet in book.sheets if only is None or sheet.title in only]
    marks = {sheet.title: _mark(book, sheet) for sheet in wanted}
    new = [sheet for sheet in wanted if memo.images.get(sheet.title, (None,))[0] != marks[sheet.title]]
    for title, image in _read(book, data, new).items():
        memo.images[title] = (marks[title], image)
    for title in set(memo.images) - {sheet.title for sheet in book.sheets}:
        del memo.images[title]
    return {sheet.title: memo.images[sheet.title][1] for sheet in wanted}


def _mark(book: Book, sheet: SheetRef) -> tuple[int, ...]:
    """Return the CRCs that stay the same as long as the sheet reads the same."""
    members = book.package.members
    parts = [sheet.part, book.workbook_part]
    for kind in _DECIDING:
        parts += book.related(book.workbook_part, kind)
    return tuple(members[stored].crc for part in parts if (stored := book.package.find(part)))


def _read(book: Book, data: bytes, sheets: Sequence[SheetRef]) -> dict[str, SheetImage]:
    if not sheets:
        return {}
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return {sheet.title: _image(workbook, book, sheet) for sheet in sheets}
    except CalamineError as error:
        raise WorkbookUnreadable("workbook_corrupt", reason=str(error)) from error


def _image(workbook: CalamineWorkbook, book: Book, sheet: SheetRef) -> SheetImage:
    rows = normalised(workbook.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False))
    return SheetImage(sheet.title, rows, _uncached(SheetXml(book.read(sheet.part), sheet.part)))


def normalised(rows: Sequence[Sequence[object]]) -> list[Cells]:
    """Return calamine's rows with blanks as None, dates without time as dates, each cut after its last value."""
    return [_trimmed([value if type(value) is float else _cell(value) for value in row]) for row in rows]


def _cell(value: object) -> Raw:
    return (value or None) if type(value) is str else _plain(value)


def _trimmed(row: list[Raw]) -> Cells:
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _plain(value: object) -> Raw:
    plain = _PLAIN.get(type(value))
    return value if plain is None else plain(value)  # type: ignore[return-value]


def _rounded(moment: datetime) -> Raw:
    """Serial dates are cut to 15 digits by LibreOffice: round to the second, and to a date at midnight."""
    whole = (moment + HALF_SECOND).replace(microsecond=0)
    return whole.date() if whole.time() == time() else whole


def _rounded_span(span: timedelta) -> Raw:
    return timedelta(seconds=round(span.total_seconds()))


def _rounded_time(moment: time) -> Raw:
    whole = datetime.combine(date(2000, 1, 1), moment) + HALF_SECOND
    return whole.time().replace(microsecond=0)


_PLAIN: Mapping[type, Callable[..., Raw]] = {
    int: float,
    datetime: _rounded,
    timedelta: _rounded_span,
    time: _rounded_time,
}


def _uncached(xml: SheetXml) -> frozenset[tuple[int, int]]:
    """Return the cells whose formula has no stored value; an empty text (``t="str"``) is a value."""
    if not xml.has_formulas:
        return frozenset()
    blank = rb"\s*(<%sv\s*/>|<%sv>\s*</%sv>)?\s*</%sc\s*>" % ((xml.prefix,) * 4)
    closed = re.compile(rb"</%sf\s*>%s" % (xml.prefix, blank))
    empty = re.compile(rb"<%sf\s[^>]*?/>%s" % (xml.prefix, blank))
    cells = set()
    for pattern in (closed, empty):
        for match in pattern.finditer(xml.mask, xml.rows_start, xml.rows_end):
            if not (match[1] and attribute(cell_tag_at(xml, match.start()), "t") == "str"):
                cells.add(cell_at(xml, match.start()))
    return frozenset(cells)
