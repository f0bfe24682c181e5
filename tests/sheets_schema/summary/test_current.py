"""What the robot keeps current in «Сводка»."""

from datetime import date, datetime, time

from sheets_schema.edits import PutCell
from sheets_schema.ports import SheetImage
from sheets_schema.summary import keep_current, summary_cells
from sheets_schema.summary.layout import MONTHS_ROW
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Cells, Formula, Raw


def sheet_of(day: date, above: int = 0) -> SheetImage:
    """«Сводка» as read on ``day``, moved down by ``above`` rows that somebody inserted."""
    grid: dict[int, dict[int, Raw]] = {}
    for cell in summary_cells({}, day, set(BY_KEY)):
        raw = None if isinstance(cell.value, Formula) else cell.value
        grid.setdefault(cell.row + above, {})[cell.column] = _read(raw)
    rows: list[Cells] = [_row(grid.get(row, {})) for row in range(1, max(grid) + 1)]
    return SheetImage("Сводка", rows)


def _read(value: object) -> Raw:
    return datetime.combine(value, time()) if isinstance(value, date) else value  # type: ignore[return-value]


def _row(cells: dict[int, Raw]) -> Cells:
    return tuple(cells.get(column) for column in range(1, max(cells, default=0) + 1))


def test_on_the_day_it_was_written_for_nothing_is_changed() -> None:
    assert keep_current(sheet_of(date(2026, 11, 24)), date(2026, 11, 24)) == ()


def test_the_next_day_only_the_day_is_changed() -> None:
    edits = keep_current(sheet_of(date(2026, 11, 24)), date(2026, 11, 25))
    assert edits == (PutCell("Сводка", 2, 2, date(2026, 11, 25)),)


def test_in_a_new_month_all_months_move_on() -> None:
    edits = keep_current(sheet_of(date(2026, 11, 30)), date(2026, 12, 1))
    assert len(edits) == 1 + 12 * 2
    assert edits[-2:] == (
        PutCell("Сводка", MONTHS_ROW + 13, 1, date(2026, 12, 1)),
        PutCell("Сводка", MONTHS_ROW + 13, 2, date(2026, 12, 31)),
    )


def test_rows_that_the_owner_inserted_above_do_not_matter() -> None:
    edits = keep_current(sheet_of(date(2026, 11, 24), above=3), date(2026, 11, 25))
    assert edits == (PutCell("Сводка", 5, 2, date(2026, 11, 25)),)


def test_a_sheet_of_another_making_is_left_alone() -> None:
    assert keep_current(SheetImage("Сводка", [("Итоги",), (), (1.0, 2.0)]), date(2026, 11, 25)) == ()
