"""The block «Деньги у работников»: what each was given, took, spent, and has on him."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sheets_schema.a1 import whole_column
from sheets_schema.layout import letters
from sheets_schema.ledger import CASH, GIVEN, HANDED_IN, REFUND, RETURNED, ZERO, WorkerBalance
from sheets_schema.rule_tables import PEOPLE
from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.figures import Figures
from sheets_schema.summary.layout import MOST_WORKERS, WORKERS_ROW, lines
from sheets_schema.tables import ADVANCES, EXPENSES, PAYMENTS
from sheets_schema.values import Formula

HEADERS: Final = ("Работник", "Выдано", "Взял наличными", "Потратил", "Вернул", "Сдал в кассу", "На нём")
ROWS: Final = lines(WORKERS_ROW, MOST_WORKERS)
ON_HAND: Final = "G"


def worker_cells(figures: Figures) -> Iterator[SummaryCell]:
    """Yield the block: header, total, one line for each row that «Сотрудники» may have."""
    yield SummaryCell(WORKERS_ROW - 1, 1, Look.HEADING, "Деньги у работников, ₽")
    for column, header in enumerate(HEADERS, 1):
        yield SummaryCell(WORKERS_ROW, column, Look.COLUMN if column == 1 else Look.FIGURE_COLUMN, header)
    yield from _total([balance for _, balance in figures.workers])
    for place, row in enumerate(ROWS):
        yield from _line(row, place + 2, figures.workers[place] if place < len(figures.workers) else None)


def area(column: str) -> str:
    """Return a column of the block's lines: «$G$58:$G$97»."""
    return f"${column}${ROWS[0]}:${column}${ROWS[-1]}"


def _total(balances: list[WorkerBalance]) -> Iterator[SummaryCell]:
    row = WORKERS_ROW + 1
    yield SummaryCell(row, 1, Look.TOTAL_LABEL, "Всего")
    columns = zip(*map(_sums, balances), strict=True) if balances else [()] * (len(HEADERS) - 1)
    for column, sums in enumerate(columns, 2):
        yield SummaryCell(row, column, Look.TOTAL_MONEY, Formula(f"SUM({area(letters(column))})", sum(sums, ZERO)))


def _sums(balance: WorkerBalance) -> tuple[Decimal, ...]:
    return balance.given, balance.cash, balance.spent, balance.returned, balance.handed_in, balance.on_hand


def _line(row: int, source_row: int, worker: tuple[str, WorkerBalance] | None) -> Iterator[SummaryCell]:
    name = f"INDEX({whole_column(PEOPLE, 'name')},{source_row})"
    yield SummaryCell(row, 1, Look.LABEL, Formula(f'IF({name}="","",{name})', worker[0] if worker else ""))
    cached: tuple[Decimal | str, ...] = _sums(worker[1]) if worker else ("",) * (len(HEADERS) - 1)
    for column, (formula, value) in enumerate(zip(_formulas(row), cached, strict=True), 2):
        yield SummaryCell(row, column, Look.MONEY, Formula(f'IF($A{row}="","",{formula})', value))


def _formulas(row: int) -> tuple[str, ...]:
    spent = f"SUMIFS({whole_column(EXPENSES, 'amount')},{whole_column(EXPENSES, 'worker')},$A{row})"
    on_hand = f"$B{row}+$C{row}-$D{row}-$E{row}-$F{row}"
    return _advance(row, GIVEN), _cash(row), spent, _advance(row, RETURNED), _advance(row, HANDED_IN), on_hand


def _advance(row: int, kind: str) -> str:
    amount, worker, of_kind = (whole_column(ADVANCES, key) for key in ("amount", "worker", "kind"))
    return f'SUMIFS({amount},{worker},$A{row},{of_kind},"{kind}")'


def _cash(row: int) -> str:
    amount, who, method, kind = (whole_column(PAYMENTS, key) for key in ("amount", "taken_by", "method", "kind"))
    taken = f'{amount},{who},$A{row},{method},"{CASH}",{kind}'
    return f'SUMIFS({taken},"<>{REFUND}")-SUMIFS({taken},"{REFUND}")'
