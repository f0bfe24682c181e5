"""The rows of «Заказы» with the formulas that stand in them."""

from collections.abc import Sequence
from decimal import Decimal

from sheets_schema.contents import Row
from sheets_schema.ledger import ZERO, amount_of, due, paid_by_order
from sheets_schema.order_formulas import order_formulas


def order_rows(orders: Sequence[Row], payments: Sequence[Row]) -> tuple[Row, ...]:
    """Add «Оплачено» and «Остаток» to every order, with their values computed from the payments."""
    paid = paid_by_order(payments)
    return tuple(_with_formulas(row, order, paid) for row, order in enumerate(orders, 2))


def _with_formulas(row: int, order: Row, paid: dict[int, Decimal]) -> Row:
    number, price = order.get("number"), order.get("price")
    so_far = paid.get(number, ZERO) if isinstance(number, int) else ZERO
    owed = due(None if price is None else amount_of(order, "price"), so_far)
    return {**order, **order_formulas(row, so_far, owed)}
