"""«Сводка» as a worksheet: looks, locked formulas, two charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.create.cells import put
from service.backends.xlsx.create.charts import add_charts
from service.backends.xlsx.create.colours import fill_where
from service.backends.xlsx.create.printing import set_up_printing
from service.backends.xlsx.create.sheet import lock
from service.backends.xlsx.create.styles import (
    BOLD,
    DATE_FORMAT,
    FONT,
    GREY,
    HEADER_ALIGNMENT,
    HEADER_LINE,
    MONEY_FORMAT,
    MONTH_FORMAT,
    PLAIN,
    fill,
)
from sheets_schema import palette
from sheets_schema.layout import letters
from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.layout import WIDTHS

TAB_COLOUR: Final = "D69E2E"
_LEFT, _RIGHT, _MIDDLE = (Alignment(horizontal=side) for side in ("left", "right", "center"))
_COUNT: Final = '0;-0;"—"'
_MONEY: Final = f'{MONEY_FORMAT};-{MONEY_FORMAT};"—"'
"""Zeros as dashes: the eye finds the sums."""
_HEADER_HEIGHT: Final = 22.0
_TITLE: Final = Font(name=FONT, size=18, bold=True, color=palette.INK)
_HEADING: Final = Font(name=FONT, size=13, bold=True, color=palette.ACCENT)
_MIDDLE_HEADER: Final = Alignment(horizontal="center", vertical="center")
_RIGHT_HEADER: Final = Alignment(horizontal="right", vertical="center", wrap_text=True)


@dataclass(frozen=True, slots=True)
class _Dress:
    font: Font
    alignment: Alignment
    number_format: str = "General"
    colour: str = ""


_DRESSES: Final[Mapping[Look, _Dress]] = {
    Look.TITLE: _Dress(_TITLE, _LEFT),
    Look.HEADING: _Dress(_HEADING, _LEFT),
    Look.COLUMN: _Dress(BOLD, HEADER_ALIGNMENT, colour=palette.HEADER),
    Look.MIDDLE_COLUMN: _Dress(BOLD, _MIDDLE_HEADER, colour=palette.HEADER),
    Look.FIGURE_COLUMN: _Dress(BOLD, _RIGHT_HEADER, colour=palette.HEADER),
    Look.FREE_COLUMN: _Dress(BOLD, _RIGHT_HEADER),
    Look.LABEL: _Dress(PLAIN, _LEFT),
    Look.NOTE: _Dress(GREY, _MIDDLE),
    Look.COUNT: _Dress(PLAIN, _RIGHT, _COUNT),
    Look.MONEY: _Dress(PLAIN, _RIGHT, _MONEY),
    Look.DATE: _Dress(GREY, _RIGHT, DATE_FORMAT),
    Look.MONTH: _Dress(PLAIN, _LEFT, MONTH_FORMAT),
    Look.TOTAL_LABEL: _Dress(BOLD, _LEFT),
    Look.TOTAL_COUNT: _Dress(BOLD, _RIGHT, _COUNT),
    Look.TOTAL_MONEY: _Dress(BOLD, _RIGHT, _MONEY),
}


def write_summary(sheet: Worksheet, cells: Sequence[SummaryCell], *, stages: int, with_money: bool) -> None:
    """Write all cells and the charts of the first ``stages`` stages and, ``with_money``, of the months."""
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[letters(place)].width = width
    for summary_cell in cells:
        _write(sheet, summary_cell)
    add_charts(sheet, stages=stages, with_money=with_money)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = TAB_COLOUR
    set_up_printing(sheet, list(WIDTHS))
    sheet.page_setup.fitToWidth = 1
    sheet.print_title_rows = None
    lock(sheet)


def _write(sheet: Worksheet, summary_cell: SummaryCell) -> None:
    dress = _DRESSES[summary_cell.look]
    cell = put(sheet, summary_cell.row, summary_cell.column, summary_cell.value)
    cell.font, cell.alignment, cell.number_format = dress.font, dress.alignment, dress.number_format
    if dress.colour:
        cell.fill, cell.border = fill(dress.colour), HEADER_LINE
        sheet.row_dimensions[cell.row].height = _HEADER_HEIGHT
    if summary_cell.look is Look.FREE_COLUMN:
        fill_where(sheet, cell.coordinate, f'{cell.coordinate}<>""', palette.HEADER)
