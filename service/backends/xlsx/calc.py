"""Cached values after a write: those that depend on what was changed are dropped, all others stay.

A formula cell without ``<v>`` is calculated when the file is opened (LibreOffice); Excel does so only when the workbook
says ``fullCalcOnLoad``, so that is set, and only then. Stale ``<v>`` left in place would be *shown* (FACTS).
"""

import re
from collections.abc import Iterator

from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.formula_cells import LocatedFormula, formula_of, located_formulas
from service.backends.xlsx.markup import NAME, masked, with_attribute, without_attribute
from service.backends.xlsx.precedents import FormulaGroup, formula_groups
from service.backends.xlsx.put import with_cache
from service.backends.xlsx.references import MAX_COLUMN
from service.backends.xlsx.row import Row
from service.backends.xlsx.scope import Scope
from service.backends.xlsx.stale import Cells, stale_cells
from service.backends.xlsx.work import Work
from sheets_schema.values import Formula

FEW_ROWS = 500
"""Up to so many rows are sought one by one."""

_AFTER_CALC = b"oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|fileRecoveryPr|webPublishObjects|extLst"
"""What may follow ``calcPr`` (CT_Workbook, ECMA-376 part 1, 18.2.27)."""


def drop_stale_caches(work: Work) -> None:
    """Drop the caches that the drafts' changes made untrue, in every sheet of the book."""
    changed = {title.casefold(): _changed_cells(draft) for title, draft in work.drafts.items()}
    changed = {title: cells for title, cells in changed.items() if cells}
    stale = stale_cells(_all_groups(work), changed) if changed else {}
    dropped = False
    for sheet in work.book.sheets:
        cells = stale.get(sheet.title.casefold(), set()) - changed.get(sheet.title.casefold(), set())
        if cells:
            dropper = _Dropper(work, work.draft(sheet.title), cells)
            dropper.drop()
            dropped |= dropper.dropped
    if dropped or any(_is_uncached(draft) for draft in work.drafts.values()):
        _calculate_on_load(work)


def _changed_cells(draft: SheetDraft) -> Cells:
    """Return the cells whose value is another now, by old rows (``stale.Cells``)."""
    put_in = {id(row): after + 0.5 for after, rows in draft.inserted.items() for row in rows}
    cells: Cells = {(put_in.get(id(meant.row), meant.row.number), meant.column) for meant in draft.meant}
    for last, count in draft.grown.items():
        # ranges that end at the last data row may have grown: a place that only ranges over it hold
        cells |= {(last - 0.25, column) for _, column in list(cells) if count}
    for number in draft.deleted:
        cells |= {(number, column) for column in _columns(draft, number)}
    return cells


def _columns(draft: SheetDraft, number: int) -> set[int]:
    row = draft.look(number)
    return {cell.column for cell in row.cells if cell.column <= MAX_COLUMN} if row else set()


def _all_groups(work: Work) -> list[FormulaGroup]:
    scope = Scope(work.book)
    return [group for sheet in work.book.sheets for group in _groups(work, sheet.title, scope)]


def _groups(work: Work, title: str, scope: Scope) -> list[FormulaGroup]:
    draft = work.drafts.get(title)
    if draft is not None:
        return formula_groups(draft.xml, title, draft.specials, scope)
    return work.memo.groups(work.book, title, scope)


class _Dropper:
    """Takes the stale caches out of one sheet, or puts in their place what the caller computed."""

    def __init__(self, work: Work, draft: SheetDraft, cells: Cells) -> None:
        self._work, self._draft, self._title = work, draft, draft.ref.title
        self._prefix = draft.xml.prefix
        self._columns: dict[int, set[int]] = {}
        for row, column in cells:
            self._columns.setdefault(int(row), set()).add(column)
        self.dropped = False

    def drop(self) -> None:
        """Go through the stale cells: those of changed rows in the draft, the others by splicing the old bytes."""
        rows, deleted = self._draft.rows, self._draft.deleted
        for number in [number for number in self._columns if number in rows and number not in deleted]:
            self._drop_in(rows[number])
        for found in self._stale_formulas():
            if found.row not in rows and found.column in self._columns.get(found.row, ()):
                self._splice(found)

    def _stale_formulas(self) -> Iterator[LocatedFormula]:
        """Yield the formulas of the rows concerned: row by row when they are few, else all there are."""
        xml = self._draft.xml
        if len(self._columns) > FEW_ROWS:
            yield from located_formulas(xml)
            return
        for number in sorted(self._columns):
            yield from located_formulas(xml, *xml.span(number))

    def _splice(self, found: LocatedFormula) -> None:
        """Renew a cell where it lies; a cell without a cached value stays, unless the caller has one for it."""
        xml = self._draft.xml
        end = xml.mask.index(b"</" + self._prefix + b"c>", found.match.end()) + len(self._prefix) + 4
        old = xml.data[found.start : end]
        new = self._renewed(old, found.row, found.column)
        if new != old:
            self._draft.splices.append((found.start, end, new))

    def _drop_in(self, row: Row) -> None:
        for cell in row.cells:
            if cell.column in self._columns[row.number] and formula_of(cell.xml, self._prefix):
                cell.xml = self._renewed(cell.xml, row.number, cell.column)

    def _renewed(self, cell: bytes, row: int, column: int) -> bytes:
        value = self._work.cache(self._title, row, column)
        self.dropped |= value is None
        return with_cache(cell, value, self._prefix)


def _is_uncached(draft: SheetDraft) -> bool:
    return any(isinstance(meant.value, Formula) and meant.value.cached is None for meant in draft.meant)


def _calculate_on_load(work: Work) -> None:
    part = work.book.workbook_part
    xml = work.book.read(part)
    standing = re.search(rb"<%scalcPr(?=[\s/>])[^>]*>" % NAME, masked(xml))
    if standing:
        tag = with_attribute(without_attribute(standing[0], "fullCalcOnLoad"), "fullCalcOnLoad", "1")
        work.book.put(part, xml[: standing.start()] + tag + xml[standing.end() :])
        return
    after = re.search(rb"<%s(?:%s)(?=[\s/>])" % (NAME, _AFTER_CALC), masked(xml))
    close = re.search(rb"</(%s)workbook\s*>" % NAME, masked(xml))
    assert close is not None, "a workbook that was listed is closed"
    at = after.start() if after else close.start()
    work.book.put(part, xml[:at] + b"<" + close[1] + b'calcPr fullCalcOnLoad="1"/>' + xml[at:])
