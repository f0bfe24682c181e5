"""The orders: the live table, and everything about one of them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from service.web.first_steps import FOUND_BY_PHONE, looks_like_phone, note_once
from service.web.house import House
from service.web.kit import Kit
from service.web.order_book import OrderBook
from service.web.order_page import order_page
from service.wording import gettext

_Asked = Annotated[str, Query(max_length=200)]
_PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def router(house: House, kit: Kit) -> APIRouter:
    """The pages `/orders` and `/orders/<№>`."""
    pages = _Orders(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/orders")(pages.listing)
    routes.get("/orders/{number}")(pages.order)
    return routes


class _Orders:
    def __init__(self, house: House, kit: Kit) -> None:
        self._house = house
        self._kit = kit
        self._book = OrderBook(house.journal)

    def listing(self, request: Request, q: _Asked = "", stage: _Asked = "", page: _PageNumber = 1) -> HTMLResponse:
        """Show the orders that fit what was asked, newest first."""
        rules, text = self._house.rules(), q.strip()
        found = self._book.page(rules, self._house.clock.now().date(), text=text, stage=stage, number=page)
        if found.rows and looks_like_phone(text):
            note_once(self._house, FOUND_BY_PHONE)
        context = {
            "q": q,
            "stage": stage,
            "stage_names": [each.name for each in rules.stages.stages],
            "rows": found.rows,
            "total": found.total,
            "waiting_shown": any(row.waits("stage") for row in found.rows),
            "before": _address(q, stage, page - 1) if page > 1 else "",
            "after": _address(q, stage, page + 1) if found.more else "",
        }
        return self._kit.page(request, "orders.html", context)

    def order(self, request: Request, number: int) -> HTMLResponse:
        """Show everything about one order."""
        context = order_page(self._house, self._book, number)
        if context is None:
            text = gettext(self._house.language)("Заказа № {number} нет.")
            raise HTTPException(404, text.format(number=number))
        return self._kit.page(request, "order.html", context)


def _address(text: str, stage: str, page: int) -> str:
    asked: dict[str, str | int] = {"q": text, "stage": stage, "page": page}
    return "/orders?" + urlencode({name: value for name, value in asked.items() if value})
