"""Whether anything was committed since the last look, at the price of a few microseconds."""

import sqlite3
from contextlib import suppress

from sqlalchemy import Engine, event
from sqlalchemy.pool import PoolProxiedConnection

Beat = tuple[int, int]
"""Which kept connection was asked, and what it said."""


class Pulse:
    """A kept connection that only asks. May be shared by threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: PoolProxiedConnection | None = None
        self._opened = 0

    def value(self) -> Beat | None:
        """Return what differs after each commit of anybody, in any process; None where that cannot be told (PostgreSQL).

        It tells of all other connections, and ours never writes: https://sqlite.org/pragma.html#pragma_data_version.
        """
        if self._engine.dialect.name != "sqlite":
            return None
        try:
            (version,) = self._connection().execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:  # whoever looks properly will say what is wrong
            return None
        return self._opened, version  # versions of two connections say nothing about each other

    def _connection(self) -> sqlite3.Connection:
        if self._kept is None:
            self._kept, self._opened = self._engine.raw_connection(), self._opened + 1
            event.listen(self._engine, "engine_disposed", self._let_go, once=True)
        kept = self._kept.driver_connection
        assert isinstance(kept, sqlite3.Connection)
        return kept

    def _let_go(self, _engine: Engine) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            with suppress(sqlite3.Error):
                kept.detach()
                kept.close()
