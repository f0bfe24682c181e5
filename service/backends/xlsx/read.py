"""Reading by calamine: each worksheet as rows of plain values; one that did not change is not read again."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import chain, repeat

from python_calamine import CalamineError, CalamineWorkbook

from service.backends.xlsx.book import CONTENT_TYPES, Book, SheetRef, rels_part
from service.backends.xlsx.formula_cells import cell_at, cell_tag_at
from service.backends.xlsx.markup import attribute
from service.backends.xlsx.scan import SheetXml
from sheets_schema.errors import WorkbookUnreadable
from sheets_schema.ports import SheetImage
from sheets_schema.values import Cells, Raw

HALF_SECOND = timedelta(milliseconds=500)
_DECIDING = ("styles", "sharedStrings", "theme")
"""Parts outside the sheet that decide what its cells read as."""
_OPENING = (CONTENT_TYPES, "_rels/.rels")
"""Parts without which no program opens the file: one that is damaged there is not the one that was read."""


@dataclass(slots=True)
class ReadMemo:
    """What was read last, by the CRCs of the parts that it came from."""

    images: dict[str, tuple[tuple[int, ...], SheetImage]] = field(default_factory=dict)

    def rows(self, title: str) -> Sequence[Cells]:
        """Return the rows of a worksheet as they were read last; none when it was not read."""
        return self.images[title][1].rows if title in self.images else ()


def read_sheets(book: Book, data: bytes, only: Collection[str] | None, memo: ReadMemo) -> dict[str, SheetImage]:
    """Return the images of the named worksheets (all when None). Raises ``WorkbookUnreadable``."""
    wanted = [sheet for sheet in book.sheets if only is None or sheet.title in only]
    marks = {sheet.title: _mark(book, sheet) for sheet in wanted}
    new = [sheet for sheet in wanted if memo.images.get(sheet.title, (None,))[0] != marks[sheet.title]]
    for title, image in _read(book, data, new, memo).items():
        memo.images[title] = (marks[title], image)
    for title in set(memo.images) - {sheet.title for sheet in book.sheets}:
        del memo.images[title]
    return {sheet.title: memo.images[sheet.title][1] for sheet in wanted}


def _mark(book: Book, sheet: SheetRef) -> tuple[int, ...]:
    """Return the CRCs that stay the same as long as the sheet reads the same."""
    members = book.package.members
    parts = [sheet.part, book.workbook_part, rels_part(book.workbook_part), rels_part(sheet.part), *_OPENING]
    for kind in _DECIDING:
        parts += book.related(book.workbook_part, kind)
    return tuple(members[stored].crc for part in parts if (stored := book.package.find(part)))


def _read(book: Book, data: bytes, sheets: Sequence[SheetRef], memo: ReadMemo) -> dict[str, SheetImage]:
    if not sheets:
        return {}
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return {sheet.title: _image(workbook, book, sheet, memo.rows(sheet.title)) for sheet in sheets}
    except CalamineError as error:
        raise WorkbookUnreadable("workbook_corrupt", reason=str(error)) from error


def _image(workbook: CalamineWorkbook, book: Book, sheet: SheetRef, before: Sequence[Cells]) -> SheetImage:
    read = workbook.get_sheet_by_name(sheet.title)
    left: list[object] = [""] * (read.start[1] if read.start else 0)
    rows = normalised((left + row if left else row for row in read.iter_rows()), before)
    xml = SheetXml(book.read(sheet.part), sheet.part)
    return SheetImage(sheet.title, _with_errors(rows, xml), _uncached(xml))


def _with_errors(rows: list[Cells], xml: SheetXml) -> list[Cells]:
    """Put errors («#REF!») where calamine shows blanks: an error is not what a person typed, and not nothing either."""
    error = re.compile(
        rb"<%sc\s[^>]*?\bt\s*=\s*[\"']e[\"'][^>]*>(?:(?!</%sc\s*>).)*?<%sv>([^<]*)<" % ((xml.prefix,) * 3)
    )
    for match in error.finditer(xml.mask, xml.rows_start, xml.rows_end):
        row, column = cell_at(xml, match.start(1))
        cells = rows[row - 1] + (None,) * (column - len(rows[row - 1]))
        rows[row - 1] = (*cells[: column - 1], match[1].decode("utf-8", "replace"), *cells[column:])
    return rows


def normalised(rows: Iterable[Sequence[object]], before: Sequence[Cells]) -> list[Cells]:
    """Return calamine's rows with blanks as None, dates without time as dates, each cut after its last value.

    A row that reads as it did ``before`` in the same place is that very tuple: a large table lies in memory once.
    """
    once: dict[object, Raw] = {}
    cells = (_trimmed([value if type(value) is float else _cell(value, once) for value in row]) for row in rows)
    return [old if new == old else new for new, old in zip(cells, chain(before, repeat(None)))]  # noqa: B905 - the second never ends


COMMON = 20_000
"""How many different texts and dates of a sheet are kept once: stages, people, «да» stand in every row."""


def _cell(value: object, once: dict[object, Raw]) -> Raw:
    if type(value) is bool:  # TRUE would find what 1 left
        return value
    found = once.get(value)
    if found is None and value != "":
        found = value if type(value) is str else _plain(value)
        if len(once) < COMMON:
            once[value] = found
    return found


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
