"""Small jobs that clients of the demo firm have booked, around today."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import product
from random import Random
from typing import Final

from service.demo.course import working
from service.demo.people import clients
from service.demo.staff import CREWS
from sheets_schema.contents import Row
from sheets_schema.defaults import SERVICES

_HOURS: Final = (9, 11, 13, 15)
_DAYS_AROUND: Final = range(-9, 11)
_COUNT: Final = 18
_AHEAD: Final = ("подтверждена", "подтверждена", "ждёт оплаты", "подтверждена", "перенесена")
_BEHIND: Final = ("выполнена", "выполнена", "выполнена", "отменена")


def services() -> tuple[Row, ...]:
    """Return «Услуги» as the demo firm offers them."""
    return tuple({**service, "offered": True, "crews": ", ".join(CREWS)} for service in SERVICES)


def bookings(random: Random, today: date) -> tuple[Row, ...]:
    """Return «Записи»: no crew is in two places at once."""
    days = sorted({working(today + timedelta(days=offset)) for offset in _DAYS_AROUND})
    slots = sorted(random.sample(list(product(days, _HOURS, CREWS)), _COUNT))
    return tuple({"number": number, **row} for number, row in enumerate(_rows(random, slots, today), 1))


def _rows(random: Random, slots: list[tuple[date, int, str]], today: date) -> Iterator[Row]:
    who = clients(random)
    for place, (day, hour, crew) in enumerate(slots):
        service, client = random.choice(SERVICES), next(who)
        states = _BEHIND if day < today else _AHEAD
        yield {
            "day": day, "start": time(hour), "crew": crew, "service": service["name"], "price": service["price"],
            "name": client.name, "phone": client.phone, "email": client.email, "address": client.address,
            "method": random.choice(["наличные", "онлайн"]), "state": states[place % len(states)],
        }  # fmt: skip
