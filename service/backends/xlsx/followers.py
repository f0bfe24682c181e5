"""Parts beside a worksheet that speak of its rows: notes, threaded comments, drawings, charts, pivots, form controls.

They are touched only when rows move; everything in them but row numbers stays byte for byte.
"""

import re
from collections.abc import Callable

from service.backends.xlsx.markup import (
    NAME,
    attribute,
    escape_text,
    require_utf8,
    substitute,
    unescape,
    with_attribute,
)
from service.backends.xlsx.references import Area
from service.backends.xlsx.rowshift import RowShift
from service.backends.xlsx.work import Work

Change = Callable[[re.Match[bytes]], bytes]

_NOTE = re.compile(rb"<(%s)comment(?=\s)[^>]*>.*?</\1comment\s*>" % NAME, re.DOTALL)
_THREADED = re.compile(rb"<(%s)threadedComment(?=\s)[^>]*>.*?</\1threadedComment\s*>" % NAME, re.DOTALL)
_SHAPE = re.compile(rb"<v:shape(?=\s).*?</v:shape>", re.DOTALL)
_SHAPE_ROW = re.compile(rb"(<x:Row>\s*)([0-9]+)(\s*</x:Row>)")
_SHAPE_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_ANCHOR_ROW = re.compile(
    rb"(<(%s)(?:from|to)\s*>(?:(?!</\2(?:from|to)).)*?<(%s)row\s*>)([0-9]+)(</)" % (NAME, NAME), re.DOTALL
)
_CHART_FORMULA = re.compile(rb"(<%sf(?:\s[^>]*)?>)([^<]+)(</)" % NAME)
_CONTROL = re.compile(rb"<%sformControlPr(?=\s)[^>]*>" % NAME)
_PIVOT_PLACE = re.compile(rb"<%slocation(?=\s)[^>]*>" % NAME)
_PIVOT_SOURCE = re.compile(rb"<%sworksheetSource(?=\s)[^>]*>" % NAME)
_TAIL_LINK = re.compile(rb"<%shyperlink(?=\s)[^>]*>" % NAME)


def follow_rows_in_parts(work: Work) -> None:
    """Rewrite row numbers in all parts that belong, or refer, to sheets whose rows move."""
    for title, shift in work.shifts.by_title.items():
        sheet = work.book.sheet(title).part
        _each(work, sheet, "comments", _NOTE, _moved_element("ref", shift))
        _each(work, sheet, "threadedComment", _THREADED, _moved_element("ref", shift))
        _each(work, sheet, "vmlDrawing", _SHAPE, _moved_shape(shift))
        _each(work, sheet, "drawing", _ANCHOR_ROW, _moved_anchor(shift))
        _each(work, sheet, "pivotTable", _PIVOT_PLACE, _moved_element("ref", shift))
        draft = work.drafts[title]
        draft.tail = substitute(_ANCHOR_ROW, _moved_anchor(shift), draft.tail)
    for draft in work.drafts.values():
        draft.tail = substitute(_TAIL_LINK, _moved_setting("location", work, draft.ref.title), draft.tail)
    for sheet_ref in work.book.sheets:
        for name in ("fmlaLink", "fmlaRange", "fmlaTxbx"):
            _each(work, sheet_ref.part, "ctrlProp", _CONTROL, _moved_setting(name, work, sheet_ref.title))
    for part in list(work.book.package.members):
        _follow_by_place(work, part)


def _follow_by_place(work: Work, part: str) -> None:
    """Charts and pivot caches name their sheet in the formula, so it does not matter whose they are."""
    path = part.lower()
    if "/charts/" in path and path.endswith(".xml"):
        _rewrite(work, part, _CHART_FORMULA, _moved_text(work))
    elif "pivotcachedefinition" in path and path.endswith(".xml"):
        _rewrite(work, part, _PIVOT_SOURCE, _moved_source(work))


def _each(work: Work, sheet: str, kind: str, pattern: re.Pattern[bytes], change: Change) -> None:
    for part in work.book.related(sheet, kind):
        _rewrite(work, part, pattern, change)


def _rewrite(work: Work, part: str, pattern: re.Pattern[bytes], change: Change) -> None:
    xml = work.book.read(part)
    require_utf8(xml, part)
    new = substitute(pattern, change, xml)
    if new != xml:
        work.book.put(part, new)


def _moved_element(name: str, shift: RowShift) -> Change:
    """Move an element by its range; it goes when its row is gone."""

    def moved(found: re.Match[bytes]) -> bytes:
        end = found[0].index(b">") + 1
        old = attribute(found[0][:end], name)
        if not old:
            return found[0]
        new = shift.area(Area.parse(old))
        if new is None:
            return b""
        return found[0] if str(new) == old else with_attribute(found[0][:end], name, str(new)) + found[0][end:]

    return moved


def _moved_shape(shift: RowShift) -> Change:
    """A note's box: its row counts from 0; its anchor is «column, offset, row, offset» twice."""

    def moved(found: re.Match[bytes]) -> bytes:
        row = _SHAPE_ROW.search(found[0])
        if row and shift.is_deleted(int(row[2]) + 1):
            return b""
        shape = _SHAPE_ROW.sub(lambda one: b"%s%d%s" % (one[1], shift.place(int(one[2]) + 1) - 1, one[3]), found[0])
        return _SHAPE_ANCHOR.sub(anchored, shape)

    def anchored(found: re.Match[bytes]) -> bytes:
        numbers = [int(part) for part in found[2].split(b",")]
        new = [shift.place(value + 1) - 1 if place in {2, 6} else value for place, value in enumerate(numbers)]
        if new == numbers:
            return found[0]
        return found[1] + ", ".join(map(str, new)).encode() + found[3]

    return moved


def _moved_anchor(shift: RowShift) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        return b"%s%d%s" % (found[1], shift.place(int(found[4]) + 1) - 1, found[5])

    return moved


def _moved_text(work: Work) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        old = unescape(found[2].decode())
        new = work.shifts.formula(old, "")
        return found[0] if new == old else found[1] + escape_text(new) + found[3]

    return moved


def _moved_setting(name: str, work: Work, own: str) -> Change:
    """Move a formula that stands in an attribute."""

    def moved(found: re.Match[bytes]) -> bytes:
        old = attribute(found[0], name)
        new = work.shifts.formula(old, own) if old else old
        return found[0] if new is None or new == old else with_attribute(found[0], name, new)

    return moved


def _moved_source(work: Work) -> Change:
    """A pivot cache reads a range of a sheet (one that reads a table follows the table)."""

    def moved(found: re.Match[bytes]) -> bytes:
        title, old = attribute(found[0], "sheet"), attribute(found[0], "ref")
        if title is None or old is None or title not in work.shifts.by_title:
            return found[0]
        new = work.shifts.of(title).area(Area.parse(old))
        return found[0] if new is None or str(new) == old else with_attribute(found[0], "ref", str(new))

    return moved
