"""What of «Сводка» the robot keeps current: the day and the months. All else is formulas."""

from collections.abc import Iterator
from datetime import date, datetime

from sheets_schema.edits import PutCell
from sheets_schema.ports import SheetImage
from sheets_schema.summary.layout import DATE_LABEL, MONTH_LABEL, MONTHS, lines
from sheets_schema.summary.months import last_months
from sheets_schema.values import Raw


def keep_current(sheet: SheetImage, today: date) -> tuple[PutCell, ...]:
    """Return the edits that bring «На дату» and the twelve months to ``today``; none when they are there already.

    The cells are found by their labels in column A, so an owner may insert rows above them; without a label nothing is done.
    """
    wanted = [*_date_cell(sheet, today), *_month_cells(sheet, today)]
    return tuple(
        PutCell(sheet.title, row, column, day) for row, column, day in wanted if _day(sheet, row, column) != day
    )


def _date_cell(sheet: SheetImage, today: date) -> Iterator[tuple[int, int, date]]:
    if row := _row_of(sheet, DATE_LABEL):
        yield row, 2, today


def _month_cells(sheet: SheetImage, today: date) -> Iterator[tuple[int, int, date]]:
    if header := _row_of(sheet, MONTH_LABEL):
        for row, month in zip(lines(header, MONTHS), last_months(today, MONTHS), strict=True):
            yield row, 1, month.first
            yield row, 2, month.last


def _row_of(sheet: SheetImage, label: str) -> int:
    return next((row for row, cells in enumerate(sheet.rows, 1) if cells and cells[0] == label), 0)


def _day(sheet: SheetImage, row: int, column: int) -> date | None:
    raw: Raw = None
    if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
        raw = sheet.rows[row - 1][column - 1]
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else None
