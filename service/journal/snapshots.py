"""What was seen: the whole snapshot out, one poll's decision in, as one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection

from service.journal.conditions import store_sheet_problems
from service.journal.effects import store_effects
from service.journal.engine import reading, writing
from service.journal.known_rows import ROWS, KnownRows, encoded, known_row, store_rows
from service.journal.scalars import ACCEPTED, GENERATION, QUARANTINE, RULES, STAMP, load_scalars, store_scalars
from service.journal.table_states import check_numbers, load_table_states, reserve_numbers, store_table_states
from sheets_schema.snapshot import Decision, Quarantine, Record, Snapshot
from watchers.collector import collector_paused

RESTORE = "restore:"


class Snapshots(KnownRows):
    """The ``SnapshotStore``, and the looks of pages at it."""

    def load(self) -> Snapshot:
        """Return everything known, as of one moment."""
        with reading(self._engine) as connection:
            return _load(connection)

    def state(self) -> Snapshot:
        """Return what is known beside the rows: a glance that costs the same for any number of orders."""
        with reading(self._engine) as connection:
            return _state(connection)

    def commit(self, decision: Decision, *, base: Mapping[str, int], now: datetime) -> None:
        """Store a poll's decision and its effects together; only what the decision names is touched.

        Raises ``JournalMovedOn`` when ``next_number`` in the journal is no longer ``base``; nothing is stored then.
        """
        rows = encoded(decision.rows)
        with writing(self._engine) as connection:
            check_numbers(connection, base, decision.next_number)
            store_rows(connection, rows)
            store_table_states(connection, decision)
            store_effects(connection, decision.effects, now)
            answered = {} if decision.quarantine else {ACCEPTED: ""}
            store_scalars(connection, {STAMP: decision.stamp, QUARANTINE: decision.quarantine, **answered})
            store_sheet_problems(connection, decision.sheet_tables, decision.sheet_problems, now)

    def reserve(self, table: str, count: int = 1) -> tuple[int, ...]:
        """Reserve fresh row numbers for rows that a form will append; a number is never given twice."""
        with writing(self._engine) as connection:
            return reserve_numbers(connection, table, count)

    def accept(self, stamp: str) -> None:
        """Note that a person confirmed the state of that stamp as right, and lift the quarantine."""
        with writing(self._engine) as connection:
            store_scalars(connection, {ACCEPTED: stamp, QUARANTINE: None})

    def rules(self) -> Mapping[str, Sequence[Record]]:
        """Return the firm's rules as ``keep_rules`` left them: valid rows by table key."""
        with reading(self._engine) as connection:
            return cast("Mapping[str, Sequence[Record]]", load_scalars(connection, RULES).get(RULES) or {})

    def keep_rules(self, records: Mapping[str, Sequence[Record]]) -> None:
        """Keep the valid rows of the rule sheets."""
        with writing(self._engine) as connection:
            store_scalars(connection, {RULES: records})

    def ask_restore(self, stamp: str) -> None:
        """Note that a person wants the state of that stamp undone: the poller puts the last accepted state back."""
        with writing(self._engine) as connection:
            store_scalars(connection, {ACCEPTED: RESTORE + stamp})

    def answer(self) -> str:
        """Return a person's answer to a quarantine: a stamp (accepted), ``RESTORE`` + a stamp (undo), or empty."""
        with reading(self._engine) as connection:
            return cast("str", load_scalars(connection, ACCEPTED).get(ACCEPTED, ""))


def _load(connection: Connection) -> Snapshot:
    snapshot = _state(connection)
    with collector_paused():
        for row in map(known_row, connection.execute(ROWS)):
            snapshot.rows.setdefault(row.table, {})[row.number] = row
    return snapshot


def _state(connection: Connection) -> Snapshot:
    known = load_scalars(connection, GENERATION, STAMP, QUARANTINE, ACCEPTED)
    snapshot = Snapshot(
        generation=cast("int", known.get(GENERATION, 0)),
        stamp=cast("str", known.get(STAMP, "")),
        quarantine=cast("Quarantine | None", known.get(QUARANTINE)),
        accepted=cast("str", known.get(ACCEPTED, "")),
    )
    load_table_states(connection, snapshot)
    return snapshot
