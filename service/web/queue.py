"""What the robot still has to do, and what it could not: «Повторить», or a person's word where nobody else knows."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.web.house import House
from service.web.kit import SEE_OTHER, Kit
from service.web.promises import STUCK, WAITING, promise
from service.web.standing import holder_in_words

_MOST: Final = 200


def router(house: House, kit: Kit) -> APIRouter:
    """The page `/outbox` and its buttons."""
    pages = _Queue(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/outbox")(pages.listing)
    routes.post("/outbox/{effect}/retry")(pages.retry)
    routes.post("/outbox/{effect}/settle")(pages.settle)
    return routes


class _Queue:
    def __init__(self, house: House, kit: Kit) -> None:
        self._house = house
        self._kit = kit
        self._outbox = house.journal.outbox

    def listing(self, request: Request) -> HTMLResponse:
        """Show what is stuck, then what waits."""
        counts, language = self._outbox.counts(), self._house.language
        context = {
            "stuck": [promise(each, language) for each in self._outbox.listing(STUCK, _MOST)],
            "waiting": [promise(each, language) for each in self._outbox.listing(WAITING, _MOST)],
            "waiting_total": sum(counts[state] for state in WAITING),
            "holder": holder_in_words(self._house.holder()),
        }
        return self._kit.page(request, "outbox.html", context)

    def retry(self, effect: int) -> Response:
        """Try again what failed, with everything that waits for it."""
        self._outbox.retry(effect)
        return RedirectResponse("/outbox", SEE_OTHER)

    def settle(self, effect: int, happened: Annotated[Literal["yes", "no"], Form()]) -> Response:
        """Take a person's word about what nobody else knows: «ушло» or «не ушло»."""
        self._outbox.resolve_unknown(effect, did_happen=happened == "yes", now=self._house.clock.now())
        return RedirectResponse("/outbox", SEE_OTHER)
