"""One table as a worksheet: header, rows, formats down the whole columns, filter, panes, print."""

from collections.abc import Collection, Sequence
from copy import copy
from typing import Final

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.create.cells import put
from service.backends.xlsx.create.colours import colour_rows
from service.backends.xlsx.create.dropdowns import add_rules
from service.backends.xlsx.create.fit import RULES, height, width, wraps
from service.backends.xlsx.create.headers import write_headers
from service.backends.xlsx.create.printing import set_up_printing
from service.backends.xlsx.create.styles import LOCKED, UNLOCKED, alignment, font, number_format
from sheets_schema.contents import Row
from sheets_schema.layout import letters
from sheets_schema.table import Column, Table

TAB_COLOURS: Final = {"orders": "1D5FA8", "robot": "9CA3AF", "rules": "2F855A", "daily": "7FB0DD"}


def write_table(sheet: Worksheet, table: Table, rows: Sequence[Row], lists: Collection[str]) -> None:
    """Write a table into its empty worksheet. Raises ``EditRefused`` for text that no cell can hold."""
    write_headers(sheet, table)
    for place, column in enumerate(table.columns, 1):
        _format_column(sheet, place, column, table)
        sheet.column_dimensions[letters(place)].width = width(table, column, rows)
    for row, cells in enumerate(rows, 2):
        _write_row(sheet, table, row, cells)
        sheet.row_dimensions[row].height = height(table, cells)
    add_rules(sheet, table, lists)
    colour_rows(sheet, table)
    _settle(sheet, table, last_row=len(rows) + 1)


def _format_column(sheet: Worksheet, place: int, column: Column, table: Table) -> None:
    """Formats go down the whole column: what is typed under the last row is text, a date or a sum from the first key."""
    dimension = sheet.column_dimensions[letters(place)]
    dimension.number_format = number_format(column.kind)
    dimension.alignment = alignment(column.kind, wrapped=wraps(table, column))
    dimension.font, dimension.protection = font(column), protection_of(table)


def _write_row(sheet: Worksheet, table: Table, row: int, cells: Row) -> None:
    """Give every cell of the row its column's style, blank ones too: the next row takes over the looks of the one above."""
    for place, column in enumerate(table.columns, 1):
        cell = put(sheet, row, place, cells.get(column.key))
        cell._style = copy(sheet.column_dimensions[letters(place)]._style)  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no public way to share a style; five times as fast as setting its parts


def _settle(sheet: Worksheet, table: Table, last_row: int) -> None:
    frozen = table.index["name"] + 1 if table.key == "orders" else int(table.numbered)
    sheet.freeze_panes = f"{letters(frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{letters(len(table.columns))}{last_row}"
    sheet.sheet_properties.tabColor = TAB_COLOURS[_group(table)]
    sheet.sheet_view.zoomScale = 100
    widths = [sheet.column_dimensions[letters(place)].width for place in range(1, len(table.columns) + 1)]
    set_up_printing(sheet, widths, frozen)
    if table.robot:
        lock(sheet)


def _group(table: Table) -> str:
    if table.key == "orders":
        return "orders"
    if table.robot:
        return "robot"
    return "rules" if table.key in RULES else "daily"


def protection_of(table: Table) -> Protection:
    """Staff may type wherever the worksheet is not the robot's own."""
    return LOCKED if table.robot else UNLOCKED


def lock(sheet: Worksheet) -> None:
    """Guard a worksheet that nobody but the robot writes, without a password; widths and filters stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False
