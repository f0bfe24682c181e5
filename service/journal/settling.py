"""What became of claimed effects."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from service.journal.schema import effects
from sheets_schema.effects import State

_C = effects.c


def finish(connection: Connection, results: Mapping[int, str], now: datetime) -> None:
    """Mark effects as done, each with its result; one that is done already keeps its first result."""
    if not results:
        return
    done = (
        update(effects)
        .where(_C.id == bindparam("effect_id"), _C.state != State.DONE)
        .values(state=State.DONE, result=bindparam("gave"), done_at=now, lease_until=None, error=None)
    )
    connection.execute(done, [{"effect_id": id_, "gave": result} for id_, result in results.items()])


def release(connection: Connection, ids: Collection[int]) -> None:
    """Give claimed effects back untouched."""
    back = update(effects).where(_C.id.in_(ids), _C.state == State.CLAIMED)
    connection.execute(back.values(state=State.DUE, lease_until=None))
