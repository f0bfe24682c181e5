"""Money of the demo firm in its workers' hands: given, spent, handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from service.demo.course import working
from service.demo.orders import Order, mounted
from service.demo.staff import EXAMPLE_WORKER, FOREMEN, OWNER, WORKERS
from sheets_schema.contents import Row
from sheets_schema.ledger import CASH, GIVEN, HANDED_IN, RETURNED, ZERO, amount_of, received
from sheets_schema.summary.months import last_months

_MONTHS: Final = 6
# Category → how often, the least and the greatest sum in roubles, what it was.
_BOUGHT: Final[Mapping[str, tuple[int, int, int, tuple[str, ...]]]] = {
    "материалы": (
        9,
        800,
        9500,
        ("СИП 2×16, 40 м", "Щит учёта", "Автомат С25, 3 шт.", "Зажимы анкерные, 4 шт.", "Труба 25, 30 м"),
    ),
    "топливо": (7, 900, 3200, ("АИ-92, 30 л", "АИ-95, 40 л", "Дизель, 35 л")),
    "инструмент": (2, 450, 6800, ("Бур 16×600", "Пресс-клещи", "Отвёртки с изоляцией")),
    "проезд": (2, 150, 900, ("Платная дорога", "Парковка", "Электричка")),
    "пошлины": (1, 350, 1200, ("Выписка ЕГРН", "Нотариус")),
    "связь": (1, 300, 800, ("Связь бригады",)),
    "прочее": (1, 200, 900, ("Вода", "Перчатки, 6 пар")),
}
_CHECKED_AFTER: Final = 14  # days
_WEEK: Final = 7


@dataclass(slots=True)
class Purse:
    """The books of all workers while they are being written."""

    advances: list[Row] = field(default_factory=list)
    expenses: list[Row] = field(default_factory=list)


def spending(
    random: Random, all_orders: tuple[Order, ...], payments: Sequence[Row], today: date
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return «Подотчёт» and «Расходы» of half a year; nobody spends what he was not given."""
    purse = Purse()
    works = tuple(mounted(all_orders))
    workers = [*FOREMEN.values(), *(names[0] for names in WORKERS.values() if names[0] != EXAMPLE_WORKER)]
    for worker in workers:
        _half_a_year(random, purse, worker, works, today)
    _example(purse, today)
    purse.advances += _cash_handed_in(payments, today)
    return _numbered(purse.advances), _numbered(purse.expenses)


def _half_a_year(random: Random, purse: Purse, worker: str, works: tuple[Order, ...], today: date) -> None:
    left = ZERO
    begin = last_months(today, _MONTHS)[0].first
    for week in range((today - begin).days // _WEEK):
        day = working(begin + timedelta(days=(week + 1) * _WEEK - random.randint(0, 4)))
        if left < 4000:  # noqa: PLR2004 - roubles: too little for a trip and a purchase
            given = Decimal(random.randrange(8, 21) * 1000)
            purse.advances.append(
                {"date": working(day - timedelta(days=1)), "worker": worker, "kind": GIVEN, "amount": given}
            )
            left += given
        if random.random() < 0.75:  # noqa: PLR2004 - three weeks of four
            expense = _expense(random, worker, day, left, works, today)
            purse.expenses.append(expense)
            left -= amount_of(expense)
    if left > 9000:  # noqa: PLR2004 - roubles: more than anyone needs in his pocket
        row: Row = {"date": working(today), "worker": worker, "kind": RETURNED, "amount": left // 2000 * 1000}
        purse.advances.append({**row, "comment": "Лишнее до следующей недели"})


def _expense(random: Random, worker: str, day: date, left: Decimal, works: tuple[Order, ...], today: date) -> Row:
    category = random.choices(list(_BOUGHT), [often for often, *_ in _BOUGHT.values()])[0]
    _, least, most, what = _BOUGHT[category]
    amount = min(Decimal(random.randrange(least * 2, most * 2)) / 2, left)
    row: Row = {
        "date": day, "worker": worker, "category": category, "amount": amount, "comment": random.choice(what),
    }  # fmt: skip
    if category in {"материалы", "пошлины"} and random.random() < 0.7:  # noqa: PLR2004 - most is bought for one order
        row = {**row, **_for_order(random, works, day)}
    return {**row, "checked": OWNER} if (today - day).days > _CHECKED_AFTER else row


def _for_order(random: Random, works: tuple[Order, ...], day: date) -> Row:
    """Name an order that was going on that day."""
    going = [order.number for order in works if order.course.steps[0][1] <= day <= order.course.steps[-1][1]]
    return {"order": random.choice(going)} if going else {}


def _example(purse: Purse, today: date) -> None:
    day = working(today - timedelta(days=4))
    base: Row = {"worker": EXAMPLE_WORKER, "date": day}
    purse.advances.append({**base, "kind": GIVEN, "amount": Decimal(10000), "comment": "На неделю"})
    purse.expenses.append({**base, "category": "топливо", "amount": Decimal(1000), "comment": "АИ-92"})
    purse.expenses.append({**base, "category": "материалы", "amount": Decimal(5000), "comment": "Щит учёта, автоматы"})


def _cash_handed_in(payments: Sequence[Row], today: date) -> Iterator[Row]:
    """At the end of a month everybody brings the cash that he took, except what he took this week."""
    pockets: dict[tuple[str, date], Decimal] = {}
    for payment in payments:
        day = payment["date"]
        if payment.get("method") == CASH and isinstance(day, date) and (today - day).days > _WEEK:
            pocket = str(payment["taken_by"]), working(min(last_months(day, 1)[0].last, today))
            pockets[pocket] = pockets.get(pocket, ZERO) + received(payment)
    for (worker, day), amount in pockets.items():
        yield {"date": day, "worker": worker, "kind": HANDED_IN, "amount": amount}


def _numbered(rows: list[Row]) -> tuple[Row, ...]:
    rows.sort(key=lambda row: str(row["date"]))
    return tuple({"number": number, **row} for number, row in enumerate(rows, 1))
