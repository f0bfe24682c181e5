"""Where the blocks of «Сводка» stand and how much they hold. Rows and columns are 1-based."""

from typing import Final

TITLE: Final = "Сводка"
DATE_LABEL: Final = "На дату"
MONTH_LABEL: Final = "Месяц"

DATE_ROW: Final = 2
MAIN_ROW: Final = 4
"""Heading of the main figures; the figures follow in ``main.py``'s order."""

STAGES_ROW: Final = 15
"""Header of the stages; the total stands right under it, above the lines, so that unused lines leave no hole."""
MOST_STAGES: Final = 20

MONTHS_ROW: Final = 39
MONTHS: Final = 12
MOST_CATEGORIES: Final = 12

WORKERS_ROW: Final = 56
MOST_WORKERS: Final = 40

CHART_COLUMN: Final = "G"
STAGE_CHART_ROW: Final = 3
MONTH_CHART_ROW: Final = 21

WIDTHS: Final = (32.0,) + (16.0,) * 15
"""Of columns A to P, in letters."""


def lines(header_row: int, count: int) -> range:
    """Return the rows of a block's lines: under its header and its total."""
    return range(header_row + 2, header_row + 2 + count)
