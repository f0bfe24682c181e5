"""The outbox in a plain list: what the journal's SQL must agree with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sheets_schema.effects import WORKBOOK_KINDS, CellContent, Effect, Kind, State
from sheets_schema.journal_ports import Claimed, Outboxed
from sheets_schema.problems import Problem

_OPEN = (State.DUE, State.CLAIMED, State.UNKNOWN)
_WAITING = (State.DUE, State.CLAIMED)
_LOST = (State.FAILED, State.WITHDRAWN)


@dataclass(slots=True)
class Entry:
    """One promise and its fate."""

    id: int
    effect: Effect
    created_at: datetime
    not_before: datetime | None
    state: State = State.DUE
    attempts: int = 0
    lease_until: datetime | None = None
    done_at: datetime | None = None
    withdrawn_with: str | None = None
    result: str = ""
    error: Problem | None = None
    purged: bool = False


class MemoryOutbox:
    """Behaves as ``service.journal.outbox.JournalOutbox``."""

    def __init__(self, at_most_once: frozenset[Kind] = frozenset()) -> None:
        self.entries: dict[str, Entry] = {}
        self.at_most_once = at_most_once

    def emit(self, effects: Sequence[Effect], now: datetime) -> None:
        for effect in effects:
            if effect.key not in self.entries:
                self.entries[effect.key] = Entry(len(self.entries) + 1, effect, now, effect.not_before)
        self._withdraw_orphans()

    def claim(self, kinds: Collection[Kind], now: datetime, lease: timedelta, limit: int = 1000) -> Sequence[Claimed]:
        self._end_leases(now)
        due = [entry for entry in self.entries.values() if entry.effect.kind in kinds and self._may_go(entry, now)]
        for entry in due[:limit]:
            entry.state, entry.lease_until = State.CLAIMED, now + lease
        return [Claimed(entry.id, entry.effect, entry.attempts, self._given_to(entry)) for entry in due[:limit]]

    def release(self, ids: Sequence[int]) -> None:
        for entry in self._with(ids, State.CLAIMED):
            entry.state, entry.lease_until = State.DUE, None

    def done(self, results: Mapping[int, str], now: datetime) -> None:
        for entry in self._with(results, *(state for state in State if state is not State.DONE)):
            entry.state, entry.result, entry.done_at = State.DONE, results[entry.id], now
            entry.lease_until = entry.error = None

    def failed(self, effect_id: int, error: Problem, *, retry_at: datetime | None) -> None:
        for entry in self._with((effect_id,), *_OPEN):
            entry.state = State.FAILED if retry_at is None else State.DUE
            entry.attempts += 1
            entry.error, entry.not_before, entry.lease_until = error, retry_at, None
        self._withdraw_orphans()

    def withdraw(self, keys: Collection[str]) -> None:
        for entry in self.entries.values():
            if entry.effect.key in keys and entry.state is State.DUE:
                entry.state = State.WITHDRAWN
        self._withdraw_orphans()

    def retry(self, effect_id: int) -> bool:
        for entry in self._with((effect_id,), State.FAILED, State.DUE):
            if entry.state is State.FAILED or entry.attempts:
                entry.state, entry.attempts, entry.not_before = State.DUE, 0, None
                self._restore_orphans(entry.effect.key)
                return True
        return False

    def resolve_unknown(self, effect_id: int, *, did_happen: bool, now: datetime) -> bool:
        doubtful = self._with((effect_id,), State.UNKNOWN)
        for entry in doubtful:
            if did_happen:
                self.done({effect_id: ""}, now)
            else:
                entry.state, entry.error, entry.not_before = State.DUE, None, None
        return bool(doubtful)

    def purge(self, before: datetime) -> None:
        for entry in self.entries.values():
            done = entry.state is State.DONE and entry.done_at is not None and entry.done_at < before
            if done or (entry.state is State.WITHDRAWN and entry.created_at < before):
                entry.purged = True

    def listing(self, states: Collection[State], limit: int = 200) -> Sequence[Outboxed]:
        shown = [entry for entry in reversed(self.entries.values()) if entry.state in states and not entry.purged]
        return [
            Outboxed(e.id, e.effect, e.state, e.attempts, e.created_at, e.not_before, e.error) for e in shown[:limit]
        ]

    def counts(self) -> Mapping[State, int]:
        kept = [entry.state for entry in self.entries.values() if not entry.purged]
        return {state: kept.count(state) for state in State}

    def waiting(self, kinds: Collection[Kind]) -> bool:
        return any(entry.effect.kind in kinds for entry in self.entries.values() if entry.state in _WAITING)

    def pending_cells(self, table: str) -> Mapping[int, Mapping[str, CellContent]]:
        cells: dict[int, dict[str, CellContent]] = {}
        for effect in self._waiting(table, Kind.SET_CELL):
            assert effect.number is not None
            cells.setdefault(effect.number, {}).update(effect.cells)
        return cells

    def pending_appends(self, table: str) -> Sequence[Effect]:
        return self._waiting(table, Kind.APPEND_ROW)

    def _with(self, ids: Collection[int], *states: State) -> Sequence[Entry]:
        return [entry for entry in self.entries.values() if entry.id in ids and entry.state in states]

    def _waiting(self, table: str, kind: Kind) -> Sequence[Effect]:
        waiting = (entry.effect for entry in self.entries.values() if entry.state in _WAITING)
        return [effect for effect in waiting if effect.kind is kind and effect.table == table]

    def _given_to(self, entry: Entry) -> str:
        return self.entries[entry.effect.after].result if entry.effect.after else ""

    def _may_go(self, entry: Entry, now: datetime) -> bool:
        before = self.entries.get(entry.effect.after) if entry.effect.after else None
        ready = not entry.effect.after or (before is not None and before.state is State.DONE)
        timely = entry.not_before is None or entry.not_before <= now
        return entry.state is State.DUE and ready and timely and not self._overtakes(entry, now)

    def _overtakes(self, entry: Entry, now: datetime) -> bool:
        return any(
            older.id < entry.id and _same_row(older.effect, entry.effect) and _under_way(older, now)
            for older in self.entries.values()
        )

    def _end_leases(self, now: datetime) -> None:
        for entry in self.entries.values():
            if entry.state is State.CLAIMED and entry.lease_until is not None and entry.lease_until <= now:
                doubtful = entry.effect.kind in self.at_most_once
                entry.state = State.UNKNOWN if doubtful else State.DUE
                entry.error = Problem("effect_in_doubt", "") if doubtful else entry.error
                entry.attempts += 1
                entry.lease_until = None

    def _withdraw_orphans(self) -> None:
        def orphaned(entry: Entry) -> bool:
            before = self.entries.get(entry.effect.after or "")
            return entry.state is State.DUE and before is not None and before.state in _LOST

        while orphans := self._such(orphaned):
            for entry in orphans:
                entry.state, entry.withdrawn_with = State.WITHDRAWN, entry.effect.after

    def _restore_orphans(self, key: str) -> None:
        def lost_with_it(entry: Entry) -> bool:
            return entry.state is State.WITHDRAWN and entry.withdrawn_with == key and not entry.purged

        for entry in self._such(lost_with_it):
            entry.state, entry.withdrawn_with = State.DUE, None
            self._restore_orphans(entry.effect.key)

    def _such(self, condition: Callable[[Entry], bool]) -> Sequence[Entry]:
        return [entry for entry in self.entries.values() if condition(entry)]


def _same_row(older: Effect, younger: Effect) -> bool:
    both = older.kind in WORKBOOK_KINDS and younger.kind in WORKBOOK_KINDS
    return both and older.number is not None and (older.table, older.number) == (younger.table, younger.number)


def _under_way(older: Entry, now: datetime) -> bool:
    waits = older.state is State.DUE and older.attempts > 0 and older.not_before is not None and older.not_before > now
    return older.state is State.CLAIMED or waits
