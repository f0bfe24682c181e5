"""What the page of one order shows: its fields, its way through the stages, its money, what waits and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.web.house import House
from service.web.live_rows import LiveRow
from service.web.order_book import OrderBook
from service.web.promises import STUCK, WAITING, Promise, promise
from service.web.shown import shown
from sheets_schema import ledger
from sheets_schema.cells.kinds import Kind
from sheets_schema.stages import Stages


@dataclass(frozen=True, slots=True)
class TrackStep:
    """A stage on the way of an order: ``behind``, ``here`` or ``ahead``."""

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
    payments = book.payments(number)
    return {
        "order": order,
        "row": order.row,
        "problems": order.problems,
        "waiting": _waiting(house, number),
        "track": track(rules.stages, order.text("stage")),
        "payments": [PaymentLine(row, _signed(row)) for row in payments],
        "balance": book.balance(order, payments),
        "history": book.history(number),
    }


def track(stages: Stages, stage: str) -> Sequence[TrackStep]:
    """Return the firm's stages in order; of those that close an order only its own, or the first, where all goes well.

    How far an order came before it was cancelled, its stage does not tell: then nothing counts as passed.
    """
    here = stages.find(stage)
    good_end = next((each for each in stages.stages if each.closed), None)
    end = here if here and here.closed else good_end
    way = [each for each in stages.stages if not each.closed or each is end]
    passed = way.index(here) if here and (not here.closed or here is good_end) else 0
    return [
        TrackStep(each.name, "here" if each is here else "behind" if at < passed else "ahead")
        for at, each in enumerate(way)
    ]


def _waiting(house: House, number: int) -> Sequence[Promise]:
    """What is still to be done about the order; that «Проблемы» will be filled in is no news beside the problems."""
    own = house.journal.outbox.of_row("orders", number, (*WAITING, *STUCK))
    return [promise(each, house.language) for each in own if set(each.effect.cells) != {"problems"}]


def _signed(row: LiveRow) -> str:
    return shown(Kind.MONEY, ledger.received(row.values))
