"""Which effects may be taken now, and taking them so that nobody else does."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, or_, select, update

from service.journal.schema import effects
from sheets_schema.effects import WORKBOOK_KINDS, Effect, Kind, State
from sheets_schema.journal_ports import Claimed
from sheets_schema.problems import Problem

AT_MOST_ONCE: frozenset[Kind] = frozenset()
"""Kinds that cannot be repeated harmlessly (messages to clients): a lease that ran out makes them UNKNOWN."""

_C = effects.c
_before = effects.alias("predecessor")
_older = effects.alias("older")


def claim(
    connection: Connection,
    kinds: Collection[Kind],
    now: datetime,
    lease: timedelta,
    limit: int,
    at_most_once: frozenset[Kind],
) -> Sequence[Claimed]:
    """Take up to ``limit`` due effects of these kinds until ``now + lease``, oldest first."""
    _end_leases(connection, now, at_most_once)
    found = {row.id: row for row in connection.execute(_due(kinds, now).limit(limit))}
    taken = (
        update(effects)
        .where(_C.id.in_(found))
        .values(state=State.CLAIMED, lease_until=now + lease)
        .returning(_C.id, _C.attempts)
    )
    ids = sorted(connection.execute(taken).all()) if found else []
    return [Claimed(id_, cast("Effect", found[id_].body), attempts, found[id_].result or "") for id_, attempts in ids]


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """Return when time alone makes an effect due that is not: a wait or a lease ends then. None when there is none."""
    waits = select(func.min(_C.not_before)).where(_C.state == State.DUE, _C.not_before > now)
    leases = select(func.min(_C.lease_until)).where(_C.state == State.CLAIMED)
    ends = (connection.execute(query).scalar() for query in (waits, leases))
    return min((end for end in ends if end is not None), default=None)


def _end_leases(connection: Connection, now: datetime, at_most_once: frozenset[Kind]) -> None:
    """Whoever held these is gone: they are due again, or in doubt where twice would be worse than not at all."""
    over = (
        update(effects)
        .where(_C.state == State.CLAIMED, _C.lease_until <= now)
        .values(attempts=_C.attempts + 1, lease_until=None)
    )
    if at_most_once:
        doubtful = over.where(_C.kind.in_(at_most_once))
        connection.execute(doubtful.values(state=State.UNKNOWN, error=Problem("effect_in_doubt", "")))
    connection.execute(over.values(state=State.DUE))


def _due(kinds: Collection[Kind], now: datetime) -> Select[Any]:
    ready = or_(_C.after.is_(None), _before.c.state == State.DONE)
    return (
        select(_C.id, _C.body, _before.c.result)
        .outerjoin(_before, _before.c.key == _C.after)
        .where(_C.state == State.DUE, _C.kind.in_(kinds), _timely(now), ready, not_(_overtakes(now)))
        .order_by(_C.id)
        .with_for_update(of=effects, skip_locked=True)
    )


def _timely(now: datetime) -> ColumnElement[bool]:
    return or_(_C.not_before.is_(None), _C.not_before <= now)


def _overtakes(now: datetime) -> ColumnElement[bool]:
    """Tell whether an older write to the same row is under way or waits for its next try: it must not win afterwards."""
    row = _older.c
    under_way = or_(row.state == State.CLAIMED, and_(row.state == State.DUE, row.attempts > 0, row.not_before > now))
    same_row = and_(row.table_key == _C.table_key, row.number == _C.number, row.id < _C.id)
    return and_(_C.kind.in_(WORKBOOK_KINDS), exists().where(same_row, row.kind.in_(WORKBOOK_KINDS), under_way))
