"""The two charts of «Сводка»: orders by stage, expenses by month."""

from collections.abc import Sequence
from typing import Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.worksheet.worksheet import Worksheet

from sheets_schema import palette
from sheets_schema.summary import spending, stages
from sheets_schema.summary.layout import CHART_COLUMN, MONTH_CHART_ROW, STAGE_CHART_ROW

_WIDTH, _STAGE_HEIGHT, _MONTH_HEIGHT = 24, 9, 8  # cm: columns G–O; the rows between one chart and the next block
_WHOLE: Final = "0"
_ROUBLES: Final = "#,##0"


def add_charts(sheet: Worksheet, *, stages: int, with_money: bool) -> None:
    """Add the charts beside the figures that they draw."""
    sheet.add_chart(_orders_by_stage(sheet, stages), f"{CHART_COLUMN}{STAGE_CHART_ROW}")
    if with_money:
        sheet.add_chart(_expenses_by_month(sheet), f"{CHART_COLUMN}{MONTH_CHART_ROW}")


def _orders_by_stage(sheet: Worksheet, count: int) -> BarChart:
    chart = _chart("Заказы по этапам, шт.", _WHOLE, _STAGE_HEIGHT)
    chart.type = "bar"
    chart.y_axis.delete, chart.y_axis.majorGridlines = True, None  # each bar says its figure
    chart.x_axis.scaling.orientation = "maxMin"  # the first stage on top, as in the table
    _fill(chart, sheet, value_column=2, rows=stages.ROWS[: max(count, 1)])
    _show_values(chart)
    for place in range(count):
        point = DataPoint(idx=place)
        point.graphicalProperties.solidFill = palette.stage_colour(place).mark
        chart.series[0].data_points.append(point)
    return chart


def _expenses_by_month(sheet: Worksheet) -> BarChart:
    chart = _chart("Расходы по месяцам, ₽", _ROUBLES, _MONTH_HEIGHT)
    chart.type = "col"
    _fill(chart, sheet, value_column=3, rows=spending.ROWS)
    chart.series[0].graphicalProperties.solidFill = palette.ACCENT
    chart.x_axis.number_format = "[$-419]MMM YY"
    return chart


def _chart(title: str, units: str, height: int) -> BarChart:
    chart = BarChart()
    chart.title, chart.legend = title, None
    chart.width, chart.height, chart.gapWidth = _WIDTH, height, 40
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = units
    return chart


def _show_values(chart: BarChart) -> None:
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, other, False)


def _fill(chart: BarChart, sheet: Worksheet, value_column: int, rows: Sequence[int]) -> None:
    values = Reference(sheet, min_col=value_column, min_row=rows[0], max_row=rows[-1])
    chart.add_data(values, titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=1, min_row=rows[0], max_row=rows[-1]))
