"""A whole new workbook, from descriptions and rows."""

import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from service.backends.xlsx.create.caches import Cached, cached_of, fill_caches
from service.backends.xlsx.create.fit import RULES
from service.backends.xlsx.create.generation import declare_generation
from service.backends.xlsx.create.lists import name_lists
from service.backends.xlsx.create.rows import order_rows
from service.backends.xlsx.create.sheet import write_table
from service.backends.xlsx.create.summary_sheet import write_summary
from service.backends.xlsx.save import temporary_prefix
from sheets_schema.a1 import column_letter
from sheets_schema.contents import Contents, Row
from sheets_schema.layout import letters
from sheets_schema.summary import MONEY_TABLES, SummaryCell, summary_cells
from sheets_schema.summary.layout import TITLE
from sheets_schema.table import Table
from sheets_schema.values import Formula


def create_workbook(
    path: Path, tables: Sequence[Table], contents: Contents, *, today: date, generation: int = 0
) -> None:
    """Make a workbook with a worksheet for each table, its rows, and «Сводка» as of ``today``.

    Whatever stood at ``path`` is replaced in one step once the new file is whole. Tables that ``contents`` does not name
    stay empty. Raises ``EditRefused`` for text that no cell can hold, ``OSError`` as the disk does.
    """
    rows = {table.key: contents.get(table.key, ()) for table in tables}
    if "orders" in rows:
        rows["orders"] = order_rows(rows["orders"], rows.get("payments", ()))
    book = Workbook()
    book.remove(book.worksheets[0])
    cells = summary_cells(rows, today, rows)
    _write_sheets(book, tables, rows, cells)
    declare_generation(book, generation)
    book.properties.creator = book.properties.lastModifiedBy = "Наряд"
    _save(book, path, _caches(tables, rows, cells))


def _write_sheets(book: Workbook, tables: Sequence[Table], rows: Contents, cells: Sequence[SummaryCell]) -> None:
    """Work first, then «Сводка», then the firm's rules: the order of the tabs."""
    for table in tables:
        book.create_sheet(table.title)
    lists = name_lists(book, tables)
    for table in tables:
        write_table(book[table.title], table, rows[table.key], lists)
    summary = book.create_sheet(TITLE, sum(table.key not in RULES for table in tables))
    stages = len(rows.get("stages", ()))
    write_summary(summary, cells, stages=stages, with_money=set(rows) >= MONEY_TABLES)
    book.active = 0


def _caches(tables: Sequence[Table], rows: Contents, cells: Sequence[SummaryCell]) -> Cached:
    cached = {table.title: _table_caches(table, rows[table.key]) for table in tables}
    cached[TITLE] = {}
    for cell in cells:
        if isinstance(cell.value, Formula):
            cached[TITLE] |= cached_of(f"{letters(cell.column)}{cell.row}", cell.value)
    return cached


def _table_caches(table: Table, rows: Sequence[Row]) -> dict[str, str | Decimal]:
    found: dict[str, str | Decimal] = {}
    for row, cells in enumerate(rows, 2):
        for key, value in cells.items():
            if isinstance(value, Formula):
                found |= cached_of(f"{column_letter(table, key)}{row}", value)
    return found


def _save(book: Workbook, path: Path, cached: Cached) -> None:
    """Make the file beside its place, then move it there: nobody ever sees half of it."""
    made = BytesIO()
    book.save(made)
    temporary = path.with_name(f"{temporary_prefix(path)}{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as target:
            fill_caches(made, target, book, cached)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
