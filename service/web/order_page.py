"""What the page of one order shows: its fields, its way through the stages, its money, what waits and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.web.house import House
from service.web.live_rows import LiveRow
from service.web.order_book import OrderBook
from service.web.promises import STUCK, WAITING, promise
from service.web.shown import shown
from sheets_schema import ledger
from sheets_schema.cells.kinds import Kind
from sheets_schema.stages import Stages

_MOST_EFFECTS = 5000


@dataclass(frozen=True, slots=True)
class TrackStep:
    """A stage on the way of an order: ``been``, ``here`` or ``ahead``."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment and the sum that it brought the firm, as shown."""

    row: LiveRow
    signed: str


def order_page(house: House, book: OrderBook, number: int) -> Mapping[str, object] | None:
    """Gather everything about an order; None when there never was one."""
    rules = house.rules()
    order = book.order(number, rules, house.clock.now().date())
    if order is None:
        return None
    known = house.journal.snapshots.get("orders", number)
    payments = book.payments(number)
    entered = known.entered if known else {}
    return {
        "order": order,
        "row": order.row,
        "problems": order.problems,
        "waiting": _waiting(house, number),
        "track": track(rules.stages, order.text("stage"), entered),
        "payments": [PaymentLine(row, _signed(row)) for row in payments],
        "balance": book.balance(order, payments),
        "history": book.history(number),
    }


def track(stages: Stages, stage: str, entered: Mapping[str, int]) -> Sequence[TrackStep]:
    """Return all stages in the firm's order; a closing stage that was not entered is no part of the way ahead."""
    here = stages.find(stage)
    way = [
        each
        for each in stages.stages
        if not each.closed or each is here or each.name in entered or each is _last(stages)
    ]
    return [
        TrackStep(each.name, "here" if each is here else "been" if each.name in entered else "ahead") for each in way
    ]


def _last(stages: Stages) -> object:
    """The closing stage that an order reaches when all goes well: the first of them."""
    return next((stage for stage in stages.stages if stage.closed), None)


def _waiting(house: House, number: int) -> Sequence[object]:
    listed = house.journal.outbox.listing((*WAITING, *STUCK), _MOST_EFFECTS)
    own = [each for each in listed if each.effect.table == "orders" and each.effect.number == number]
    return [promise(each, house.language) for each in own]


def _signed(row: LiveRow) -> str:
    return shown(Kind.MONEY, ledger.received(row.values))
