"""Who may enter: devices of the office and of workers, and the invitations that make them. Only hashes are stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, insert, select, update

from service.journal.engine import AnyRow, reading, writing
from service.journal.schema import devices, invitations
from service.journal.secret import code_in, digest, fresh_code, fresh_token

_D, _I = devices.c, invitations.c
WRONG_CODES = 20
"""So many wrong codes kill the codes that were open meanwhile (their links still work): a guess succeeds once in 5 million."""
_SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person is shown once: a link's token, or eight digits to type where a link would open elsewhere."""

    link_token: str = field(repr=False)
    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A phone or browser that entered. ``last_seen_at`` is right to five minutes."""

    id: int
    person: str
    role: str
    label: str
    created_at: datetime
    last_seen_at: datetime
    revoked_at: datetime | None


class Devices:
    """Sessions that live until they are revoked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def invite(self, person: str, role: str, now: datetime, ttl: timedelta) -> Invitation:
        """Make an invitation that lets one device in as this person until ``now + ttl``."""
        token, expires_at = fresh_token(), now + ttl
        with writing(self._engine) as connection:
            code = _free_code(connection, now)
            row = {"person": person, "role": role, "attempts": 0, "expires_at": expires_at}
            hashes = {"token_hash": digest(token), "code_hash": digest(code)}
            connection.execute(insert(invitations).values(row | hashes))
        return Invitation(token, code, expires_at)

    def redeem(self, token_or_code: str, label: str, now: datetime) -> str | None:
        """Use an invitation up and return the new device's token; ``None`` when it is wrong, used, late or guessed at."""
        code = code_in(token_or_code)
        with writing(self._engine) as connection:
            row = connection.execute(_use(code, token_or_code, now)).one_or_none()
            if row is None:
                if code is not None:
                    connection.execute(update(invitations).where(_open(now)).values(attempts=_I.attempts + 1))
                return None
            return _enter(connection, row, label, now)

    def device(self, token: str, now: datetime) -> Device | None:
        """Return the device that holds this token, unless it was revoked."""
        query = select(devices).where(_D.token_hash == digest(token), _D.revoked_at.is_(None))
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if now - row.last_seen_at >= _SEEN_EVERY:
            with writing(self._engine) as connection:
                connection.execute(update(devices).where(_D.id == row.id).values(last_seen_at=now))
        return _device(row)

    def revoke(self, device_id: int, now: datetime) -> None:
        """Shut a device out at once."""
        out = update(devices).where(_D.id == device_id, _D.revoked_at.is_(None)).values(revoked_at=now)
        with writing(self._engine) as connection:
            connection.execute(out)

    def all(self) -> Sequence[Device]:
        """Return all devices, revoked ones too, newest first."""
        with reading(self._engine) as connection:
            return [_device(row) for row in connection.execute(select(devices).order_by(_D.id.desc()))]


def _open(now: datetime) -> ColumnElement[bool]:
    return and_(_I.used_at.is_(None), _I.expires_at > now)


def _use(code: str | None, token: str, now: datetime) -> Any:
    by_code = and_(_I.code_hash == digest(code or ""), _I.attempts < WRONG_CODES)
    which = _I.token_hash == digest(token.strip()) if code is None else by_code
    return update(invitations).where(which, _open(now)).values(used_at=now).returning(_I.person, _I.role)


def _free_code(connection: Connection, now: datetime) -> str:
    """Two open invitations must not share a code."""
    taken = set(connection.execute(select(_I.code_hash).where(_open(now))).scalars())
    while digest(code := fresh_code()) in taken:
        pass
    return code


def _enter(connection: Connection, invited: AnyRow, label: str, now: datetime) -> str:
    token = fresh_token()
    row = {"person": invited.person, "role": invited.role, "label": label, "token_hash": digest(token)}
    connection.execute(insert(devices).values(row | {"created_at": now, "last_seen_at": now}))
    return token


def _device(row: AnyRow) -> Device:
    return Device(row.id, row.person, row.role, row.label, row.created_at, row.last_seen_at, row.revoked_at)
