"""A new headed column beside the last one: its header, its format and width, and the list that it belongs to."""

import re
from collections.abc import Callable

from service.backends.xlsx.append import has_value
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.markup import NAME, attribute, escape_attribute, substitute, with_attribute
from service.backends.xlsx.put import put_value
from service.backends.xlsx.references import MAX_COLUMN, Area, parse_areas, render_areas
from service.backends.xlsx.tables import Table, tables_of
from service.backends.xlsx.work import Work
from sheets_schema.edits import AddColumn
from sheets_schema.errors import EditRefused

Change = Callable[[re.Match[bytes]], bytes]

_COLS = re.compile(rb"<(%s)cols(?=[\s>])[^>]*>(.*?)</\1cols\s*>" % NAME, re.DOTALL)
_COL = re.compile(rb"<%scol(?=\s)[^>]*>" % NAME)
_WIDENED = re.compile(rb"<(?:%s)(?:conditionalFormatting|ignoredError)(?=\s)[^>]*>" % NAME)
_FILTER = re.compile(rb"<%sautoFilter(?=\s)[^>]*>" % NAME)


def add_column(work: Work, edit: AddColumn) -> None:
    """Add the column after the last header of its row.

    Raises ``EditRefused``: ``edit_column_exists``, or ``edit_off_grid`` at the sheet's edge.
    """
    draft = work.draft(edit.sheet)
    row = draft.row(edit.header_row)
    headed = [cell for cell in row.cells if has_value(cell, row.prefix)]
    last = headed[-1].column if headed else 0
    _require_new(work, draft, edit)
    if last == MAX_COLUMN:
        raise EditRefused("edit_off_grid", sheet=edit.sheet, row=edit.header_row, column=last + 1)
    standing = row.cell(last + 1)
    style = standing.style if standing and standing.style else headed[-1].style if headed else None
    put_value(draft, row, last + 1, style, edit.header)
    below = draft.look(edit.header_row + 1)
    model = below.cell(last) if below else None
    _set_width(draft, last + 1, edit.width, model.style if model else draft.geometry.column_style(last))
    if last:
        _widen_lists(work, draft, last, edit)


def _require_new(work: Work, draft: SheetDraft, edit: AddColumn) -> None:
    for table in tables_of(work.book, draft.ref.part):
        if table.area.top == edit.header_row and edit.header.casefold() in {name.casefold() for name in table.columns}:
            raise EditRefused("edit_column_exists", sheet=edit.sheet, value=edit.header)


def _set_width(draft: SheetDraft, column: int, width: float, style: str | None) -> None:
    """Write the column's own ``<col>``, splitting one that runs over it."""
    prefix = draft.xml.prefix
    styled = f' style="{style}"' if style else ""
    new = b"<%scol " % prefix + f'min="{column}" max="{column}" width="{width:g}"{styled} customWidth="1"/>'.encode()
    block = _COLS.search(draft.head)
    if block is None:
        draft.head += b"<" + prefix + b"cols>" + new + b"</" + prefix + b"cols>"
        return
    tags = [new]
    for tag in _COL.findall(block[2]):
        tags += _without(tag, column)
    tags.sort(key=lambda tag: int(attribute(tag, "min") or 0))
    draft.head = draft.head[: block.start(2)] + b"".join(tags) + draft.head[block.end(2) :]


def _without(tag: bytes, column: int) -> list[bytes]:
    first, last = int(attribute(tag, "min") or 0), int(attribute(tag, "max") or 0)
    if not first <= column <= last:
        return [tag]
    parts = [(first, column - 1), (column + 1, last)]
    return [
        with_attribute(with_attribute(tag, "min", str(low)), "max", str(high)) for low, high in parts if low <= high
    ]


def _widen_lists(work: Work, draft: SheetDraft, last: int, edit: AddColumn) -> None:
    """Take the column into what ended at its neighbour: the table, the filter, whole-row formats."""

    def widened(name: str) -> Change:
        def change(found: re.Match[bytes]) -> bytes:
            areas = parse_areas(attribute(found[0], name) or "")
            new = [_widened(area, last) for area in areas]
            return found[0] if new == areas else with_attribute(found[0], name, render_areas(new))

        return change

    draft.tail = substitute(_WIDENED, widened("sqref"), draft.tail)
    draft.tail = substitute(_FILTER, widened("ref"), draft.tail)
    for table in tables_of(work.book, draft.ref.part):
        if table.area.right == last and table.area.top == edit.header_row and table.header_rows:
            _widen_table(work, table, edit.header)


def _widened(area: Area, last: int) -> Area:
    if area.right != last or area.left == last:
        return area
    return Area(area.top, area.left, area.bottom, last + 1)


def _widen_table(work: Work, table: Table, header: str) -> None:
    """Add a ``tableColumn``; its name must be the header cell's text (ECMA-376 part 1, 18.5.1.3)."""
    xml = work.book.read(table.part)

    def ranged(found: re.Match[bytes]) -> bytes:
        old = Area.parse(attribute(found[0], "ref") or "A1")
        new = Area(old.top, old.left, old.bottom, old.right + 1)
        return with_attribute(found[0], "ref", str(new))

    xml = substitute(re.compile(rb"<%s(?:table|autoFilter)(?=\s)[^>]*>" % NAME), ranged, xml)
    ids = [int(attribute(tag, "id") or 0) for tag in re.findall(rb"<%stableColumn(?=\s)[^>]*>" % NAME, xml)]
    block = re.search(rb"<(%s)tableColumns(?=[\s>])[^>]*>" % NAME, xml)
    close = re.search(rb"</%stableColumns\s*>" % NAME, xml)
    if block is None or close is None:
        raise EditRefused("edit_malformed", part=table.part, reason="no tableColumns")
    name = escape_attribute(header.replace("\n", "_x000a_"))
    column = b"<" + block[1] + f'tableColumn id="{max(ids, default=0) + 1}" name="{name}"/>'.encode()
    opening = with_attribute(block[0], "count", str(len(ids) + 1))
    work.book.put(
        table.part, xml[: block.start()] + opening + xml[block.end() : close.start()] + column + xml[close.start() :]
    )
