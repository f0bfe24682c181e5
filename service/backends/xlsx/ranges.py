"""The ranges in a worksheet's head and tail: how they follow moved rows, and grow over new ones."""

import re
from collections.abc import Callable

from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.markup import NAME, attribute, escape_text, substitute, unescape, with_attribute
from service.backends.xlsx.references import Area, parse_areas, render_areas
from service.backends.xlsx.row import Row
from service.backends.xlsx.rowshift import RowShift
from service.backends.xlsx.shifts import Shifts

GROWING = (b"conditionalFormatting", b"dataValidation", b"protectedRange", b"ignoredError")
"""Elements with an ``sqref`` that new rows inherit."""
LISTS = (b"autoFilter", b"sortState", b"sortCondition")
"""Elements with a ``ref`` that frames a list."""
FIXED = (b"mergeCell", b"hyperlink")
"""Elements with a ``ref`` that belongs to its own rows alone."""
FORMULAS = (b"formula", b"formula1", b"formula2", b"f")
"""Elements of the tail (with and without the prefixes of x14 and xm) whose text is a formula."""


def _whole(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(%s)%s(?=[\s/>])[^>]*?(?:/>|>.*?</\1%s\s*>)" % (NAME, name, name), re.DOTALL)


_SQREF_OWNERS = [_whole(name) for name in GROWING]
_LISTS = [_whole(name) for name in LISTS]
_FIXED = [_whole(name) for name in FIXED]
_X14_OWNERS = [_whole(name) for name in (b"conditionalFormatting", b"dataValidation", b"sparkline", b"ignoredError")]
_XM_SQREF = re.compile(rb"(<%ssqref\s*>)([^<]*)(</)" % NAME)
_TEXTS = [re.compile(rb"(<%s%s(?:\s[^>]*)?>)([^<]+)(</)" % (NAME, name)) for name in FORMULAS]
_BREAK = re.compile(rb"<%sbrk\s[^>]*>" % NAME)
_SELECTION = re.compile(rb"<%sselection\s[^>]*>" % NAME)
_DIMENSION = re.compile(rb"<%sdimension\s[^>]*>" % NAME)
_COUNTED = {b"mergeCells": b"mergeCell", b"dataValidations": b"dataValidation", b"hyperlinks": b"hyperlink"}


def follow_rows(draft: SheetDraft, shifts: Shifts) -> None:
    """Rewrite the draft's head and tail for its own shift and growth, and for the shifts of other sheets."""
    own, lists = draft.shift, draft.list_shift
    if own.moves or lists.grown:
        tail = draft.tail
        for pattern in _SQREF_OWNERS:
            tail = substitute(pattern, _moved_attribute("sqref", own, grow=True), tail)
        for pattern in _LISTS:
            tail = substitute(pattern, _moved_attribute("ref", lists, grow=True), tail)
        for pattern in _FIXED:
            tail = substitute(pattern, _moved_attribute("ref", own, grow=False), tail) if own.moves else tail
        for pattern in _X14_OWNERS:
            tail = substitute(pattern, _moved_xm_sqref(own), tail)
        draft.tail = substitute(_BREAK, _moved_break(own), tail) if own.moves else tail
        if own.moves:
            draft.head = substitute(_SELECTION, _moved_selection(own), draft.head)
            draft.tail = _without_empty_lists(draft.tail)
    if shifts:
        for pattern in _TEXTS:
            draft.tail = substitute(pattern, _moved_formula(draft.ref.title, shifts), draft.tail)


def widen_dimension(draft: SheetDraft) -> None:
    """Make ``<dimension>`` cover the written cells; programs read no further than it says."""
    shift = draft.shift
    new = [_extent(row.number, row) for rows in draft.inserted.values() for row in rows if row.cells]
    old = [_extent(number, row) for number, row in draft.rows.items() if row.cells]

    def widened(found: re.Match[bytes]) -> bytes:
        stated = Area.parse(attribute(found[0], "ref") or "A1")
        area = _around([*filter(None, (shift.area(area) for area in [stated, *old])), *new])
        return found[0] if area == stated else with_attribute(found[0], "ref", str(area))

    draft.head = substitute(_DIMENSION, widened, draft.head)


def _extent(number: int, row: Row) -> Area:
    return Area(number, row.cells[0].column, number, row.cells[-1].column)


def _around(areas: list[Area]) -> Area:
    return Area(
        min((area.top for area in areas), default=1),
        min((area.left for area in areas), default=1),
        max((area.bottom for area in areas), default=1),
        max((area.right for area in areas), default=1),
    )


def _moved_attribute(name: str, shift: RowShift, *, grow: bool) -> Callable[[re.Match[bytes]], bytes]:
    def moved(found: re.Match[bytes]) -> bytes:
        end = found[0].index(b">") + 1
        tag = found[0][:end]
        old = attribute(tag, name)
        if not old:
            return found[0]
        areas = parse_areas(old)
        new = shift.areas(areas, grow=grow)
        if new == areas:
            return found[0]
        return with_attribute(tag, name, render_areas(new)) + found[0][end:] if new else b""

    return moved


def _moved_xm_sqref(shift: RowShift) -> Callable[[re.Match[bytes]], bytes]:
    """Extensions of 2010 keep their range in an ``xm:sqref`` inside; one that is left with no range goes whole."""

    def moved(found: re.Match[bytes]) -> bytes:
        inner = list(_XM_SQREF.finditer(found[0]))
        if len(inner) != 1:
            return found[0]
        areas = parse_areas(inner[0][2].decode())
        new = shift.areas(areas, grow=b"sparkline" not in found[0][:40])
        if not new:
            return b""
        if new == areas:
            return found[0]
        return found[0][: inner[0].start(2)] + render_areas(new).encode() + found[0][inner[0].end(2) :]

    return moved


def _moved_formula(title: str, shifts: Shifts) -> Callable[[re.Match[bytes]], bytes]:
    def moved(found: re.Match[bytes]) -> bytes:
        old = unescape(found[2].decode())
        new = shifts.formula(old, title)
        return found[0] if new == old else found[1] + escape_text(new) + found[3]

    return moved


def _moved_break(shift: RowShift) -> Callable[[re.Match[bytes]], bytes]:
    """A row break stands after row ``id``; a column break has ``max`` = 1048575 rows and stays."""

    def moved(found: re.Match[bytes]) -> bytes:
        row = int(attribute(found[0], "id") or 0)
        if attribute(found[0], "max") == "1048575" or not row:
            return found[0]
        return with_attribute(found[0], "id", str(shift.place(row)))

    return moved


def _moved_selection(shift: RowShift) -> Callable[[re.Match[bytes]], bytes]:
    def moved(found: re.Match[bytes]) -> bytes:
        tag = found[0]
        for name in ("activeCell", "sqref"):
            old = attribute(tag, name)
            new = shift.areas(parse_areas(old)) if old else []
            if old and new != parse_areas(old):
                tag = with_attribute(tag, name, render_areas(new) or "A1")
        return tag

    return moved


def _without_empty_lists(tail: bytes) -> bytes:
    """Set true counts, and take out a list that lost its last element: Excel calls an empty one damage."""
    for outer, inner in _COUNTED.items():

        def counted(found: re.Match[bytes], inner: bytes = inner) -> bytes:
            count = len(re.findall(rb"<%s%s(?=[\s/>])" % (NAME, inner), found[0]))
            end = found[0].index(b">") + 1
            if not count:
                return b""
            if attribute(found[0][:end], "count") in {None, str(count)}:
                return found[0]
            return with_attribute(found[0][:end], "count", str(count)) + found[0][end:]

        tail = substitute(_whole(outer), counted, tail)
    return tail
