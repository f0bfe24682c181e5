"""A list of edits as changed parts: gather per sheet, place, shift, fill, drop stale caches, put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.backends.xlsx.admit import admit
from service.backends.xlsx.append import Placed, fill_rows, place_rows
from service.backends.xlsx.assemble import assemble
from service.backends.xlsx.book import Book
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.generation import sheet_edits, store_property
from service.backends.xlsx.put import put_cell
from service.backends.xlsx.ranges import follow_rows, widen_dimension
from service.backends.xlsx.scan import SheetXml
from service.backends.xlsx.sheets import add_sheet
from service.backends.xlsx.shifts import Shifts
from service.backends.xlsx.styles import Styles
from service.backends.xlsx.tables import tables_of
from sheets_schema.edits import AddSheet, AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.errors import EditRefused


@dataclass(slots=True)
class Patch:
    """What one write makes of a book: its drafts by sheet title. The parts themselves are in ``book.changed``."""

    book: Book
    drafts: dict[str, SheetDraft] = field(default_factory=dict)
    shifts: Shifts = field(default_factory=lambda: Shifts({}))

    def draft(self, title: str) -> SheetDraft:
        """Return the draft of a sheet, begun when there is none. Raises ``EditRefused`` (``edit_sheet_missing``)."""
        if title not in self.drafts:
            ref = self.book.sheet(title)
            xml = SheetXml(self.book.read(ref.part), ref.part)
            self.drafts[title] = SheetDraft(ref, xml, self.book.date1904)
        return self.drafts[title]


def patch(book: Book, edits: Sequence[Edit], generation: int) -> Patch:
    """Apply all edits to ``book`` (its ``changed`` parts), or raise ``EditRefused`` before any is written."""
    admit(edits)
    work = Patch(book)
    all_edits = [*edits, *_with_sheets_added(book, edits), *sheet_edits(book, generation)]
    store_property(book, generation)
    styles = Styles(book)
    for edit in all_edits:
        if isinstance(edit, PutCell):
            put_cell(work.draft(edit.sheet), styles, edit)
    for edit in all_edits:
        if isinstance(edit, DeleteRow):
            _delete(work.draft(edit.sheet), edit)
    placed = _place(work, [edit for edit in all_edits if isinstance(edit, AppendRow)])
    work.shifts = Shifts({title: draft.shift for title, draft in work.drafts.items() if draft.shift.moves})
    for title, rows in placed.items():
        fill_rows(work.drafts[title], styles, rows, work.shifts)
    _finish(work)
    return work


def _with_sheets_added(book: Book, edits: Sequence[Edit]) -> list[Edit]:
    """Add the new worksheets, and return their cells as edits like any other."""
    cells: list[Edit] = []
    for edit in edits:
        if isinstance(edit, AddSheet):
            add_sheet(book, edit.title, "hidden" if edit.hidden else "visible")
            for row, values in enumerate(edit.rows, start=1):
                for column, value in enumerate(values, start=1):
                    cells.append(PutCell(edit.title, row, column, value))
    return cells


def _delete(draft: SheetDraft, edit: DeleteRow) -> None:
    if edit.row < 1:
        raise EditRefused("edit_row_missing", sheet=edit.sheet, row=edit.row)
    draft.deleted.add(edit.row)


def _place(work: Patch, edits: Sequence[AppendRow]) -> dict[str, list[Placed]]:
    by_title: dict[str, list[AppendRow]] = {}
    for edit in edits:
        by_title.setdefault(edit.sheet, []).append(edit)
    placed = {}
    for title, group in by_title.items():
        draft = work.draft(title)
        placed[title] = place_rows(draft, tables_of(work.book, draft.ref.part), group)
    return placed


def _finish(work: Patch) -> None:
    for draft in work.drafts.values():
        follow_rows(draft, work.shifts)
        widen_dimension(draft)
        work.book.put_pieces(draft.ref.part, list(assemble(draft, work.shifts)))
