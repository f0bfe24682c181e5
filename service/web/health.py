"""For machines: is the process alive, does it serve, and figures. No personal data in any of them."""

import hmac
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from service.web.figures import figures
from service.web.house import House
from service.web.invitations import is_loopback
from sheets_schema.errors import JournalUnavailable

_SLOW_POLLS: Final = 15
_LEAST: Final = timedelta(seconds=60)


def router(house: House) -> APIRouter:
    """The addresses `/healthz`, `/readyz` and `/metrics`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/healthz")
    def healthz() -> Response:
        return PlainTextResponse("ok")

    @routes.get("/readyz")
    def readyz() -> Response:
        reason = unready(house)
        return JSONResponse({"ready": not reason, "reason": reason}, 503 if reason else 200)

    @routes.get("/metrics")
    def metrics(request: Request) -> Response:
        if not _may_see(request, house.metrics_token):
            return PlainTextResponse("forbidden", 403)
        return Response(figures(house), media_type=CONTENT_TYPE_LATEST)

    return routes


def unready(house: House) -> str:
    """Return why the service does not serve now, as a code; empty when it does."""
    try:
        house.journal.outbox.counts()
    except JournalUnavailable as error:
        return error.code
    polled = house.last_poll()
    if polled is None:
        return "poll_never"
    patience = max(_LEAST, timedelta(seconds=house.poll_seconds) * _SLOW_POLLS)
    return "poll_old" if house.clock.now() - polled > patience else ""


def _may_see(request: Request, token: str) -> bool:
    """This computer may, unless a proxy on it asks for somebody else; others need the token."""
    given = request.headers.get("authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    proxied = {"x-forwarded-for", "forwarded"} & set(request.headers)
    return request.client is not None and is_loopback(f"http://{_bracketed(request.client.host)}") and not proxied


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
