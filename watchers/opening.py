"""The first poll books advances that stand in the orders and in no payment, so that sums are right from the first day."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheets_schema.effects import Effect
from sheets_schema.snapshot import KnownRow
from watchers.context import Context
from watchers.reactions import advance_payment


def opening_payments(rows: Sequence[KnownRow], context: Context) -> Iterator[Effect]:
    """Yield an opening booking for each order with an advance and no payment at all. ``rows`` are those of the baseline."""
    paid = {row.record.get("order") for row in rows if row.table == "payments" and row.record}
    for row in rows:
        advance = (row.record or {}).get("advance") if row.table == "orders" else None
        if isinstance(advance, Decimal) and advance and row.number not in paid:
            yield advance_payment(row.number, advance, context, key=f"opening:{row.number}", opening=True)
