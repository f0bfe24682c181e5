"""A firm to try Naryad on: believable, invented, and the same for the same seed and day."""

from datetime import date, timedelta
from random import Random
from typing import Final

from service.demo.bookings import bookings, services
from service.demo.course import working
from service.demo.history import history
from service.demo.mistakes import spoil_expenses, spoil_orders
from service.demo.orders import orders
from service.demo.payments import payments
from service.demo.spending import spending
from service.demo.staff import CREWS, crews, people, stages
from sheets_schema.contents import Contents, Row
from sheets_schema.default_settings import FIRM_NAME, FIRM_PHONE, SETTINGS
from sheets_schema.defaults import default_contents

__all__ = ["demo_firm"]

_SETTINGS: Final = {FIRM_NAME: "ООО «Светлый дом»", FIRM_PHONE: "+7 975 200-10-20"}


def demo_firm(seed: int, today: date) -> Contents:
    """Return the rows of a whole firm by table key, as of ``today``. Folders and problems are left to the robot."""
    random = Random(seed)  # noqa: S311 - a demo is repeatable, not secret
    all_orders = orders(random, today)
    booked = bookings(random, today)
    paid = payments(random, all_orders, booked, today)
    advances, expenses = spending(random, all_orders, paid, today)
    staff = people(random)
    return {
        **default_contents(),
        "orders": spoil_orders([order.row for order in all_orders]),
        "history": history(random, all_orders),
        "payments": paid,
        "expenses": spoil_expenses(expenses),
        "advances": advances,
        "bookings": booked,
        "stages": stages(),
        "people": staff,
        "crews": crews(),
        "services": services(),
        "calendar": _calendar(today),
        "settings": tuple({**row, **_value(row)} for row in SETTINGS),
    }


def _value(row: Row) -> Row:
    name = str(row["name"])
    return {"value": _SETTINGS[name]} if name in _SETTINGS else {}


def _calendar(today: date) -> tuple[Row, ...]:
    away = [working(today + timedelta(days=offset)) for offset in (8, 9)]
    absent: tuple[Row, ...] = tuple(
        {"day": day, "kind": "отсутствует", "crew": CREWS[2], "comment": "Обучение, допуск к работе"} for day in away
    )
    return ({"day": working(today + timedelta(days=17)), "kind": "выходной", "comment": "Инвентаризация"}, *absent)
