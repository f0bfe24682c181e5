"""What an order has paid and still owes, and what money a worker has on him. Balances are derived, never stored as truth.

Sums are Decimal roubles. A record is a row by column key; rows of others and sums that are no sums count for nothing,
exactly as SUMIFS in the workbook has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from sheets_schema.snapshot import Record

REFUND: Final = "возврат"
CASH: Final = "наличные"
GIVEN: Final = "выдано"
RETURNED: Final = "возвращено"
HANDED_IN: Final = "сдано в кассу"

ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class WorkerBalance:
    """A worker's account with the firm, in roubles. ``on_hand`` below zero: the firm owes him."""

    given: Decimal = ZERO
    cash: Decimal = ZERO
    """Taken from clients in cash, less what he paid back to them."""
    spent: Decimal = ZERO
    returned: Decimal = ZERO
    handed_in: Decimal = ZERO
    spent_by_category: Mapping[str, Decimal] = field(default_factory=dict, hash=False)

    @property
    def on_hand(self) -> Decimal:
        """What of the firm's money he has now: given + cash − spent − returned − handed in."""
        return self.given + self.cash - self.spent - self.returned - self.handed_in


def amount_of(record: Record, key: str = "amount") -> Decimal:
    """Return a record's sum in roubles; zero when it has none that a spreadsheet would add up."""
    value = record.get(key)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ZERO


def same(value: object, word: str) -> bool:
    """Tell whether a cell holds the word, as COUNTIFS compares: letter case makes no difference."""
    return isinstance(value, str) and value.casefold() == word.casefold()


def received(payment: Record) -> Decimal:
    """Return what the payment brought the firm: a refund counts below zero."""
    return -amount_of(payment) if same(payment.get("kind"), REFUND) else amount_of(payment)


def paid(order: int, payments: Iterable[Record]) -> Decimal:
    """Return what was received for the order with that №, refunds taken off."""
    return sum((received(payment) for payment in payments if payment.get("order") == order), ZERO)


def paid_by_order(payments: Iterable[Record]) -> dict[int, Decimal]:
    """Return ``paid`` of every order that has payments, in one pass."""
    sums: dict[int, Decimal] = {}
    for payment in payments:
        order = payment.get("order")
        if isinstance(order, int):
            sums[order] = sums.get(order, ZERO) + received(payment)
    return sums


def due(price: Decimal | None, paid_so_far: Decimal) -> Decimal | None:
    """Return what is still owed, below zero when too much was paid; ``None`` while there is no price."""
    return None if price is None else price - paid_so_far


def worker_balance(
    worker: str, advances: Iterable[Record], payments: Iterable[Record], expenses: Iterable[Record]
) -> WorkerBalance:
    """Return the account of the worker with that name, from the rows of «Подотчёт», «Платежи» and «Расходы»."""
    own = [record for record in advances if same(record.get("worker"), worker)]
    his_expenses = [record for record in expenses if same(record.get("worker"), worker)]
    taken = (p for p in payments if same(p.get("method"), CASH) and same(p.get("taken_by"), worker))
    by_category: dict[str, Decimal] = {}
    for record in his_expenses:
        category = str(record.get("category", ""))
        by_category[category] = by_category.get(category, ZERO) + amount_of(record)
    return WorkerBalance(
        given=_of_kind(own, GIVEN),
        cash=sum(map(received, taken), ZERO),
        spent=sum(map(amount_of, his_expenses), ZERO),
        returned=_of_kind(own, RETURNED),
        handed_in=_of_kind(own, HANDED_IN),
        spent_by_category=by_category,
    )


def _of_kind(advances: Iterable[Record], kind: str) -> Decimal:
    return sum((amount_of(record) for record in advances if same(record.get("kind"), kind)), ZERO)
