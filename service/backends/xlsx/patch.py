"""A list of edits as changed parts: gather per sheet, place, shift, fill, drop stale caches, put together."""

from collections.abc import Sequence
from dataclasses import replace

from service.backends.xlsx.admit import FIRST_DAY, FIRST_DAY_1904, admit
from service.backends.xlsx.append import Placed, fill_rows, place_rows
from service.backends.xlsx.assemble import assemble
from service.backends.xlsx.book import Book
from service.backends.xlsx.calc import drop_stale_caches
from service.backends.xlsx.calcchain import follow_formulas
from service.backends.xlsx.columns import add_column
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.errors import DAMAGE
from service.backends.xlsx.followers import follow_rows_in_parts
from service.backends.xlsx.generation import sheet_edits, store_property
from service.backends.xlsx.memo import FormulaMemo
from service.backends.xlsx.names import follow_lists
from service.backends.xlsx.put import put_cell
from service.backends.xlsx.ranges import follow_rows as ranges_follow
from service.backends.xlsx.ranges import widen_dimension
from service.backends.xlsx.sheets import add_sheet
from service.backends.xlsx.shifts import Shifts
from service.backends.xlsx.styles import Styles
from service.backends.xlsx.table_rows import follow_rows as tables_follow
from service.backends.xlsx.table_rows import require_headers_kept
from service.backends.xlsx.tables import tables_of
from service.backends.xlsx.work import Work
from sheets_schema.edits import AddColumn, AddSheet, AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.errors import EditRefused
from sheets_schema.ports import Caches
from sheets_schema.values import Formula


def patch(
    book: Book, edits: Sequence[Edit], generation: int, *, memo: FormulaMemo | None = None, caches: Caches | None = None
) -> Work:
    """Apply all edits to ``book`` (its ``changed`` parts), or raise ``EditRefused`` before any is written."""
    admit(edits, FIRST_DAY_1904 if book.date1904 else FIRST_DAY)
    try:
        return _patch(book, edits, generation, memo or FormulaMemo(), caches or {})
    except DAMAGE as error:
        raise EditRefused("edit_malformed", reason=repr(error)) from error


def _patch(book: Book, edits: Sequence[Edit], generation: int, memo: FormulaMemo, caches: Caches) -> Work:
    work = Work(book, memo, caches)
    all_edits = [*edits, *_with_sheets_added(book, edits), *sheet_edits(book, generation)]
    store_property(book, generation)
    styles = Styles(book)
    require_headers_kept(work, (edit for edit in all_edits if isinstance(edit, PutCell)))
    for edit in all_edits:
        if isinstance(edit, PutCell):
            put_cell(work.draft(edit.sheet), styles, _with_cache(work, edit))
    for edit in all_edits:
        if isinstance(edit, DeleteRow):
            _delete(work.draft(edit.sheet), edit)
    for edit in all_edits:
        if isinstance(edit, AddColumn):
            add_column(work, edit)
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


def _with_cache(work: Work, edit: PutCell) -> PutCell:
    """A formula written without a cached value takes the one that the caller computed for its cell."""
    value = edit.value
    if not isinstance(value, Formula) or value.cached is not None:
        return edit
    return replace(edit, value=replace(value, cached=work.cache(edit.sheet, edit.row, edit.column)))


def _delete(draft: SheetDraft, edit: DeleteRow) -> None:
    if edit.row < 1:
        raise EditRefused("edit_row_missing", sheet=edit.sheet, row=edit.row)
    draft.deleted.add(edit.row)


def _place(work: Work, edits: Sequence[AppendRow]) -> dict[str, list[Placed]]:
    by_title: dict[str, list[AppendRow]] = {}
    for edit in edits:
        by_title.setdefault(edit.sheet, []).append(edit)
    placed = {}
    for title, group in by_title.items():
        draft = work.draft(title)
        placed[title] = place_rows(draft, tables_of(work.book, draft.ref.part), group)
    return placed


def _finish(work: Work) -> None:
    """What follows from the edits: caches, names, tables, other parts; then each draft becomes its part."""
    drop_stale_caches(work)
    if work.shifts:
        _draft_referring_sheets(work)
        follow_rows_in_parts(work)
    tables_follow(work)
    follow_lists(work)
    follow_formulas(work)
    for draft in work.drafts.values():
        ranges_follow(draft, work.shifts)
        widen_dimension(draft)
        work.book.put_pieces(draft.ref.part, list(assemble(draft, work.shifts)))


def _draft_referring_sheets(work: Work) -> None:
    """Begin a draft of every other sheet whose formulas, formats or validations refer to one whose rows move."""
    for sheet in work.book.sheets:
        if sheet.title not in work.drafts and work.shifts.touches(work.book.read(sheet.part), sheet.title):
            work.draft(sheet.title)
