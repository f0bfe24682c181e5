"""Storing effects, and taking back those that wait for something that will never come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from service.journal.schema import effects
from service.journal.upsert import insert_new
from sheets_schema.effects import Effect, State

_C = effects.c
_LOST = (State.FAILED, State.WITHDRAWN)


def store_effects(connection: Connection, given: Sequence[Effect], now: datetime) -> None:
    """Store effects as due; one whose key was ever stored is left alone."""
    insert_new(connection, effects, [_values(effect, now) for effect in given])
    if any(effect.after for effect in given):
        withdraw_orphans(connection)


def withdraw(connection: Connection, which: ColumnElement[bool]) -> None:
    """Take back the due effects that fit, and whatever waits for them."""
    connection.execute(update(effects).where(which, _C.state == State.DUE).values(state=State.WITHDRAWN))
    withdraw_orphans(connection)


def withdraw_orphans(connection: Connection) -> None:
    """Withdraw due effects whose predecessor failed or was withdrawn, then what waits for these, and so on."""
    before = effects.alias("predecessor")
    lost = select(before.c.key).where(before.c.state.in_(_LOST))
    orphaned = (
        update(effects)
        .where(_C.state == State.DUE, _C.after.in_(lost))
        .values(state=State.WITHDRAWN, withdrawn_with=_C.after)
        .returning(_C.id)
    )
    while connection.execute(orphaned).all():
        pass


def restore_orphans(connection: Connection, key: str) -> None:
    """Make due again what was withdrawn because the effect ``key`` had failed, and so on (not what was purged since)."""
    keys = [key]
    while keys:
        back = (
            update(effects)
            .where(_C.state == State.WITHDRAWN, _C.withdrawn_with.in_(keys), _C.body.is_not(None))
            .values(state=State.DUE, withdrawn_with=None)
            .returning(_C.key)
        )
        keys = list(connection.execute(back).scalars())


def _values(effect: Effect, now: datetime) -> Mapping[str, Any]:
    return {
        "key": effect.key,
        "kind": effect.kind,
        "table_key": effect.table,
        "number": effect.number,
        "after": effect.after,
        "state": State.DUE,
        "attempts": 0,
        "created_at": now,
        "not_before": effect.not_before,
        "result": "",
        "body": effect,
    }
