"""Put a changed worksheet together: unchanged stretches are handed on as they lie, uncopied."""

import re
from collections.abc import Iterator

from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.move import RowMover
from service.backends.xlsx.repack import Buffer
from service.backends.xlsx.shifts import Shifts

Span = tuple[int, int, bytes]


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
    for start, end, new in sorted([*_row_spans(draft), *draft.splices]):
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
    """Yield all rows, each at its new number; only sheets that a shift reaches pay for this."""
    mover = RowMover(draft, shifts)
    splices = sorted(draft.splices, reverse=True)
    numbers = sorted({*draft.xml.numbers, *draft.rows, *draft.inserted})
    for number in numbers:
        row = draft.rows.get(number)
        if number not in draft.deleted:
            old = row.render() if row is not None else _stored(draft, number, splices)
            yield mover.move(old, number)
        for new in draft.inserted.get(number, ()):
            yield new.render()


def _stored(draft: SheetDraft, number: int, splices: list[Span]) -> bytes:
    """Return a row as it was, with its splices; ``splices`` are used up from the end of the list."""
    xml = draft.xml
    at, end = xml.span(number)  # empty where rows were put in after a number that the sheet does not have
    parts: list[bytes] = []
    while splices and splices[-1][0] < end:
        start, stop, new = splices.pop()
        parts += (xml.data[at:start], new)
        at = stop
    return b"".join([*parts, xml.data[at:end]])
