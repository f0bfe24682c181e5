"""What was written to the workbook: recorded before the file is touched, settled afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Engine, delete, insert, select, true, update

from service.journal.engine import AnyRow, reading, writing
from service.journal.known_rows import encoded, store_rows
from service.journal.scalars import GENERATION, store_scalars
from service.journal.schema import writes
from service.journal.settling import finish, release
from sheets_schema.errors import NaryadError
from sheets_schema.journal_ports import Write
from sheets_schema.snapshot import KnownRow

_C = writes.c
_KEPT = 30
"""As many as versions of the file: a stale save is healed by applying again what stood above it."""


class JournalWrites:
    """The ``Writes``. At most one is intended at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def intend(self, write: Write) -> None:
        """Record a write before it happens.

        Raises ``NaryadError`` with ``write_unsettled`` while another is neither acknowledged nor abandoned.
        """
        row = {
            "generation": write.generation,
            "effects": write.effects,
            "rows": write.rows,
            "at": write.at,
            "standing": False,
        }
        with writing(self._engine) as connection:
            unsettled = _intended(connection)
            if unsettled is not None:
                raise NaryadError("write_unsettled", generation=unsettled.generation)
            connection.execute(insert(writes).values(row))

    def acknowledge(self, generation: int, *, results: Mapping[int, str], now: datetime) -> None:
        """The write stands: its effects are done, its rows known, its generation ours. Twice is as good as once.

        Raises ``NaryadError`` with ``write_unknown`` for a generation that was never intended.
        """
        with writing(self._engine) as connection:
            row = connection.execute(select(writes).where(_C.generation == generation).with_for_update()).one_or_none()
            if row is None:
                raise NaryadError("write_unknown", generation=generation)
            if not row.standing:
                _settle(connection, _write(row), results, now)

    def abandon(self, generation: int) -> None:
        """The write did not happen: its effects are due again."""
        dropped = delete(writes).where(_C.generation == generation, ~_C.standing).returning(_C.effects)
        with writing(self._engine) as connection:
            for ids in connection.execute(dropped).scalars():
                release(connection, cast("tuple[int, ...]", ids))

    def intended(self) -> Write | None:
        """Return the write that was recorded and neither acknowledged nor abandoned."""
        with reading(self._engine) as connection:
            return _intended(connection)

    def above(self, generation: int) -> Sequence[Write]:
        """Return the standing writes after a generation, oldest first (the last 30 are kept)."""
        query = select(writes).where(_C.standing, _C.generation > generation).order_by(_C.generation)
        with reading(self._engine) as connection:
            return [_write(row) for row in connection.execute(query)]


def _intended(connection: Connection) -> Write | None:
    row = connection.execute(select(writes).where(~_C.standing)).one_or_none()
    return None if row is None else _write(row)


def _settle(connection: Connection, write: Write, results: Mapping[int, str], now: datetime) -> None:
    finish(connection, {**dict.fromkeys(write.effects, ""), **results}, now)
    store_rows(connection, encoded(write.rows))
    store_scalars(connection, {GENERATION: write.generation})
    connection.execute(update(writes).where(_C.generation == write.generation).values(standing=true()))
    connection.execute(delete(writes).where(_C.standing, _C.generation <= write.generation - _KEPT))


def _write(row: AnyRow) -> Write:
    return Write(row.generation, row.effects, cast("tuple[KnownRow, ...]", row.rows), row.at)
