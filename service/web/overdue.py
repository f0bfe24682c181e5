"""Orders whose stage has outlived its term, the latest first."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.house import House
from service.web.kit import Kit
from watchers.deadlines import overdue


def router(house: House, kit: Kit) -> APIRouter:
    """The page `/overdue`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/overdue")
    def listing(request: Request) -> HTMLResponse:
        today, stages = house.clock.now().date(), house.rules().stages
        found = overdue(house.journal.snapshots.rows("orders"), stages, today)
        return kit.page(request, "overdue.html", {"rows": found})

    return routes
