"""The first block of «Сводка»: what an owner asks first."""

from collections.abc import Iterator
from decimal import Decimal

from sheets_schema.a1 import whole_column
from sheets_schema.ledger import ZERO
from sheets_schema.summary import spending, stages, workers
from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.figures import Figures, StageLine
from sheets_schema.summary.layout import DATE_LABEL, DATE_ROW, MAIN_ROW, STAGES_ROW, TITLE
from sheets_schema.tables import ORDERS
from sheets_schema.values import Formula

Line = tuple[str, Look, str, Decimal]


def main_cells(figures: Figures, *, with_money: bool) -> Iterator[SummaryCell]:
    """Yield title, date and main figures; ``with_money`` when the firm keeps expenses.

    «На дату» is a plain date that the robot keeps current, and not TODAY(): the cached figures then agree with the sheet on
    any day, the sheet says of which day it speaks when the robot rested, and closing the file asks nobody to save.
    """
    yield SummaryCell(1, 1, Look.TITLE, TITLE)
    yield SummaryCell(DATE_ROW, 1, Look.LABEL, DATE_LABEL)
    yield SummaryCell(DATE_ROW, 2, Look.DATE, figures.today)
    yield SummaryCell(MAIN_ROW, 1, Look.HEADING, "Главное")
    lines = [*_of_orders(figures), *(_of_money(figures) if with_money else ())]
    for row, (label, look, formula, cached) in enumerate(lines, MAIN_ROW + 1):
        yield SummaryCell(row, 1, Look.LABEL, label)
        yield SummaryCell(row, 2, look, Formula(formula, cached))
    yield SummaryCell(STAGES_ROW - 1, 1, Look.HEADING, "Заказы по этапам")


def _of_orders(figures: Figures) -> Iterator[Line]:
    going = [line for line in figures.stages if not line.closed]
    closed = [line for line in figures.stages if line.closed]
    count, owed, ends = stages.area("B"), stages.area("D"), stages.area("E")
    due, at = whole_column(ORDERS, "due"), whole_column(ORDERS, "stage")
    yield "Должны клиенты", Look.MONEY, f'SUMIFS({owed},{ends},"<>да")', _owed(going)
    yield "Остаток по закрытым заказам", Look.MONEY, f'SUMIFS({owed},{ends},"да")', _owed(closed)
    yield "Клиенты переплатили", Look.MONEY, f'0-SUMIFS({due},{due},"<0")', figures.overpaid
    yield "Заказов в работе", Look.COUNT, f'SUMIFS({count},{ends},"<>да")', Decimal(sum(line.orders for line in going))
    late = sum(line.overdue for line in going)
    yield "Из них просрочено", Look.COUNT, f"SUM({stages.area('C')})", Decimal(late)
    unknown = f'COUNTIFS({at},"<>")-1-SUM({count})'
    yield "С этапом не из списка", Look.COUNT, unknown, Decimal(figures.unknown_stage)


def _of_money(figures: Figures) -> Iterator[Line]:
    on_hand = sum((balance.on_hand for _, balance in figures.workers), ZERO)
    yield "На руках у работников", Look.MONEY, f"SUM({workers.area(workers.ON_HAND)})", on_hand
    yield "Расходы за этот месяц", Look.MONEY, f"SUM($C${spending.ROWS[-1]})", figures.spent_in_all[-1]


def _owed(lines: list[StageLine]) -> Decimal:
    return sum((line.owed for line in lines), ZERO)
