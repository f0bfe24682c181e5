"""A journal in memory: passes the contract suite of ``tests/service/journal`` beside the real one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sheets_schema.effects import Kind
from sheets_schema.errors import NaryadError
from sheets_schema.journal_ports import JournalMovedOn, Version, Write
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Decision, KnownRow, Record, Snapshot
from tests.fakes.outbox import MemoryOutbox


class MemoryConditions:
    """Behaves as ``JournalConditions``."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[Problem, datetime]]] = {}

    def put(self, scope: str, problems: Sequence[Problem], now: datetime) -> None:
        since = {problem.matter: first for problem, first in self._found.pop(scope, [])}
        if problems:
            self._found[scope] = [(problem, since.get(problem.matter, now)) for problem in problems]

    def all(self) -> Mapping[str, Sequence[tuple[Problem, datetime]]]:
        return {scope: list(found) for scope, found in sorted(self._found.items())}


class MemorySnapshots:
    """Behaves as ``Snapshots`` where the flow needs it (the looks of pages are the database's own)."""

    def __init__(self, outbox: MemoryOutbox, conditions: MemoryConditions) -> None:
        self.known = Snapshot()
        self._outbox, self._conditions = outbox, conditions
        self._rules: Mapping[str, Sequence[Record]] = {}

    def load(self) -> Snapshot:
        rows = {table: dict(rows) for table, rows in self.known.rows.items()}  # the rows themselves never change
        return replace(
            self.known, rows=rows, pending=dict(self.known.pending), next_number=dict(self.known.next_number)
        )

    def commit(self, decision: Decision, *, base: Mapping[str, int], now: datetime) -> None:
        for table in {*base, *decision.next_number}:
            if self.known.next_number.get(table, 1) != base.get(table, 1):
                raise JournalMovedOn("journal_moved_on", table=table)
        self.store(decision.rows)
        self.known.next_number |= dict.fromkeys((*base, *decision.baseline, *decision.pending), 1) | {
            **self.known.next_number,
            **decision.next_number,
        }
        merged = self.known.pending | dict(decision.pending)
        self.known.pending = {table: seen for table, seen in merged.items() if seen}
        self.known.stamp, self.known.quarantine = decision.stamp, decision.quarantine
        self.known.baseline |= decision.baseline
        self.known.accepted = self.known.accepted if decision.quarantine else ""
        self._outbox.emit(decision.effects, now)
        for table in {*decision.sheet_tables, *(problem.table for problem in decision.sheet_problems)}:
            own = [problem for problem in decision.sheet_problems if problem.table == table]
            self._conditions.put(f"sheet:{table}", own, now)

    def store(self, rows: Sequence[KnownRow]) -> None:
        for row in rows:
            self.known.rows.setdefault(row.table, {})[row.number] = row

    def reserve(self, table: str, count: int = 1) -> tuple[int, ...]:
        first = self.known.next_number.get(table, 1)
        self.known.next_number[table] = first + count
        return tuple(range(first, first + count))

    def accept(self, stamp: str) -> None:
        self.known.accepted, self.known.quarantine = stamp, None

    def rules(self) -> Mapping[str, Sequence[Record]]:
        return self._rules

    def keep_rules(self, records: Mapping[str, Sequence[Record]]) -> None:
        self._rules = records

    def state(self) -> Snapshot:
        return replace(self.load(), rows={})

    def ask_restore(self, stamp: str) -> None:
        self.known.accepted = f"restore:{stamp}"

    def answer(self) -> str:
        return self.known.accepted


class MemoryWrites:
    """Behaves as ``JournalWrites``."""

    def __init__(self, snapshots: MemorySnapshots, outbox: MemoryOutbox) -> None:
        self._snapshots, self._outbox = snapshots, outbox
        self._standing: dict[int, Write] = {}
        self._intended: Write | None = None

    def intend(self, write: Write) -> None:
        if self._intended is not None:
            raise NaryadError("write_unsettled", generation=self._intended.generation)
        self._intended = write

    def acknowledge(self, generation: int, *, results: Mapping[int, str], now: datetime) -> None:
        write = self._intended
        if generation in self._standing:
            return
        if write is None or write.generation != generation:
            raise NaryadError("write_unknown", generation=generation)
        self._outbox.done({**dict.fromkeys(write.effects, ""), **results}, now)
        self._snapshots.store(write.rows)
        self._snapshots.known.generation = generation
        self._standing[generation], self._intended = write, None
        self._standing = {kept: w for kept, w in self._standing.items() if kept > generation - 30}

    def abandon(self, generation: int) -> None:
        if self._intended is not None and self._intended.generation == generation:
            self._outbox.release(self._intended.effects)
            self._intended = None

    def intended(self) -> Write | None:
        return self._intended

    def above(self, generation: int) -> Sequence[Write]:
        return [write for number, write in sorted(self._standing.items()) if number > generation]


class MemoryVersions:
    """Behaves as ``JournalVersions``."""

    def __init__(self) -> None:
        self._kept: list[Version] = []
        self._next = 1

    def keep(self, version: Version, limit: int = 30) -> Sequence[Version]:
        self._kept.append(replace(version, id=self._next))
        self._next += 1
        fallen, self._kept = self._kept[:-limit], self._kept[-limit:]
        return fallen

    def all(self) -> Sequence[Version]:
        return list(self._kept)


@dataclass(frozen=True)
class MemoryJournal:
    """The stores grouped as ``service.journal.Journal`` groups them."""

    at_most_once: frozenset[Kind] = frozenset()
    outbox: MemoryOutbox = field(init=False)
    conditions: MemoryConditions = field(init=False, default_factory=MemoryConditions)
    versions: MemoryVersions = field(init=False, default_factory=MemoryVersions)
    snapshots: MemorySnapshots = field(init=False)
    writes: MemoryWrites = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outbox", MemoryOutbox(self.at_most_once))
        object.__setattr__(self, "snapshots", MemorySnapshots(self.outbox, self.conditions))
        object.__setattr__(self, "writes", MemoryWrites(self.snapshots, self.outbox))
