"""What was promised: storing, claiming with leases, what became of it, and what a person decides about it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, and_, or_, select, update

from service.journal.claiming import AT_MOST_ONCE, claim, next_due
from service.journal.effects import restore_orphans, store_effects, withdraw, withdraw_orphans
from service.journal.engine import writing
from service.journal.outbox_views import OutboxViews
from service.journal.pulse import Beat, Pulse
from service.journal.schema import effects as table
from service.journal.settling import finish, release
from sheets_schema.effects import Effect, Kind, State
from sheets_schema.journal_ports import Claimed
from sheets_schema.problems import Problem

_C = table.c
_OPEN = (State.DUE, State.CLAIMED, State.UNKNOWN)


class JournalOutbox(OutboxViews):
    """The ``Outbox``. ``at_most_once`` are the kinds whose run-out lease is a doubt and not a second chance."""

    def __init__(self, engine: Engine, at_most_once: frozenset[Kind] = AT_MOST_ONCE) -> None:
        super().__init__(engine)
        self._at_most_once = at_most_once
        self._pulse = Pulse(engine)
        self._nothing: dict[frozenset[Kind], tuple[Beat | None, datetime | None]] = {}
        """Where nothing was due: the journal's pulse then, and when time alone will change that."""

    def emit(self, effects: Sequence[Effect], now: datetime) -> None:
        """Store effects that came from a form or a webhook; known keys are left alone."""
        with writing(self._engine) as connection:
            store_effects(connection, effects, now)

    def claim(self, kinds: Collection[Kind], now: datetime, lease: timedelta, limit: int = 1000) -> Sequence[Claimed]:
        """Take due effects, oldest first; no two claimants get the same one before its lease runs out.

        Where nothing was due, the journal is not asked again until somebody commits or the next moment comes.
        """
        asked, pulse = frozenset(kinds), self._pulse.value()
        if self._still_nothing(asked, pulse, now):
            return ()
        with writing(self._engine) as connection:
            claimed = claim(connection, kinds, now, lease, limit, self._at_most_once)
            if not claimed:
                self._nothing[asked] = pulse, next_due(connection, now)
        return claimed

    def _still_nothing(self, kinds: frozenset[Kind], pulse: Beat | None, now: datetime) -> bool:
        then, due = self._nothing.get(kinds, (None, None))
        return pulse is not None and pulse == then and (due is None or now < due)

    def release(self, ids: Sequence[int]) -> None:
        """Give claimed effects back untouched."""
        with writing(self._engine) as connection:
            release(connection, ids)

    def done(self, results: Mapping[int, str], now: datetime) -> None:
        """Mark effects as done, each with its result; one that is done already keeps its first result."""
        with writing(self._engine) as connection:
            finish(connection, results, now)

    def failed(self, effect_id: int, error: Problem, *, retry_at: datetime | None) -> None:
        """Note a failure; ``retry_at`` None makes it final (FAILED), and what waits for it is withdrawn."""
        noted = {
            "state": State.FAILED if retry_at is None else State.DUE,
            "attempts": _C.attempts + 1,
            "error": error,
            "not_before": retry_at,
            "lease_until": None,
        }
        with writing(self._engine) as connection:
            connection.execute(update(table).where(_C.id == effect_id, _C.state.in_(_OPEN)).values(noted))
            withdraw_orphans(connection)

    def withdraw(self, keys: Collection[str]) -> None:
        """Take back effects that are still due, and what waits for them."""
        with writing(self._engine) as connection:
            withdraw(connection, _C.key.in_(keys))

    def retry(self, effect_id: int) -> bool:
        """Try a failed effect (or one that waits for its next try) again now, with all that was withdrawn with it.

        Returns False when it is neither.
        """
        waits = and_(_C.state == State.DUE, _C.attempts > 0)
        fresh = {"state": State.DUE, "attempts": 0, "not_before": None}
        again = update(table).where(_C.id == effect_id, or_(_C.state == State.FAILED, waits)).values(fresh)
        with writing(self._engine) as connection:
            key = connection.execute(again.returning(_C.key)).scalar()
            if key is not None:
                restore_orphans(connection, key)
        return key is not None

    def resolve_unknown(self, effect_id: int, *, did_happen: bool, now: datetime) -> bool:
        """Settle an effect in doubt as a person says: it is done, or due once more. Returns False when it is not in doubt."""
        doubtful = select(_C.id).where(_C.id == effect_id, _C.state == State.UNKNOWN).with_for_update()
        with writing(self._engine) as connection:
            if connection.execute(doubtful).scalar() is None:
                return False
            if did_happen:
                finish(connection, {effect_id: ""}, now)
            else:
                again = {"state": State.DUE, "error": None, "not_before": None}
                connection.execute(update(table).where(_C.id == effect_id).values(again))
        return True

    def purge(self, before: datetime) -> None:
        """Let go of what was done (or withdrawn) before then: contents leave, keys stay, so that nothing is done anew."""
        done = and_(_C.state == State.DONE, _C.done_at < before)
        withdrawn = and_(_C.state == State.WITHDRAWN, _C.created_at < before)
        with writing(self._engine) as connection:
            connection.execute(
                update(table).where(or_(done, withdrawn), _C.body.is_not(None)).values(body=None, error=None)
            )
