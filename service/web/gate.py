"""What every request passes before any route: a limit on its body, the origin of what changes things, and safe headers.

Pure ASGI without input or output of its own. Sources: OWASP «Cross-Site Request Forgery Prevention» (origin check beside a
SameSite cookie), RFC 6454 (Origin), RFC 9110 (413).
"""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.sessions import COOKIE
from service.wording import gettext

LARGEST_BODY: Final = 64 * 1024
"""Bytes. The office's forms hold a few words; a room that takes photos brings its own limit."""

_TOO_LARGE: Final = 413
_FORBIDDEN: Final = 403
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # same-origin, not no-referrer: with the latter browsers send «Origin: null» from our own forms
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Gate:
    """The middleware."""

    def __init__(self, app: ASGIApp, *, public_url: str, language: str, largest_body: int = LARGEST_BODY) -> None:
        self._app = app
        self._say = gettext(language)
        self._public = public_url.rstrip("/").lower()
        self._largest = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403 or 413, or let through and add headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _with_headers(send, private=not scope["path"].startswith("/static/"))
        headers = Headers(scope=scope)
        if scope["method"] not in _SAFE_METHODS and not self._is_own(headers, scope["scheme"]):
            await PlainTextResponse(self._say("Запрос пришёл с чужой страницы."), _FORBIDDEN)(scope, receive, answer)
        elif not _fits(headers.get("content-length", "0"), self._largest):
            await PlainTextResponse(self._say("Слишком большой запрос."), _TOO_LARGE)(scope, receive, answer)
        else:
            await self._app(scope, _limited(receive, self._largest), answer)

    def _is_own(self, headers: Headers, scheme: str) -> bool:
        """Tell whether a changing request comes from a page of ours; one without an origin must not carry our cookie."""
        origin = headers.get("origin")
        if origin is None:
            return f"{COOKIE}=" not in headers.get("cookie", "")
        return origin.lower() in (self._public, f"{scheme}://{headers.get('host', '')}".lower())


def _fits(length: str, largest: int) -> bool:
    return length.isascii() and length.isdigit() and int(length[:20]) <= largest


def _limited(receive: Receive, largest: int) -> Receive:
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest:
            raise HTTPException(_TOO_LARGE)
        return message

    return limited


def _with_headers(send: Send, *, private: bool) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if private:
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return answer
