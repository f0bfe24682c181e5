"""«История» of the demo firm: who moved each order to each stage, as the robot would have written it down."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Final

from service.demo.orders import Order
from service.demo.staff import OFFICE, TURNS
from sheets_schema.contents import Row
from sheets_schema.tables import ORDERS

_FIRST_HOUR, _LAST_HOUR = 9, 17
_BY_WORD: Final = "со слов"
_PROBABLY: Final = "вероятно"


def history(random: Random, all_orders: Sequence[Order]) -> tuple[Row, ...]:
    """Return the rows in the order of time."""
    rows = [row for order in all_orders for row in _of_order(random, order)]
    rows.sort(key=lambda row: (str(row["at"]), str(row["row"])))
    return tuple({"number": number, **row} for number, row in enumerate(rows, 1))


def _of_order(random: Random, order: Order) -> Iterator[Row]:
    head: Row = {"table": ORDERS.title, "row": order.number}
    (first, day), *_ = order.course.steps
    summary = ", ".join(str(order.row[key]) for key in ("name", "address"))
    moment = _moment(random, day)
    yield {**head, "at": moment, "what": "новая строка", "became": summary, "who": OFFICE, "known": _PROBABLY}
    was = first
    for stage, entered in order.course.steps[1:]:
        who = str(order.row["moved_by"]) if stage == order.course.stage else TURNS[was]
        moment = max(moment, _moment(random, entered))
        yield {**head, "at": moment, "what": "Этап", "was": was, "became": stage, "who": who, "known": _BY_WORD}
        was = stage


def _moment(random: Random, day: date) -> datetime:
    hour, minute = random.randint(_FIRST_HOUR, _LAST_HOUR), random.randrange(60)
    return datetime.combine(day, time(hour, minute))
