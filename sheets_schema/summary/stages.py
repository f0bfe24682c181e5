"""The block «Заказы по этапам»: how many, how many overdue, how much is owed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sheets_schema.a1 import whole_column
from sheets_schema.rule_tables import STAGES
from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.figures import Figures, StageLine
from sheets_schema.summary.layout import DATE_ROW, MOST_STAGES, STAGES_ROW, lines
from sheets_schema.tables import ORDERS
from sheets_schema.values import Formula

HEADERS: Final = ("Этап", "Заказов", "Просрочено", "Должны", "Завершающий")
ROWS: Final = lines(STAGES_ROW, MOST_STAGES)

_STAGE = whole_column(ORDERS, "stage")
_DUE = whole_column(ORDERS, "due")
_TERM = whole_column(ORDERS, "due_date")
_PAID = whole_column(ORDERS, "paid")


def area(column: str) -> str:
    """Return a column of the block's lines: «$B$17:$B$36»."""
    return f"${column}${ROWS[0]}:${column}${ROWS[-1]}"


def stage_cells(figures: Figures) -> Iterator[SummaryCell]:
    """Yield the block: header, total, one line for each row that «Этапы» may have."""
    looks = (Look.COLUMN, *(Look.FIGURE_COLUMN,) * 3, Look.MIDDLE_COLUMN)
    for column, (header, look) in enumerate(zip(HEADERS, looks, strict=True), 1):
        yield SummaryCell(STAGES_ROW, column, look, header)
    yield from _total(figures)
    for place, row in enumerate(ROWS):
        yield from _line(row, place + 2, figures.stages[place] if place < len(figures.stages) else None)


def _total(figures: Figures) -> Iterator[SummaryCell]:
    row = STAGES_ROW + 1
    yield SummaryCell(row, 1, Look.TOTAL_LABEL, "Всего")
    orders = sum(line.orders for line in figures.stages)
    overdue = sum(line.overdue for line in figures.stages)
    owed = sum((line.owed for line in figures.stages), Decimal("0.00"))
    yield SummaryCell(row, 2, Look.TOTAL_COUNT, Formula(f"SUM({area('B')})", Decimal(orders)))
    yield SummaryCell(row, 3, Look.TOTAL_COUNT, Formula(f"SUM({area('C')})", Decimal(overdue)))
    yield SummaryCell(row, 4, Look.TOTAL_MONEY, Formula(f"SUM({area('D')})", owed))


def _line(row: int, source_row: int, line: StageLine | None) -> Iterator[SummaryCell]:
    name = f"INDEX({whole_column(STAGES, 'name')},{source_row})"
    closed = f'INDEX({whole_column(STAGES, "closed")},{source_row})="да"'
    here = f"{_STAGE},$A{row}"
    late = f'COUNTIFS({here},{_TERM},"<"&$B${DATE_ROW})'
    owed, begun = f'SUMIFS({_DUE},{here},{_DUE},">0")', f'SUMIFS({_DUE},{here},{_DUE},">0",{_PAID},">0")'
    yield SummaryCell(row, 1, Look.LABEL, Formula(f'IF({name}="","",{name})', line.name if line else ""))
    yield _cell(row, 2, Look.COUNT, f"COUNTIFS({here})", Decimal(line.orders) if line else "")
    yield _cell(row, 3, Look.COUNT, f"IF({closed},0,{late})", Decimal(line.overdue) if line else "")
    yield _cell(row, 4, Look.MONEY, f"IF({closed},{begun},{owed})", line.owed if line else "")
    yield _cell(row, 5, Look.NOTE, f'IF({closed},"да","")', "да" if line and line.closed else "")


def _cell(row: int, column: int, look: Look, formula: str, cached: Decimal | str) -> SummaryCell:
    """Return a cell that stays blank while its line has no stage."""
    return SummaryCell(row, column, look, Formula(f'IF($A{row}="","",{formula})', cached))
