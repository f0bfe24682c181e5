"""What is kept once a table: the next free row number, whether its first poll is over, rows that wait for a number."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from sqlalchemy import Connection, select, update

from service.journal.engine import AnyRow
from service.journal.schema import table_states
from service.journal.upsert import insert_new
from sheets_schema.journal_ports import JournalMovedOn
from sheets_schema.snapshot import Decision, SeenRow, Snapshot

_C = table_states.c
FIRST_NUMBER = 1


def reserve_numbers(connection: Connection, table: str, count: int) -> tuple[int, ...]:
    """Take ``count`` fresh numbers."""
    _make(connection, {table})
    advance = update(table_states).where(_C.table_key == table).values(next_number=_C.next_number + count)
    following = connection.execute(advance.returning(_C.next_number)).scalar_one()
    return tuple(range(following - count, following))


def check_numbers(connection: Connection, base: Mapping[str, int], given: Mapping[str, int]) -> None:
    """Hold the counters still until the transaction ends. Raises ``JournalMovedOn`` when they are no longer ``base``."""
    tables = {*base, *given}
    _make(connection, tables)
    held = select(_C.table_key, _C.next_number).where(_C.table_key.in_(tables)).with_for_update()
    for table, following in connection.execute(held):
        if following != base.get(table, FIRST_NUMBER):
            raise JournalMovedOn("journal_moved_on", table=table, known=base.get(table, FIRST_NUMBER), now=following)


def store_table_states(connection: Connection, decision: Decision) -> None:
    """Store counters, baselines and waiting rows of the tables that a decision names."""
    changes: dict[str, dict[str, Any]] = {}
    for table, following in decision.next_number.items():
        changes.setdefault(table, {})["next_number"] = following
    for table in decision.baseline:
        changes.setdefault(table, {})["has_baseline"] = True
    for table, seen in decision.pending.items():
        changes.setdefault(table, {})["pending"] = seen or None
    _make(connection, changes)
    for table, values in sorted(changes.items()):
        connection.execute(update(table_states).where(_C.table_key == table).values(values))


def load_table_states(connection: Connection, into: Snapshot) -> None:
    """Fill counters, baselines and waiting rows of a snapshot."""
    states = connection.execute(select(_C.table_key, _C.next_number, _C.has_baseline, _C.pending)).all()
    into.next_number = {state.table_key: state.next_number for state in states}
    into.baseline = frozenset(state.table_key for state in states if state.has_baseline)
    into.pending = {state.table_key: _seen(state) for state in states if state.pending}


def _seen(state: AnyRow) -> tuple[SeenRow, ...]:
    return cast("tuple[SeenRow, ...]", state.pending)


def _make(connection: Connection, tables: Collection[str]) -> None:
    blank = {"next_number": FIRST_NUMBER, "has_baseline": False, "pending": None}
    insert_new(connection, table_states, [{"table_key": table, **blank} for table in sorted(tables)])
