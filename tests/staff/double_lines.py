"""Rows and columns that come, go and change places in an openpyxl workbook, references and ranges with them.

openpyxl's own ``insert_rows`` moves cells only: formulas, validations, filters and formats would stay behind.
"""

from collections.abc import Callable, Iterable

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from tests.staff.cells import BookCell
from tests.staff.refs import Change, Deleted, Inserted, Moved, adjusted, moved_ranges

WIDEST = 60
"""Columns that LibreOffice writes as one group are taken apart up to here; no table of ours is wider."""


def change_rows(book: Workbook, sheet: Worksheet, change: Change) -> None:
    """Insert or delete a row."""
    move_cells(sheet, lambda row, column: (line(change, row), column))
    places = {row: line(change, row) for row in list(sheet.row_dimensions)}
    dimensions = {places[row]: sheet.row_dimensions[row] for row in places if places[row]}
    sheet.row_dimensions.clear()
    for row, dimension in dimensions.items():
        if row is not None:
            dimension.index = row
            sheet.row_dimensions[row] = dimension
    follow(book, sheet, change, by_rows=True)


def change_columns(book: Workbook, sheet: Worksheet, change: Change) -> None:
    """Insert or delete a column, or put one in another's place."""
    move_cells(sheet, lambda row, column: (row, line(change, column)))
    dimensions = dict(sheet.column_dimensions.items())
    sheet.column_dimensions.clear()
    for letter, dimension in dimensions.items():
        if place := line(change, column_index_from_string(letter)):
            put_column(sheet, place, dimension)
    follow(book, sheet, change, by_rows=False)


def move_column(book: Workbook, sheet: Worksheet, column: int, before: int) -> None:
    """Insert a column, cut and paste the moved one into it, delete the emptied one: the steps that a person takes."""
    change_columns(book, sheet, Inserted(before))
    column += column >= before
    change_columns(book, sheet, Moved(column, before))
    change_columns(book, sheet, Deleted(column))


def line(change: Change, number: int) -> int | None:
    """Return where one row or column lies after the change; ``None`` when it is gone."""
    after = change((number, number))
    return None if after is None else after[0]


def move_cells(sheet: Worksheet, place: Callable[[int, int], tuple[int | None, int | None]]) -> None:
    """Put every cell where ``place`` says; what falls on nothing is gone."""
    moved: dict[tuple[int, int], BookCell] = {}
    for (row, column), cell in sheet._cells.items():
        cell.row, cell.column = place(row, column)
        if cell.row is not None and cell.column is not None:
            moved[cell.row, cell.column] = cell
    sheet._cells.clear()
    sheet._cells.update(moved)


def put_column(sheet: Worksheet, place: int, dimension: ColumnDimension) -> None:
    """Store one column's width and visibility."""
    letter = get_column_letter(place)
    dimension.index = letter
    dimension.min = dimension.max = place
    sheet.column_dimensions[letter] = dimension


def ungroup_columns(sheet: Worksheet) -> None:
    """Give each column of a group its own width and visibility, so that one of them can be hidden or moved."""
    for dimension in list(sheet.column_dimensions.values()):
        first, last = dimension.min, dimension.max
        if first is None or last is None or first == last:
            continue
        for place in range(first, min(last, WIDEST) + 1):
            copy = ColumnDimension(
                sheet, width=dimension.width, hidden=dimension.hidden, customWidth=dimension.customWidth
            )
            put_column(sheet, place, copy)


def follow(book: Workbook, sheet: Worksheet, change: Change, by_rows: bool) -> None:
    """Let formulas of all sheets, names, and the sheet's own ranges follow the change."""

    def rewritten(formula: str, own_sheet: bool) -> str:
        return adjusted(formula, change, by_rows, own_sheet, sheet.title)

    for other in book.worksheets:
        cells: Iterable[BookCell] = other._cells.values()
        for cell in cells:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell._value = rewritten(cell.value, other is sheet)
    for name in book.defined_names.values():
        name.value = rewritten(f"={name.value}", False)[1:]
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = MultiCellRange(moved_ranges(str(rule.sqref), change, by_rows))
    follow_formats(sheet, change, by_rows)
    for table in sheet.tables.values():
        table.ref = moved_ranges(table.ref, change, by_rows)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = moved_ranges(sheet.auto_filter.ref, change, by_rows) or None


def follow_formats(sheet: Worksheet, change: Change, by_rows: bool) -> None:
    """Let conditional formats follow."""
    before = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for area in before:
        for rule in area.rules:
            rule.formula = [adjusted(f"={one}", change, by_rows, True, sheet.title)[1:] for one in rule.formula]
            if ranges := moved_ranges(str(area.sqref), change, by_rows):
                sheet.conditional_formatting.add(ranges, rule)
