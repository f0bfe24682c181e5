"""Where the rows of a worksheet lie in its XML, found by searching bytes: no tree is built, ten megabytes take 10 ms."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate
from operator import lt

from service.backends.xlsx.markup import masked, require_utf8
from service.backends.xlsx.references import MAX_ROW
from service.backends.xlsx.row import Row
from sheets_schema.errors import EditRefused

_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.\-]*:)?)worksheet(?=[\s>])[^>]*>")


@cache
def _row_pattern(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%srow(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"'](\d+))?" % prefix)


class SheetXml:
    """A worksheet part: its root, what stands before and after ``sheetData``, and an index of its rows.

    ``data`` is never changed. ``mask`` is the same bytes with comments and the like blotted out, for searching.
    """

    def __init__(self, data: bytes, part: str) -> None:
        require_utf8(data, part)
        self.data, self.part, self.mask = data, part, masked(data)
        root = _ROOT.search(self.mask)
        if root is None:
            raise EditRefused("edit_malformed", part=part, reason="no worksheet element")
        self.prefix, self.root_end = root[1], root.end()
        self.root_tag = root[0]
        self._starts: array[int] | None = None
        self._find_sheet_data()

    def _find_sheet_data(self) -> None:
        tag = b"<" + self.prefix + b"sheetData"
        start = self.mask.find(tag, self.root_end)
        if start < 0:
            raise EditRefused("edit_malformed", part=self.part, reason="no sheetData element")
        opening_end = self.mask.index(b">", start) + 1
        self.head_end = start
        self.empty = self.mask[opening_end - 2 : opening_end] == b"/>"
        self.rows_start = opening_end
        closing = opening_end if self.empty else self.mask.rfind(b"</" + self.prefix + b"sheetData")
        if closing < 0:
            raise EditRefused("edit_malformed", part=self.part, reason="sheetData is not closed")
        self.rows_end = closing
        self.tail_start = opening_end if self.empty else self.mask.index(b">", closing) + 1

    @cached_property
    def numbers(self) -> "array[int]":
        """The numbers of the rows that are there; ascending, or the sheet is refused (``edit_malformed``)."""
        quick = re.compile(rb"<%srow(?: r=\"(\d+))?" % self.prefix)  # twice as fast, for all but odd writers
        found = quick.findall(self.mask, self.rows_start, self.rows_end)
        if b"" in found:
            found = _row_pattern(self.prefix).findall(self.mask, self.rows_start, self.rows_end)
        try:
            numbers = array("q", map(int, found))
        except ValueError:  # a row without a number follows the one before it
            numbers = array("q", accumulate(found, lambda last, text: int(text or last + 1), initial=0))[1:]
            self._starts = self._all_starts()
        if not all(map(lt, numbers, numbers[1:])):
            raise EditRefused("edit_malformed", part=self.part, reason="rows out of order")
        return numbers

    def _all_starts(self) -> "array[int]":
        rows = _row_pattern(self.prefix).finditer(self.mask, self.rows_start, self.rows_end)
        return array("q", (found.start() for found in rows))

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Yield (number, start, end) of every row, in order."""
        starts = self._all_starts()
        ends = [*starts[1:], self.rows_end][: len(starts)]
        yield from zip(self.numbers, starts, ends, strict=True)

    def span(self, number: int) -> tuple[int, int]:
        """Return where the row lies (start, end); an empty span where it would lie when the sheet does not have it.

        Rows tell their numbers, so one is found by halving the bytes, not by walking through all rows.
        """
        try:
            start, there = self._seek(number)
            self._require_order(start, number)
        except ValueError:  # a row without a number
            starts, place = self._starts or self._all_starts(), self.place(number)
            start = starts[place] if place < len(starts) else self.rows_end
            there = place < len(self.numbers) and self.numbers[place] == number
        return (start, self._next_row(start)) if there else (start, start)

    def _seek(self, number: int) -> tuple[int, bool]:
        """Return the offset of the first row that is ``number`` or more, and whether it is that row itself."""
        search, mask = _row_pattern(self.prefix).search, self.mask
        low, high, best, there = self.rows_start, self.rows_end, self.rows_end, False
        while low < high:
            middle = (low + high) // 2
            found = search(mask, middle, self.rows_end)
            this = int(found[1] or b"") if found else number + 1
            if found is None or this >= number:
                best, there = (found.start(), this == number) if found else (best, there)
                high = middle
            else:
                low = found.end()
        return best, there

    def _require_order(self, start: int, number: int) -> None:
        """Refuse a sheet whose rows are not ascending here: halving would not find what it seeks."""
        before = self._previous(start)
        if before is not None and before[1] >= number:
            raise EditRefused("edit_malformed", part=self.part, reason="rows out of order")

    def _previous(self, start: int) -> tuple[int, int] | None:
        """Return (offset, number) of the row before the one at ``start``; ``ValueError`` when it has no number."""
        offset = self.mask.rfind(b"<" + self.prefix + b"row", self.rows_start, start)
        found = _row_pattern(self.prefix).match(self.mask, offset) if offset >= 0 else None
        return (offset, int(found[1] or b"")) if found else None

    def filled_upwards(self) -> Iterator[int]:
        """Yield from the last the numbers of the rows that hold any value: a million blank ones cost a second."""
        end, last = self.rows_end, MAX_ROW + 1
        try:
            while (before := self._previous(end)) is not None:
                start, last = before
                if self._is_filled(start, end):
                    yield last
                end = start
        except ValueError:  # a row without a number
            yield from (number for number in reversed(self.numbers) if number < last)

    def _is_filled(self, start: int, end: int) -> bool:
        return any(self.mask.find(b"<" + self.prefix + name, start, end) >= 0 for name in (b"v", b"is"))

    def _next_row(self, start: int) -> int:
        found = _row_pattern(self.prefix).search(self.mask, start + 1, self.rows_end)
        return found.start() if found else self.rows_end

    def place(self, number: int) -> int:
        """Return where in ``numbers`` the row stands or would stand."""
        return bisect_left(self.numbers, number)

    def number_at(self, offset: int) -> int:
        """Return the number of the row whose bytes hold ``offset``."""
        starts = self._starts or self._all_starts()
        return self.numbers[bisect_right(starts, offset) - 1]

    def row(self, number: int) -> Row | None:
        """Return one row, taken apart; None when the sheet does not have it."""
        start, end = self.span(number)
        return Row.parse(number, self.data[start:end], self.prefix) if start < end else None

    @cached_property
    def has_formulas(self) -> bool:
        """Tell whether any cell holds a formula: one scan."""
        return re.compile(rb"<%sf[\s>/]" % self.prefix).search(self.mask, self.rows_start, self.rows_end) is not None

    @property
    def head(self) -> bytes:
        """Everything before ``sheetData``: dimension, views, column formats."""
        return self.data[: self.head_end]

    @property
    def tail(self) -> bytes:
        """Everything after ``sheetData``: merges, formats, validations, tables, extensions."""
        return self.data[self.tail_start :]

    @property
    def tail_mask(self) -> bytes:
        """The tail, blind spots blotted out."""
        return self.mask[self.tail_start :]
