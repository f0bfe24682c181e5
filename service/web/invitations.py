"""A fresh login on the screen: a QR code for the worker's camera, a link, and eight digits to type."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import segno
from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup

from service.journal.devices import Invitation
from service.web.house import House
from service.web.sessions import is_https
from sheets_schema.cells.show import NBSP

_COOKIE: Final = "naryad_invitation"
_LIFE: Final = timedelta(minutes=15)


class Envelope:
    """Carries a fresh login to the page that shows it in a short-lived cookie: it stands in no address and in no log."""

    def __init__(self, house: House) -> None:
        self._seal = URLSafeTimedSerializer(house.secret, salt="naryad.invitation")
        self._secure = is_https(house.public_url)

    def put(self, answer: Response, person: str, made: Invitation) -> None:
        """Seal a login into an answer."""
        told = {"person": person, "token": made.link_token, "code": made.code, "until": made.expires_at.isoformat()}
        life = int(_LIFE.total_seconds())
        answer.set_cookie(
            _COOKIE,
            self._seal.dumps(told),
            max_age=life,
            path="/devices",
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )

    def open(self, request: Request) -> Mapping[str, Any] | None:
        """Return what was sealed; None when there is nothing, or no longer."""
        try:
            told: Mapping[str, Any] = self._seal.loads(
                request.cookies.get(_COOKIE, ""), max_age=int(_LIFE.total_seconds())
            )
        except BadSignature:
            return None
        return told


def shown_invitation(told: Mapping[str, Any], address: str) -> Mapping[str, object]:
    """Return what the page shows; ``address`` is where phones find the service."""
    base = address.rstrip("/")
    link = f"{base}/enter/{told['token']}"
    code = str(told["code"])
    return {
        "person_invited": told["person"],
        "until": datetime.fromisoformat(told["until"]),
        "link": link,
        "qr": qr_code(link),
        "code": f"{code[:4]}{NBSP}{code[4:]}",
        "login_page": f"{base}/login",
        "loopback": is_loopback(base),
    }


def qr_code(text: str) -> Markup:
    """Return a QR code as inline SVG, without styles of its own (the pages' policy allows none)."""
    drawn = segno.make(text, micro=False, error="m")
    return Markup(drawn.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None))  # noqa: S704 - drawn by segno; the text itself is not in it


def is_loopback(address: str) -> bool:
    """Tell whether an address is only good on this computer."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
