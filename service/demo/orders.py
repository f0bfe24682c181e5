"""The orders of the demo firm, over all stages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from service.demo.course import Course, course, working
from service.demo.people import Client, clients
from service.demo.staff import CREWS, FOREMEN, OFFICE, RESPONSIBLE, TURNS
from sheets_schema.contents import Row
from sheets_schema.default_stages import (
    ACCEPTED,
    APPLIED,
    AWAITS_PAYMENT,
    CANCELLED,
    CONTRACT,
    FINISHED,
    GRID_PAPERS,
    HANDOVER,
    INSPECTION,
    MOUNTING,
    NEW,
    PAPERS,
)
from sheets_schema.defaults import CHANNELS, DOCUMENTS
from sheets_schema.values import Value

_HOW_MANY: Final = {
    NEW: 6, INSPECTION: 5, ACCEPTED: 6, APPLIED: 8, MOUNTING: 8, PAPERS: 5, HANDOVER: 5, GRID_PAPERS: 7, CONTRACT: 6,
    AWAITS_PAYMENT: 7, FINISHED: 14, CANCELLED: 4,
}  # fmt: skip
# Object type → the least and the greatest price, in thousands of roubles.
_TYPES: Final = {
    "частный дом": (45, 120), "дача": (30, 75), "участок без дома": (25, 60), "гараж": (15, 30), "баня": (18, 35),
    "бытовка": (15, 28), "магазин": (90, 180), "мастерская": (70, 150), "теплица": (20, 40),
}  # fmt: skip
_HOW_USUAL: Final = (9, 7, 6, 3, 3, 3, 2, 2, 1)
_FEATURES: Final = (
    "15 кВт, три фазы", "5 кВт, одна фаза", "опора за дорогой", "нет своего щита", "ввод под землёй", "собака во дворе",
    "въезд со стороны реки", "нужен прокол под дорогой",
)  # fmt: skip
_NOTES: Final = (
    "Звонить после 18", "Ключ у соседки, уч. 14", "Просит прислать фото щита", "Торопит: продаёт дом", "Пропуск через охрану",
    "Оплата от жены", "Второй заказ у нас", "Договор заберёт сын по доверенности",
)  # fmt: skip
_ACCEPTED_PLACE: Final = 2
_APPLIED_PLACE: Final = 3
_MOUNTED_PLACE: Final = 4


@dataclass(frozen=True, slots=True)
class Order:
    """An order with what is known of it beyond its row."""

    row: Row
    course: Course

    @property
    def number(self) -> int:
        """Its №."""
        number = self.row["number"]
        assert isinstance(number, int)
        return number


def orders(random: Random, today: date) -> tuple[Order, ...]:
    """Return the orders numbered in the order in which they came."""
    courses = [course(random, stage, today) for stage, count in _HOW_MANY.items() for _ in range(count)]
    courses.sort(key=lambda one: one.steps[0][1])
    who = clients(random)
    return tuple(
        Order({"number": number, **_known(_cells(random, one, next(who), today))}, one)
        for number, one in enumerate(courses, 1)
    )


def _known(cells: dict[str, Value]) -> Row:
    return {key: value for key, value in cells.items() if value not in {None, ""}}


def _cells(random: Random, one: Course, client: Client, today: date) -> dict[str, Value]:
    return {
        **_request(random, one, client),
        **_inspection(random, one, today),
        **_agreement(random, one),
        **_turn(random, one),
        **_work(random, one),
    }


def _request(random: Random, one: Course, client: Client) -> dict[str, Value]:
    return {
        "date": one.steps[0][1],
        "channel": random.choice(CHANNELS),
        "name": client.name,
        "phone": client.phone,
        "email": client.email if random.random() < 0.6 else "",  # noqa: PLR2004 - the older half give none
        "address": client.address,
        "features": _sometimes(random, _FEATURES),
        "note": _sometimes(random, _NOTES),
        "consent": random.choice([True, True, False, None]),
    }


def _sometimes(random: Random, words: tuple[str, ...]) -> str:
    return random.choice(words) if random.random() < 0.3 else ""  # noqa: PLR2004 - a remark on every third order


def _inspection(random: Random, one: Course, today: date) -> dict[str, Value]:
    if one.day(INSPECTION) is None:
        return {}
    accepted = one.day(ACCEPTED)
    day = accepted or working(today + timedelta(days=random.randint(0, 4)))
    return {"inspection_date": day, "inspector": random.choice(list(FOREMEN.values()))}


def _agreement(random: Random, one: Course) -> dict[str, Value]:
    kind = random.choices(list(_TYPES), _HOW_USUAL)[0]
    if one.place < _ACCEPTED_PLACE:
        return {"object_type": kind if random.random() < 0.5 else ""}  # noqa: PLR2004 - half ask before they tell
    least, most = _TYPES[kind]
    price = random.randrange(least * 2, most * 2 + 1) * 500
    brought = DOCUMENTS[:5] if one.place >= _APPLIED_PLACE else DOCUMENTS[: random.randint(1, 4)]
    return {
        "object_type": kind,
        "price": Decimal(price),
        "advance": Decimal(price * random.choice([3, 4, 5]) // 10000 * 1000),
        "documents": ", ".join(brought),
        "documents_complete": one.place >= _APPLIED_PLACE,
        "form_state": _form_state(one),
    }


def _form_state(one: Course) -> str:
    if one.stage == FINISHED:
        return "скан в папке"
    return "аванс подписан" if one.stage != CANCELLED else ""


def _turn(random: Random, one: Course) -> dict[str, Value]:
    previous = one.steps[-2][0] if len(one.steps) > 1 else one.stage
    return {
        "stage": one.stage,
        "responsible": TURNS.get(one.stage, ""),
        "moved_by": TURNS.get(previous, OFFICE) if random.random() < 0.8 else random.choice(RESPONSIBLE),  # noqa: PLR2004 - mostly whose turn it was
        "due_date": one.due,
        "answered": random.choice([True, False, None]) if one.stage == AWAITS_PAYMENT else None,
    }


def _work(random: Random, one: Course) -> dict[str, Value]:
    begun = one.day(MOUNTING)
    if begun is None:
        return {}
    ended = one.day(PAPERS)
    day = working(ended) if ended else working(begun + timedelta(days=random.randint(2, 6)))
    return {"mounting_date": day, "crew": random.choice(CREWS)}


def mounted(all_orders: tuple[Order, ...]) -> Iterator[Order]:
    """Yield the orders that a crew has worked on."""
    return (order for order in all_orders if order.course.place >= _MOUNTED_PLACE)
