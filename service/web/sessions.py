"""Who is asking: a signed cookie holds a device's token, the journal holds its hash, and a person can revoke it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response
from itsdangerous import BadSignature, Signer

from service.journal import Journal
from service.web.house import House
from sheets_schema.ports import Clock

COOKIE: Final = "naryad"
OFFICE: Final = ("владелец", "офис")
ROLES: Final = (*OFFICE, "бригадир", "рабочий")

INVITATION_LIFE: Final = timedelta(days=2)
_FIRST_LINK_LIFE: Final = timedelta(days=7)
_COOKIE_LIFE: Final = timedelta(days=400)  # the longest that browsers keep one (RFC 6265bis)
_SALT: Final = "naryad.device"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person behind a request, and on which device."""

    device: int
    name: str
    role: str


class NotEntered(Exception):  # noqa: N818 - a state of the visitor, named as one
    """No session, or a revoked one."""


class NotAllowed(Exception):  # noqa: N818
    """A session whose role has no business here."""


def first_link(journal: Journal, clock: Clock) -> str:
    """Return the path of a link that lets one device in as the owner; printed at the first start, good for a week."""
    invitation = journal.devices.invite("Владелец", "владелец", clock.now(), _FIRST_LINK_LIFE)
    return f"/enter/{invitation.link_token}"


def visitor(house: House, request: Request) -> Visitor | None:
    """Return who is asking; None without a valid cookie or when the device was revoked. Reads the journal."""
    try:
        token = _signer(house).unsign(request.cookies.get(COOKIE, "")).decode()
    except (BadSignature, UnicodeDecodeError):
        return None
    device = house.journal.devices.device(token, house.clock.now())
    return Visitor(device.id, device.person, device.role) if device else None


def allow(house: House, roles: tuple[str, ...]) -> Callable[[Request], None]:
    """Return the dependency that lets only these roles through and notes the visitor on the request.

    Raises ``NotEntered`` or ``NotAllowed``.
    """

    def check(request: Request) -> None:
        who = visitor(house, request)
        if who is None:
            raise NotEntered
        request.state.visitor = who
        if who.role not in roles:
            raise NotAllowed

    return check


def let_in(house: House, response: Response, token: str) -> None:
    """Give the device its cookie."""
    response.set_cookie(
        COOKIE,
        _signer(house).sign(token).decode(),
        max_age=int(_COOKIE_LIFE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_https(house.public_url),
    )


def is_https(url: str) -> bool:
    """Tell whether a public address wants cookies that only travel encrypted."""
    return urlsplit(url).scheme == "https"


def device_label(user_agent: str) -> str:
    """Return «iPhone» or «Windows» from a User-Agent: enough to tell one's devices apart."""
    names = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    return next((name for name in names if name in user_agent), "")


def _signer(house: House) -> Signer:
    return Signer(house.secret, salt=_SALT, digest_method=hashlib.sha256)
