"""«Сводка»: the owner's worksheet, as a description in which each formula stands beside the value that we compute for it.

Only SUMIFS, COUNTIFS, INDEX, SUM and IF: the functions that Excel, LibreOffice, Google and a phone's preview all have.
"""

from collections.abc import Collection
from datetime import date

from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.current import keep_current
from sheets_schema.summary.figures import Figures, Records, figures
from sheets_schema.summary.main import main_cells
from sheets_schema.summary.spending import spending_cells
from sheets_schema.summary.stages import stage_cells
from sheets_schema.summary.workers import worker_cells

__all__ = ["Figures", "Look", "Records", "SummaryCell", "figures", "keep_current", "summary_cells"]

MONEY_TABLES = frozenset({"expenses", "advances"})


def summary_cells(records: Records, today: date, tables: Collection[str]) -> tuple[SummaryCell, ...]:
    """Return all cells of «Сводка» as of ``today`` for a workbook with the tables of these keys.

    A firm that keeps no expenses gets no blocks about them: their formulas would have nothing to look at.
    """
    found = figures(records, today)
    with_money = set(tables) >= MONEY_TABLES
    cells = [*main_cells(found, with_money=with_money), *stage_cells(found)]
    if with_money:
        cells += [*spending_cells(found), *worker_cells(found)]
    return tuple(cells)
