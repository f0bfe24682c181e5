"""What a workbook of an older version lacks, as edits that add and never change: columns at the right, sheets at the end."""

from collections.abc import Iterator, Sequence
from datetime import time

from sheets_schema.cells.show import show_time
from sheets_schema.contents import Contents, Row
from sheets_schema.edits import AddColumn, AddSheet
from sheets_schema.layout import find_header, find_layout
from sheets_schema.ports import SheetImage, WorkbookImage
from sheets_schema.problems import Problem
from sheets_schema.reading import find_sheet
from sheets_schema.table import Table
from sheets_schema.values import Value

Addition = AddColumn | AddSheet

EXPLAINED = frozenset({"header_missing", "column_renamed", "column_duplicate"})
"""What only a person can mend: beside a column that looks renamed, a new one would split its data in two."""


def missing(tables: Sequence[Table], image: WorkbookImage, contents: Contents) -> tuple[list[Addition], list[Problem]]:
    """Return the edits that give a workbook every sheet and column of the tables, and what a person has to mend first.

    A new sheet gets the rows that ``contents`` has for it (the default rules). Applied and read again, it is the empty list.
    """
    additions: list[Addition] = []
    problems: list[Problem] = []
    for table in tables:
        sheet = find_sheet(table, image.sheets)
        if sheet is None:
            additions.append(_new_sheet(table, contents.get(table.key, ())))
        else:
            _, found = find_layout(table, sheet.title, sheet.rows)
            additions += _new_columns(table, sheet, found)
            problems += [problem for problem in found if problem.code in EXPLAINED]
    return additions, problems


def _new_sheet(table: Table, rows: Sequence[Row]) -> AddSheet:
    header = tuple(column.title for column in table.columns)
    return AddSheet(table.title, (header, *(tuple(_cells(table, row)) for row in rows)))


def _cells(table: Table, row: Row) -> Iterator[Value]:
    for column in table.columns:
        value = row.get(column.key)
        if isinstance(value, bool):
            yield "да" if value else "нет"
        else:
            yield show_time(value) if isinstance(value, time) else value


def _new_columns(table: Table, sheet: SheetImage, problems: Sequence[Problem]) -> Iterator[AddColumn]:
    header_row = find_header(table, sheet.rows)
    lacking = {problem.column for problem in problems if problem.code == "column_missing"}
    if header_row is not None:
        for column in table.columns:
            if column.key in lacking:
                yield AddColumn(sheet.title, column.title, header_row, column.width)
