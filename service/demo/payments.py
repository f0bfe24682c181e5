"""What clients of the demo firm have paid, and how."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from service.demo.course import working
from service.demo.orders import Order
from service.demo.staff import FOREMEN, OFFICE
from sheets_schema.contents import Row
from sheets_schema.default_stages import ACCEPTED, AWAITS_PAYMENT, CANCELLED, FINISHED
from sheets_schema.ledger import CASH, REFUND
from sheets_schema.values import Value


def payments(random: Random, all_orders: Sequence[Order], bookings: Sequence[Row], today: date) -> tuple[Row, ...]:
    """Return «Платежи» by date: an advance for every accepted order, the rest of the finished ones, refunds, bookings."""
    rows = [row for order in all_orders for row in _of_order(random, order, today)]
    rows += [_of_booking(row) for row in bookings if row["state"] == "выполнена"]
    rows.sort(key=lambda row: str(row["date"]))
    return tuple({"number": number, **row} for number, row in enumerate(rows, 1))


def _of_order(random: Random, order: Order, today: date) -> Iterator[Row]:
    accepted, advance, price = order.course.day(ACCEPTED), order.row.get("advance"), order.row.get("price")
    if accepted is None or not isinstance(advance, Decimal) or not isinstance(price, Decimal):
        return
    yield _payment(random, order, accepted, advance, "аванс", str(order.row["inspector"]))
    rest, last = price - advance, order.course.steps[-1][1]
    if order.course.stage == FINISHED:
        yield _payment(random, order, last, rest, "доплата", OFFICE)
    if order.course.stage == CANCELLED:
        yield _payment(random, order, last, advance, REFUND, OFFICE)
    if order.course.stage == AWAITS_PAYMENT and random.random() < 0.3:  # noqa: PLR2004 - some bring it in two parts
        day = working(min(today, last + timedelta(days=2)))
        yield _payment(random, order, day, rest // 2000 * 1000, "доплата", OFFICE)


def _payment(random: Random, order: Order, day: date, amount: Decimal, kind: str, taker: str) -> Row:
    method = random.choices(["наличные", "перевод", "карта"], [4, 5, 2])[0] if kind != REFUND else "перевод"
    row: dict[str, Value] = {"date": day, "order": order.number, "amount": amount, "kind": kind, "method": method}
    return {**row, "taken_by": taker} if method == CASH else row


def _of_booking(booking: Row) -> Row:
    row: dict[str, Value] = {"kind": "доплата"}
    taker = FOREMEN[str(booking["crew"])] if booking["method"] == CASH else None
    renamed = {
        "date": booking["day"],
        "booking": booking["number"],
        "amount": booking["price"],
        "method": booking["method"],
    }
    return {**renamed, **row, "taken_by": taker} if taker else {**renamed, **row}
