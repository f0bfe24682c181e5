"""Formats are reused, never restyled: the only thing ever added to ``styles.xml`` is a date format where none exists."""

import re
from datetime import date, datetime, time
from functools import cached_property

from service.backends.xlsx.book import Book
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.markup import NAME, attribute, masked, with_attribute
from sheets_schema.errors import EditRefused
from sheets_schema.values import Value

BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats that every program knows as dates or times (ECMA-376 part 1, 18.8.30)."""
SHORT_DATE, HOURS, DATE_TIME = 14, 20, 22
ROWS_TO_SEARCH = 30

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


class Styles:
    """The cell formats of a workbook, as far as dates need them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._added: dict[tuple[int, int], int] = {}

    def for_value(self, draft: SheetDraft, row: int, column: int, style: str | None, value: Value) -> str | None:
        """Return the format to use for ``value``: the cell's own unless a date or time would show there as a number."""
        if not isinstance(value, date | time) or self.is_date(style):
            return style
        return self._date_style_in_column(draft, row, column) or self._date_twin(style, value)

    def is_date(self, style: str | None) -> bool:
        """Tell whether a format shows a number as a date."""
        return self._is_date_format(self._format_of(int(style or 0)))

    def _format_of(self, style: int) -> int:
        return self._formats[style] if 0 <= style < len(self._formats) else 0

    def _is_date_format(self, number: int) -> bool:
        code = self._codes.get(number)
        if code is None:
            return number in BUILT_IN_DATES
        bare = _LITERAL.sub("", code.split(";")[0])
        return bool(re.search(r"[dmyhsдмгч]", bare, re.IGNORECASE)) and bare.lower() != "general"

    def _date_style_in_column(self, draft: SheetDraft, row: int, column: int) -> str | None:
        """Look at the nearest rows above for a cell of this column that shows dates."""
        for number in range(row - 1, max(row - ROWS_TO_SEARCH, 0), -1):
            neighbour = draft.look(number)
            cell = neighbour.cell(column) if neighbour else None
            if cell is not None and self.is_date(cell.style):
                return cell.style
        style = draft.geometry.column_style(column)
        return style if self.is_date(style) else None

    def _date_twin(self, style: str | None, value: Value) -> str:
        """Return a format that differs from ``style`` only in showing dates, added when the workbook has none."""
        old = int(style or 0)
        wanted = HOURS if isinstance(value, time) else DATE_TIME if isinstance(value, datetime) else SHORT_DATE
        if (old, wanted) not in self._added:
            self._added[old, wanted] = self._add_twin(old, wanted)
        return str(self._added[old, wanted])

    def _add_twin(self, old: int, wanted: int) -> int:
        model = self._formats_xml[old] if old < len(self._formats_xml) else b"<xf/>"
        end = model.index(b">") + 1
        tag = with_attribute(with_attribute(model[:end], "numFmtId", str(wanted)), "applyNumberFormat", "1")
        twin = tag + model[end:]
        if twin in self._formats_xml:
            return self._formats_xml.index(twin)
        xml = self._xml
        block = re.search(rb"<%scellXfs(?=[\s>])[^>]*>" % NAME, xml)
        close = re.search(rb"</%scellXfs\s*>" % NAME, xml)
        if block is None or close is None:
            raise EditRefused("edit_malformed", part=self._part, reason="no cellXfs")
        count = len(self._formats_xml)
        opening = with_attribute(block[0], "count", str(count + 1))
        self._book.put(
            self._part, xml[: block.start()] + opening + xml[block.end() : close.start()] + twin + xml[close.start() :]
        )
        self._forget()
        return count

    def _forget(self) -> None:
        for name in ("_xml", "_formats_xml", "_formats", "_codes"):
            self.__dict__.pop(name, None)

    @cached_property
    def _part(self) -> str:
        return next(iter(self._book.related(self._book.workbook_part, "styles")), "")

    @cached_property
    def _xml(self) -> bytes:
        return self._book.read(self._part) if self._part else b""

    @cached_property
    def _formats_xml(self) -> list[bytes]:
        block = re.search(rb"<%scellXfs(?=[\s>]).*?</%scellXfs\s*>" % (NAME, NAME), masked(self._xml), re.DOTALL)
        pattern = rb"<(%s)xf(?=[\s/>])[^>]*?(?:/>|>.*?</\1xf\s*>)" % NAME
        return [found[0] for found in re.finditer(pattern, block[0], re.DOTALL)] if block else []

    @cached_property
    def _formats(self) -> list[int]:
        return [int(attribute(xf[: xf.index(b">") + 1], "numFmtId") or 0) for xf in self._formats_xml]

    @cached_property
    def _codes(self) -> dict[int, str]:
        tags = re.findall(rb"<%snumFmt(?=\s)[^>]*>" % NAME, masked(self._xml))
        return {int(attribute(tag, "numFmtId") or 0): attribute(tag, "formatCode") or "" for tag in tags}
