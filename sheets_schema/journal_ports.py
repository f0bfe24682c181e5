"""What the flow needs from the journal, as small Protocols. Times are zone-aware; each method is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sheets_schema.effects import Effect, Kind, State
from sheets_schema.errors import NaryadError
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Decision, KnownRow, Record, Snapshot


class JournalMovedOn(NaryadError):  # noqa: N818 - a state, named as one
    """Numbers were reserved by somebody else since the snapshot was taken: decide again on the fresh counters."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An effect taken for execution until ``lease_until``."""

    id: int
    effect: Effect
    attempts: int
    predecessor: str = ""
    """The result of the effect named in ``after``, where there is one."""


@dataclass(frozen=True, slots=True)
class Outboxed:
    """An effect as pages show it."""

    id: int
    effect: Effect
    state: State
    attempts: int
    created_at: datetime
    not_before: datetime | None
    error: Problem | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """A write to the workbook, recorded *before* the file is touched, so that a kill at any step can be told afterwards.

    ``rows`` are the known rows as they will read once the write stands; ``effects`` the ids that it carries out.
    """

    generation: int
    effects: tuple[int, ...]
    rows: tuple[KnownRow, ...] = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One kept state of the workbook file: a byte-for-byte copy under the home, newest last; at most 30 are kept."""

    id: int
    generation: int
    taken_at: datetime
    path: str
    sha256: str
    by_robot: bool
    saved_by: str = ""
    stale: bool = False
    """It was saved from an older state: kept, but nothing is merged against it."""


class SnapshotStore(Protocol):
    """What was seen."""

    def load(self) -> Snapshot:
        """Return everything known."""

    def commit(self, decision: Decision, *, base: Mapping[str, int], now: datetime) -> None:
        """Store a poll's decision and its effects together. An effect whose key is there already is not stored again.

        Raises ``JournalMovedOn`` when ``next_number`` in the journal is no longer ``base``.
        """

    def answer(self) -> str:
        """Return a person's answer to a quarantine: a stamp (accepted), ``restore:`` + a stamp (undo it), or empty."""

    def rules(self) -> Mapping[str, Sequence[Record]]:
        """Return the firm's rules as ``keep_rules`` left them."""

    def keep_rules(self, records: Mapping[str, Sequence[Record]]) -> None:
        """Keep the valid rows of the rule sheets, for the pages and for a sheet that cannot be read later."""

    def reserve(self, table: str, count: int = 1) -> tuple[int, ...]:
        """Reserve fresh row numbers for rows that a form will append."""


class Outbox(Protocol):
    """What was promised."""

    def emit(self, effects: Sequence[Effect], now: datetime) -> None:
        """Store effects that came from a form or a webhook; known keys are left alone."""

    def claim(self, kinds: Collection[Kind], now: datetime, lease: timedelta, limit: int = 1000) -> Sequence[Claimed]:
        """Take due effects, oldest first: not before their time, predecessor done, or claimed with a lease run out."""

    def release(self, ids: Sequence[int]) -> None:
        """Give claimed effects back untouched (the workbook is held by somebody …)."""

    def done(self, results: Mapping[int, str], now: datetime) -> None:
        """Mark effects as done, each with its result (a link, an id, or empty)."""

    def failed(self, effect_id: int, error: Problem, *, retry_at: datetime | None) -> None:
        """Note a failure; ``retry_at`` None makes it final (FAILED), and what waits for it is withdrawn."""

    def withdraw(self, keys: Collection[str]) -> None:
        """Take back effects that are still due."""

    def listing(self, states: Collection[State], limit: int = 200) -> Sequence[Outboxed]:
        """Return effects for pages, newest first."""

    def waiting(self, kinds: Collection[Kind]) -> bool:
        """Tell whether any effect of these kinds is not carried out yet."""

    def counts(self) -> Mapping[State, int]:
        """Return how many effects are in each state."""


class Writes(Protocol):
    """What was written to the workbook."""

    def intend(self, write: Write) -> None:
        """Record a write before it happens."""

    def acknowledge(self, generation: int, *, results: Mapping[int, str], now: datetime) -> None:
        """The write stands: its effects are done, its rows known, its generation ours. One transaction."""

    def abandon(self, generation: int) -> None:
        """The write did not happen: its effects are due again."""

    def intended(self) -> Write | None:
        """Return the write that was recorded and neither acknowledged nor abandoned (there is at most one)."""


class Versions(Protocol):
    """The kept states of the workbook."""

    def keep(self, version: Version, limit: int = 30) -> Sequence[Version]:
        """Record a version (its ``id`` is given by the journal); return those that fell off, for their files to be removed."""

    def all(self) -> Sequence[Version]:
        """Return kept versions, oldest first."""


class Conditions(Protocol):
    """What is wrong now outside the rows: an unreadable file, a sheet without its column, a full disk."""

    def put(self, scope: str, problems: Sequence[Problem], now: datetime) -> None:
        """Replace what is wrong within a scope (``workbook``, ``sheet:orders``, ``store`` …); none clears it."""

    def all(self) -> Mapping[str, Sequence[tuple[Problem, datetime]]]:
        """Return what is wrong now, by scope, with since when."""
