"""Set one cell: style kept, merged areas and array formulas respected, a shared formula moved on before it is lost."""

import re
from decimal import Decimal

from service.backends.xlsx.cells import cached_value, render_cell
from service.backends.xlsx.draft import Meant, SheetDraft
from service.backends.xlsx.formula_cells import SharedGroup, formula_of, formula_text
from service.backends.xlsx.markup import attribute, escape_text, with_attribute, without_attribute
from service.backends.xlsx.row import Cell, Row
from service.backends.xlsx.styles import Styles
from sheets_schema.edits import PutCell
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value


def put_cell(draft: SheetDraft, styles: Styles, edit: PutCell) -> None:
    """Apply one ``PutCell``. Raises ``EditRefused`` (``edit_merged``, ``edit_array``, ``edit_formula_missing``)."""
    _require_writable(draft, edit)
    row = draft.row(edit.row)
    old = row.cell(edit.column)
    if edit.spare_formula and old is not None and formula_of(old.xml, draft.xml.prefix) is not None:
        return
    value = edit.value
    if isinstance(value, Formula):
        value = _with_text(draft, edit, old, value)
        if old is not None and _renew_cache(draft, row, old, value):
            draft.meant.append(Meant(row, edit.column, value))
            return
    leave_shared_formula(draft, edit.row, edit.column)
    if old is None and value is None:
        return
    style = styles.for_value(draft, edit.row, edit.column, cell_style(draft, row, old, edit.column), value)
    xml = render_cell(edit.row, edit.column, style, value, prefix=draft.xml.prefix, date1904=draft.date1904)
    row.put(edit.column, xml)
    draft.meant.append(Meant(row, edit.column, value))


def cell_style(draft: SheetDraft, row: Row, old: Cell | None, column: int) -> str | None:
    """Return the format of a cell: its own, else its row's, else its column's (ECMA-376 part 1, 18.3.1.73)."""
    if old is not None:
        return old.style
    if attribute(row.head, "customFormat") in {"1", "true"}:
        return attribute(row.head, "s")
    return draft.geometry.column_style(column)


def _require_writable(draft: SheetDraft, edit: PutCell) -> None:
    place = {"sheet": edit.sheet, "row": edit.row, "column": edit.column}
    for area in draft.geometry.merges_of(edit.row):
        if area.holds(edit.row, edit.column) and (area.top, area.left) != (edit.row, edit.column):
            raise EditRefused("edit_merged", area=str(area), **place)
    for area in draft.specials.arrays:
        if area.holds(edit.row, edit.column):
            raise EditRefused("edit_array", area=str(area), **place)


def _with_text(draft: SheetDraft, edit: PutCell, old: Cell | None, value: Formula) -> Formula:
    """An empty text means: the formula that stands there."""
    if value.text:
        return value
    standing = standing_formula(draft, edit.row, old) if old else None
    if standing is None:
        raise EditRefused("edit_formula_missing", sheet=edit.sheet, row=edit.row, column=edit.column)
    return Formula(standing, value.cached)


def standing_formula(draft: SheetDraft, row: int, cell: Cell) -> str | None:
    """Return the text of the formula in a cell, of a shared one as it reads there; None when there is none."""
    match = formula_of(cell.xml, draft.xml.prefix)
    if match is None:
        return None
    number = attribute(b"<f " + match[1] + b">", "si")
    if number is not None and not match[2] and number in draft.specials.shared:
        return draft.specials.shared[number].text_at(row, cell.column)
    return formula_text(match)


def _renew_cache(draft: SheetDraft, row: Row, old: Cell, value: Formula) -> bool:
    """Replace only the cached value where the same formula already stands, however it is stored (shared or not)."""
    if standing_formula(draft, row.number, old) != value.text:
        return False
    row.put(old.column, with_cache(old.xml, value.cached, draft.xml.prefix))
    return True


def with_cache(cell: bytes, cached: str | Decimal | None, prefix: bytes) -> bytes:
    """Return a formula's ``<c>`` with another cached value, or with none."""
    kind, body = cached_value(cached, prefix)
    tag_end = cell.index(b">") + 1
    tag = without_attribute(cell[:tag_end], "t")
    if kind:
        tag = with_attribute(tag, "t", kind.decode())
    bare = re.sub(rb"<%sv(?=[\s/>])[^>]*?(?:/>|>[^<]*</%sv\s*>)" % (prefix, prefix), b"", cell[tag_end:], count=1)
    match = formula_of(bare, prefix)
    assert match is not None, cell
    return tag + bare[: match.end()] + body + bare[match.end() :]


def leave_shared_formula(draft: SheetDraft, row: int, column: int) -> None:
    """Take a cell out of the shared formula it uses; if it was the formula's home, the next cell becomes it."""
    for group in list(draft.specials.shared.values()):
        if (row, column) not in group.cells:
            continue
        del group.cells[row, column]
        if (row, column) == group.origin and group.cells:
            _move_home(draft, group)
        if not group.cells:
            del draft.specials.shared[group.number]


def _move_home(draft: SheetDraft, group: SharedGroup) -> None:
    home = next(iter(group.cells))
    group.text, group.origin = group.text_at(*home), home
    row = draft.row(home[0])
    cell = row.cell(home[1])
    assert cell is not None, home
    prefix = draft.xml.prefix
    match = formula_of(cell.xml, prefix)
    assert match is not None, cell.xml
    formula = b'<%sf t="shared" ref="%s" si="%s">' % (prefix, str(group.area).encode(), group.number.encode())
    formula += escape_text(group.text) + b"</" + prefix + b"f>"
    row.put(home[1], cell.xml[: match.start()] + formula + cell.xml[match.end() :])


def put_value(draft: SheetDraft, row: Row, column: int, style: str | None, value: Value) -> None:
    """Set a cell of a new row, whose number is not yet known."""
    xml = render_cell(row.number, column, style, value, prefix=draft.xml.prefix, date1904=draft.date1904)
    row.put(column, xml)
    draft.meant.append(Meant(row, column, value))
