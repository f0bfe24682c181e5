"""The figures of «Сводка», computed from the rows as a spreadsheet computes them.

Give it every row that stands in the sheets, with the fields that could be read, and not only the valid ones: SUMIFS counts
a row whose phone is wrong. Sums are Decimal roubles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets_schema.ledger import ZERO, WorkerBalance, amount_of, due, paid_by_order, same, worker_balance
from sheets_schema.snapshot import Record
from sheets_schema.summary.layout import MONTHS, MOST_CATEGORIES, MOST_STAGES, MOST_WORKERS
from sheets_schema.summary.months import Month, last_months

Records = Mapping[str, Sequence[Record]]
"""Rows by table key; a table that is not there has none."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """Orders at one stage. A closed stage is owed only what somebody began to pay: the rest was cancelled."""

    name: str
    closed: bool
    orders: int
    overdue: int
    owed: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that «Сводка» shows."""

    today: date
    stages: tuple[StageLine, ...]
    unknown_stage: int
    overpaid: Decimal
    workers: tuple[tuple[str, WorkerBalance], ...]
    categories: tuple[str, ...]
    months: tuple[Month, ...]
    spent: tuple[tuple[Decimal, ...], ...]
    """By month, then by category."""
    spent_in_all: tuple[Decimal, ...]
    """By month, categories that are off the list among them."""


def figures(records: Records, today: date) -> Figures:
    """Compute all figures as of ``today``: an order is overdue when its term is before that day."""
    names = [str(row["name"]) for row in records.get("people", ()) if row.get("name")][:MOST_WORKERS]
    categories = [str(row["categories"]) for row in records.get("lists", ()) if row.get("categories")][:MOST_CATEGORIES]
    months = last_months(today, MONTHS)
    expenses = records.get("expenses", ())
    orders = _with_balances(records)
    stages = _stages(records, orders, today)
    at_known = sum(line.orders for line in stages)
    return Figures(
        today=today,
        stages=stages,
        unknown_stage=sum(1 for order in orders if order.get("stage")) - at_known,
        overpaid=-sum((owed for owed in map(_owed, orders) if owed < 0), ZERO),
        workers=tuple((name, _balance(name, records)) for name in names),
        categories=tuple(categories),
        months=months,
        spent=tuple(tuple(_spent(expenses, month, name) for name in categories) for month in months),
        spent_in_all=tuple(_spent(expenses, month) for month in months),
    )


def _balance(name: str, records: Records) -> WorkerBalance:
    return worker_balance(name, records.get("advances", ()), records.get("payments", ()), records.get("expenses", ()))


def _with_balances(records: Records) -> list[Record]:
    paid = paid_by_order(records.get("payments", ()))
    return [_with_balance(order, paid) for order in records.get("orders", ())]


def _with_balance(order: Record, paid: Mapping[int, Decimal]) -> Record:
    number, price = order.get("number"), order.get("price")
    so_far = paid.get(number, ZERO) if isinstance(number, int) else ZERO
    return {**order, "paid": so_far, "due": due(amount_of(order, "price") if price is not None else None, so_far)}


def _owed(order: Record) -> Decimal:
    return amount_of(order, "due")


def _stages(records: Records, orders: Sequence[Record], today: date) -> tuple[StageLine, ...]:
    rows = [row for row in records.get("stages", ()) if row.get("name")][:MOST_STAGES]
    return tuple(_stage(str(row["name"]), row.get("closed") is True, orders, today) for row in rows)


def _stage(name: str, closed: bool, orders: Sequence[Record], today: date) -> StageLine:
    here = [order for order in orders if same(order.get("stage"), name)]
    owing = [order for order in here if _owed(order) > 0 and (not closed or amount_of(order, "paid") > 0)]
    late = 0 if closed else sum(1 for order in here if _is_before(order.get("due_date"), today))
    return StageLine(name, closed, len(here), late, sum(map(_owed, owing), ZERO))


def _is_before(day: object, today: date) -> bool:
    return isinstance(day, date) and day < today


def _spent(expenses: Sequence[Record], month: Month, category: str | None = None) -> Decimal:
    own = (row for row in expenses if category is None or same(row.get("category"), category))
    return sum((amount_of(row) for row in own if month.holds(row.get("date"))), ZERO)
