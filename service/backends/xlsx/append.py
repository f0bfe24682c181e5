"""New rows under the last data row: what the row above has (format, height, formulas), they get too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.backends.xlsx.cells import render_cell
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.formula_cells import formula_of
from service.backends.xlsx.formulas import copy_down
from service.backends.xlsx.markup import attribute, with_attribute, without_attribute
from service.backends.xlsx.put import cell_style, put_value, standing_formula
from service.backends.xlsx.references import Area
from service.backends.xlsx.row import Cell, Row
from service.backends.xlsx.shifts import Shifts
from service.backends.xlsx.styles import ROWS_TO_SEARCH, Styles
from service.backends.xlsx.tables import Table
from sheets_schema.edits import AppendRow
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value


@dataclass(frozen=True, slots=True)
class Block:
    """The list that rows are added to: its last data row, whether that is only its header, and its columns."""

    last: int
    is_header: bool
    area: Area | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A row that has found its place: an existing blank one, or one to be put in after row ``after``."""

    row: Row
    template: Row | None
    edit: AppendRow
    after: int | None = None


def place_rows(draft: SheetDraft, tables: Sequence[Table], edits: Sequence[AppendRow]) -> list[Placed]:
    """Find places in order. A blank row below the data is used; otherwise rows are put in, and what is below moves."""
    lasts = {key: last_data_row(draft, tables, key) for key in {edit.key_column for edit in edits}}
    by_last: dict[int, list[AppendRow]] = {}
    for edit in edits:
        by_last.setdefault(lasts[edit.key_column], []).append(edit)
    return [placed for last, group in by_last.items() for placed in _place_block(draft, tables, last, group)]


def _place_block(draft: SheetDraft, tables: Sequence[Table], last: int, group: Sequence[AppendRow]) -> Iterator[Placed]:
    block = _block(draft, tables, last, group[0].key_column)
    template = None if block.is_header else _template(draft, tables, block, group[0].key_column)
    anchor = last
    for edit in group:
        if anchor not in draft.inserted and _is_free(draft, block, template, anchor + 1):
            anchor += 1
            yield Placed(draft.row(anchor), template, edit)
        else:
            row = Row.blank(anchor + 1, draft.xml.prefix, _lent_head(template))
            draft.inserted.setdefault(anchor, []).append(row)
            yield Placed(row, template, edit, after=anchor)
    (draft.grown_under_header if block.is_header else draft.grown)[last] = len(group)


def _template(draft: SheetDraft, tables: Sequence[Table], block: Block, key_column: int) -> Row | None:
    """Return the row to take after: the last data row, or if it is being deleted the nearest one above that stays."""
    for number in range(block.last, max(block.last - ROWS_TO_SEARCH, 0), -1):
        if number not in draft.deleted and not _block(draft, tables, number, key_column).is_header:
            row = draft.look(number)
            if row is not None and (cell := row.cell(key_column)) and has_value(cell, row.prefix):
                return row
    return draft.look(block.last)


def fill_rows(draft: SheetDraft, styles: Styles, placed: Sequence[Placed], shifts: Shifts) -> None:
    """Give the placed rows their cells. Rows put in are written as they read *after* the shift, the others before it."""
    shift = shifts.of(draft.ref.title)
    for after, rows in draft.inserted.items():
        for step, row in enumerate(rows, start=1):
            row.number = shift.end(after) + step
    for place in placed:
        _Filling(draft, styles, place, shifts).fill()


def last_data_row(draft: SheetDraft, tables: Sequence[Table], key_column: int) -> int:
    """Return the last row with a value in the key column, else the last one with any value, else 0.

    Neither a table's totals row nor what stands apart below a table is data.
    """
    with_anything = 0
    for number in draft.filled_upwards():
        row = draft.look(number)
        if row is None or not any(has_value(cell, row.prefix) for cell in row.cells):
            continue
        with_anything = with_anything or number
        cell = row.cell(key_column)
        if cell is None or not has_value(cell, row.prefix):
            continue
        if not any(_is_beside(draft, table, number, key_column) for table in tables):
            return number
    return with_anything


def _is_beside(draft: SheetDraft, table: Table, number: int, column: int) -> bool:
    """Tell whether a cell is a table's total, or stands below the table and is not the next of its rows.

    LibreOffice does not stretch a table over rows typed right under it, so those count as data.
    """
    if not table.area.left <= column <= table.area.right or number <= table.area.bottom - table.totals_rows:
        return False
    between = (draft.look(row) for row in range(table.area.bottom + 1, number))
    return table.totals_rows > 0 or any(
        row is None or not (cell := row.cell(column)) or not has_value(cell, row.prefix) for row in between
    )


def has_value(cell: Cell, prefix: bytes) -> bool:
    """Tell whether a cell shows something: a stored value or an inline string, not only a format."""
    xml = cell.xml
    if b"<" + prefix + b"v>" in xml:
        return b"<" + prefix + b"v></" not in xml
    return b"<" + prefix + b"t" in xml[xml.index(b">") :]


