"""The office page: what was read, what waits, what is wrong; and its fragment that keeps it fresh."""

import hashlib

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from service.web.first_steps import first_steps
from service.web.house import House
from service.web.kit import Kit
from service.web.standing import standing
from service.wording import say
from sheets_schema.problems import Problem


def router(house: House, kit: Kit) -> APIRouter:
    """The page `/` and what it needs."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    def office(request: Request) -> HTMLResponse:
        live = _live(house, kit)
        return kit.page(request, "office.html", {"live": Markup(live), "tag": _tag(live)})  # noqa: S704 - made by our own template, which escapes

    @routes.get("/live")
    def fragment(request: Request) -> Response:
        """Answer with the fragment, or 304 while nothing in it changed."""
        live = _live(house, kit)
        tag = _tag(live)
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(live, headers=headers)

    return routes


def _live(house: House, kit: Kit) -> str:
    now = standing(house)
    torn = now.quarantine
    return kit.render(
        "live.html",
        now=now,
        quarantine_said=say(Problem(f"quarantine_{torn.reason}", torn.table), house.language) if torn else None,
        workbook=house.workbook_path.name,
        first_steps=first_steps(house) if house.demo else (),
    )


def _tag(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
