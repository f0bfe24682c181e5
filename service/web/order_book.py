"""The orders as pages look at them: found, paged, with their balance, payments and history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from threading import Lock
from typing import Final, NamedTuple

from service.journal import Journal
from service.web.live_rows import LiveRow, appended_row, live_row
from sheets_schema import ledger
from sheets_schema.cells.show import show_money
from sheets_schema.rulebook import Rulebook
from watchers.deadlines import is_overdue

AT_ONCE: Final = 50
"""Orders on one page."""


class Page(NamedTuple):
    """Some orders, and how many there are in all (None where counting would cost a search)."""

    rows: Sequence[LiveRow]
    total: int | None
    more: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """Roubles; ``due`` is None while there is no price."""

    price: Decimal | None
    paid: Decimal
    due: Decimal | None


class OrderBook:
    """Looks at orders. Sums of payments are kept for as long as the journal's state stays the same."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = Lock()
        self._paid: tuple[object, dict[int, Decimal]] = (None, {})

    def page(self, rules: Rulebook, today: date, *, text: str = "", stage: str = "", number: int = 1) -> Page:
        """Return one page (from 1) of the orders that fit, newest number first; those not in the workbook yet lead."""
        skip = (number - 1) * AT_ONCE
        store = self._journal.snapshots
        if text:
            known = store.search("orders", text, limit=AT_ONCE + 1, offset=skip, stage=stage or None)
            total = None
        else:
            known = store.page("orders", stage=stage or None, limit=AT_ONCE + 1, offset=skip)
            total = store.count("orders", stage=stage or None)
        promised = self._journal.outbox.pending_cells("orders")
        fresh = self._unwritten() if number == 1 and not text and not stage else []
        rows = fresh + [live_row(row, promised.get(row.number, {})) for row in known[:AT_ONCE]]
        paid = self._paid_by_order()
        return Page([_judged(row, paid, rules, today) for row in rows], total, len(known) > AT_ONCE)

    def order(self, number: int, rules: Rulebook, today: date) -> LiveRow | None:
        """Return one order, a vanished one too; None when there never was one."""
        known = self._journal.snapshots.get("orders", number)
        if known is None:
            return next((row for row in self._unwritten() if row.number == number), None)
        promised = self._journal.outbox.pending_cells("orders").get(number, {})
        return _judged(live_row(known, promised), self._paid_by_order(), rules, today)

    def payments(self, number: int) -> Sequence[LiveRow]:
        """Return the payments of an order, those not written yet last."""
        return self._about("payments", "order", number)

    def history(self, number: int) -> Sequence[LiveRow]:
        """Return what «История» says of an order, newest first."""
        rows = [row for row in self._about("history", "row", number) if row.text("table") == "Заказы"]
        return sorted(rows, key=lambda row: row.number, reverse=True)

    def balance(self, order: LiveRow, payments: Sequence[LiveRow]) -> Balance:
        """Return what an order has paid and owes, made of these payments."""
        price = order.values.get("price")
        paid = ledger.paid(order.number, [row.values for row in payments])
        known = price if isinstance(price, Decimal) else None
        return Balance(known, paid, ledger.due(known, paid))

    def _about(self, table: str, column: str, number: int) -> Sequence[LiveRow]:
        known = self._journal.snapshots.about(table, column, number)
        cells = self._journal.outbox.pending_cells(table) if known else {}
        waiting = [row for row in self._journal.outbox.pending_appends(table) if row.cells.get(column) == number]
        return [live_row(row, cells.get(row.number, {})) for row in known] + [appended_row(row) for row in waiting]

    def _unwritten(self) -> list[LiveRow]:
        return [appended_row(effect) for effect in reversed(self._journal.outbox.pending_appends("orders"))]

    def _paid_by_order(self) -> dict[int, Decimal]:
        """Sum up all payments, at most once for each state of the journal."""
        seen = self._journal.snapshots.state()
        state = seen.stamp, seen.generation, tuple(self._journal.outbox.counts().values())
        with self._lock:
            if self._paid[0] != state:
                self._paid = state, self._summed()
            return self._paid[1]

    def _summed(self) -> dict[int, Decimal]:
        known = (row.record for row in self._journal.snapshots.rows("payments") if row.record)
        sums = ledger.paid_by_order(known)
        waiting = (appended_row(effect).values for effect in self._journal.outbox.pending_appends("payments"))
        for order, paid in ledger.paid_by_order(waiting).items():
            sums[order] = sums.get(order, ledger.ZERO) + paid
        return sums


def _judged(row: LiveRow, paid: Mapping[int, Decimal], rules: Rulebook, today: date) -> LiveRow:
    """Add what the sheet shows by formula: the balance due, and whether the stage's term is over."""
    price = row.values.get("price")
    due = show_money(price - paid.get(row.number, ledger.ZERO)) if isinstance(price, Decimal) else ""
    return replace(row, due=due, overdue=is_overdue(row.values, rules.stages, today))
