"""Tables after rows were put in or taken out: their ranges and their formulas follow."""

import re
from collections.abc import Callable, Iterable

from service.backends.xlsx.markup import NAME, attribute, escape_text, substitute, unescape, with_attribute
from service.backends.xlsx.references import Area
from service.backends.xlsx.rowshift import RowShift
from service.backends.xlsx.tables import Table, tables_of
from service.backends.xlsx.work import Work
from sheets_schema.edits import PutCell
from sheets_schema.errors import EditRefused

Change = Callable[[re.Match[bytes]], bytes]

_AREAS = re.compile(rb"<%s(?:table|autoFilter|sortState|sortCondition)(?=\s)[^>]*>" % NAME)
_FORMULAS = re.compile(rb"(<(%s)(?:calculatedColumnFormula|totalsRowFormula)(?:\s[^>]*)?>)([^<]+)(</)" % NAME)


def follow_rows(work: Work) -> None:
    """Let every table follow the rows of its sheet, and grow over the rows added under its last one."""
    for sheet in work.book.sheets:
        shift = work.drafts[sheet.title].list_shift if sheet.title in work.drafts else None
        reached = shift is not None and (shift.moves or shift.grown)
        if not reached and not work.shifts:
            continue
        for table in tables_of(work.book, sheet.part):
            if shift and reached:
                _require_kept(table, shift, sheet.title)
            xml = work.book.read(table.part)
            new = substitute(_AREAS, _moved_area(shift), xml) if shift and reached else xml
            new = substitute(_FORMULAS, _moved_formula(work, sheet.title), new) if work.shifts else new
            if new != xml:
                work.book.put(table.part, new)


def require_headers_kept(work: Work, edits: Iterable[PutCell]) -> None:
    """Refuse to write over a table's header (``edit_table_header``).

    The name stands in the table's part and in everyone's formulas too; where they differ, Excel calls it damage.
    """
    known: dict[str, list[Table]] = {}
    for edit in edits:
        if edit.sheet not in known:
            known[edit.sheet] = tables_of(work.book, work.book.sheet(edit.sheet).part)
        for table in known[edit.sheet]:
            at = edit.column - table.area.left
            header = table.header_rows and edit.row == table.area.top and 0 <= at < len(table.columns)
            if header and edit.value != table.columns[at]:
                raise EditRefused("edit_table_header", sheet=edit.sheet, row=edit.row, column=edit.column)


def _require_kept(table: Table, shift: RowShift, title: str) -> None:
    """A table needs its header and at least one row."""
    area = shift.area(table.area, grow=True)
    rows = table.header_rows + table.totals_rows
    header_gone = table.header_rows and shift.is_deleted(table.area.top)
    if area is None or header_gone or area.bottom - area.top < rows:
        raise EditRefused("edit_table_gone", sheet=title, area=str(table.area))


def _moved_area(shift: RowShift) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        old = Area.parse(attribute(found[0], "ref") or "A1")
        new = shift.area(old, grow=True)
        assert new is not None, "a table that would lose all its rows was refused"
        return found[0] if new == old else with_attribute(found[0], "ref", str(new))

    return moved


def _moved_formula(work: Work, title: str) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        old = unescape(found[3].decode())
        new = work.shifts.formula(old, title)
        return found[0] if new == old else found[1] + escape_text(new) + found[4]

    return moved