def _block(draft: SheetDraft, tables: Sequence[Table], last: int, key_column: int) -> Block:
    for table in tables:
        if table.area.holds(last, key_column):
            return Block(last, last < table.area.top + table.header_rows, table.area)
    area = draft.geometry.filter_area
    area = area if area and area.left <= key_column <= area.right else None
    header = last <= max(1, draft.geometry.frozen_rows) or (area is not None and last == area.top)
    return Block(last, header, area)


def _is_free(draft: SheetDraft, block: Block, template: Row | None, number: int) -> bool:
    """Tell whether a row below the data may be taken: nothing in the list's columns but what we would write anyway."""
    if draft.geometry.merges_of(number) or number in draft.deleted:
        return False
    row = draft.look(number)
    if row is None:
        return True
    columns = range(block.area.left, block.area.right + 1) if block.area else None
    return all(
        (columns is not None and cell.column not in columns) or _is_idle(draft, row, cell, template)
        for cell in row.cells
    )


def _is_idle(draft: SheetDraft, row: Row, cell: Cell, template: Row | None) -> bool:
    if formula_of(cell.xml, row.prefix) is None:
        return not has_value(cell, row.prefix)
    above = template.cell(cell.column) if template else None
    if template is None or above is None:
        return False
    text = standing_formula(draft, template.number, above)
    return text is not None and copy_down(text, row.number - template.number) == standing_formula(
        draft, row.number, cell
    )


def _lent_head(template: Row | None) -> bytes:
    """Return the start tag that a new row takes over: format and a height set by hand, not that it was hidden."""
    if template is None:
        return b""
    head = template.head
    dropped = ["hidden", "collapsed", "spans"] + ([] if attribute(head, "customHeight") else ["ht"])
    for name in dropped:
        head = without_attribute(head, name)
    return head


class _Filling:
    """One new row being filled."""

    def __init__(self, draft: SheetDraft, styles: Styles, placed: Placed, shifts: Shifts) -> None:
        self.draft, self.styles, self.row, self.edit = draft, styles, placed.row, placed.edit
        self.template, self.put_in = placed.template, placed.after is not None
        self.shifts, self.title = shifts, draft.ref.title

    def fill(self) -> None:
        """Write the given cells and inherit the others."""
        template = self.template
        if template and not self.row.cells:
            self.row.head = Row.blank(self.row.number, self.row.prefix, _lent_head(template)).head
        elif self.put_in:
            self.row.head = with_attribute(self.row.head, "r", str(self.row.number))
        for column in sorted(
            {*self.edit.cells, *(cell.column for cell in template.cells)} if template else self.edit.cells
        ):
            self._fill_cell(column, template.cell(column) if template else None)

    def _fill_cell(self, column: int, above: Cell | None) -> None:
        own = self.row.cell(column)
        style = own.style if own else None
        style = style or (above.style if above else cell_style(self.draft, self.row, own, column))
        if column in self.edit.cells:
            value = self._resolved(column, above)
            style = self.styles.for_value(self.draft, self.row.number, column, style, value)
            put_value(self.draft, self.row, column, style, value)
        elif own is None or not formula_of(own.xml, self.row.prefix):
            text = self._inherited_formula(above)
            if text is not None:
                put_value(self.draft, self.row, column, style, Formula(text))
            elif style:
                self.row.put(column, render_cell(self.row.number, column, style, None, prefix=self.row.prefix))

    def _resolved(self, column: int, above: Cell | None) -> Value:
        """An empty formula means the inherited one; ``{row}`` in a formula stands for the row that it comes to."""
        value = self.edit.cells[column]
        if not isinstance(value, Formula):
            return value
        if value.text:
            text = self.shifts.formula(value.text, self.title) if self.put_in else value.text
            return Formula(text.replace("{row}", str(self.row.number)), value.cached)
        own = self.row.cell(column)
        standing = standing_formula(self.draft, self.row.number, own) if own else None
        inherited = standing or self._inherited_formula(above)
        if inherited is None:
            raise EditRefused("edit_formula_missing", sheet=self.title, row=self.row.number, column=column)
        return Formula(inherited, value.cached)

    def _inherited_formula(self, above: Cell | None) -> str | None:
        if self.template is None or above is None or self.template.number in self.draft.deleted:
            return None  # what a deleted row referred to cannot be told after it
        match = formula_of(above.xml, self.row.prefix)
        if match is None or attribute(b"<f " + match[1] + b">", "t") in {"array", "dataTable"}:
            return None
        text = standing_formula(self.draft, self.template.number, above) or ""
        number = self.template.number
        if self.put_in:
            text = self.shifts.formula(text, self.title)
            number = self.shifts.of(self.title).place(number)
        return copy_down(text, self.row.number - number)
