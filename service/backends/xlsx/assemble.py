"""Put a changed worksheet together: unchanged stretches are handed on as they lie, uncopied."""

import re
from collections.abc import Iterator
from operator import itemgetter

from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.move import RowMover
from service.backends.xlsx.repack import Buffer
from service.backends.xlsx.shifts import Shifts

Span = tuple[int, int, bytes]
BATCH = 256
"""How many moved rows are handed on at once."""


def assemble(draft: SheetDraft, shifts: Shifts) -> Iterator[Buffer]:
    """Yield the new bytes of the worksheet part."""
    xml = draft.xml
    yield draft.head
    if xml.empty:
        opening = xml.data[xml.head_end : xml.rows_start]
        yield re.sub(rb"\s*/>$", b">", opening)
    else:
        yield memoryview(xml.data)[xml.head_end : xml.rows_start]
    yield from _moved_rows(draft, shifts) if shifts else _spliced_rows(draft)
    if xml.empty:
        yield b"</" + xml.prefix + b"sheetData>"
    else:
        yield memoryview(xml.data)[xml.rows_end : xml.tail_start]
    yield draft.tail


def _spliced_rows(draft: SheetDraft) -> Iterator[Buffer]:
    xml, at = draft.xml, draft.xml.rows_start
    view = memoryview(xml.data)
    for start, end, new in sorted(
        [*_row_spans(draft), *draft.splices], key=itemgetter(0, 1)
    ):  # never by the bytes: 10 < 9
        yield view[at:start]
        yield new
        at = end
    yield view[at : xml.rows_end]


def _row_spans(draft: SheetDraft) -> Iterator[Span]:
    """Yield each changed row with the stretch it replaces; a new one replaces nothing."""
    for number, row in sorted(draft.rows.items()):
        start, end = draft.xml.span(number)
        yield start, end, row.render()


def _moved_rows(draft: SheetDraft, shifts: Shifts) -> Iterator[Buffer]:
    """Yield all rows, each at its new number; only sheets that a shift reaches pay for this.

    Rows that merely moved come as memoryviews, many at a time; what is new in itself comes as bytes, for ``verify``.
    """
    mover, batch = RowMover(draft, shifts), list[bytes]()
    for number, stored in _all_rows(draft):
        row = draft.rows.get(number)
        if row is not None and number not in draft.deleted:
            yield from _joined(batch)
            yield mover.move(row.render(), number)
        elif stored and number not in draft.deleted:
            batch.append(mover.move(stored, number))
        if number in draft.inserted or len(batch) == BATCH:
            yield from _joined(batch)
            yield from (new.render() for new in draft.inserted.get(number, ()))
    yield from _joined(batch)


def _joined(batch: list[bytes]) -> Iterator[memoryview]:
    """Yield what was gathered, if anything, and empty it."""
    if batch:
        yield memoryview(b"".join(batch))
        batch.clear()


def _all_rows(draft: SheetDraft) -> Iterator[tuple[int, bytes]]:
    """Yield every number where a row is or comes to be, with the stored row, splices and all (empty when there is none)."""
    splices = sorted(draft.splices, reverse=True)
    new = sorted({*draft.rows, *draft.inserted}, reverse=True)
    for number, start, end in draft.xml.spans():
        while new and new[-1] < number:
            yield new.pop(), b""
        if new and new[-1] == number:
            new.pop()
        yield number, _spliced(draft.xml.data, start, end, splices)
    yield from ((number, b"") for number in reversed(new))


def _spliced(data: bytes, at: int, end: int, splices: list[Span]) -> bytes:
    """Return a stretch with its splices, which are used up from the end of the list."""
    parts: list[bytes] = []
    while splices and splices[-1][0] < end:
        start, stop, new = splices.pop()
        parts += (data[at:start], new)
        at = stop
    return b"".join([*parts, data[at:end]])
