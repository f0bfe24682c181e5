"""All that is true of SQLite alone: pragmas, ``BEGIN IMMEDIATE``, a file that only its owner reads, the backup API.

Sources: https://sqlite.org/pragma.html, https://sqlite.org/lang_transaction.html; FACTS.md (WAL with FULL: 0.19 ms a commit).
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

READING: Mapping[str, Any] = {"naryad_reading": True}
"""The execution option of a transaction that only reads: a plain ``BEGIN``, which takes no lock."""

_BUSY_MILLISECONDS = 5000
_PRAGMAS = (
    f"busy_timeout={_BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",  # what was answered to a person survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # erasure on a person's demand leaves nothing in free pages
)
_REASONS = (
    ("full", "journal_disk_full"),
    ("locked", "journal_busy"),
    ("readonly", "journal_no_right"),
    ("unable to open", "journal_no_right"),
    ("not a database", "journal_corrupt"),
    ("malformed", "journal_corrupt"),
)


def configure(engine: Engine) -> None:
    """Make every connection durable and every transaction begin as it should."""
    event.listen(engine, "do_connect", _owned)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def reason(error: DBAPIError) -> str:
    """Return the code that explains why the database did not serve."""
    said = str(error.orig).lower()
    return next((code for words, code in _REASONS if words in said), "journal_unavailable")


@contextmanager
def rebuilding(connection: Connection) -> Iterator[None]:
    """Let migrations rebuild tables: with foreign keys on, dropping the old table would delete what refers to it.

    The pragma does nothing inside a transaction, so it is given before one begins.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    bare = connection.connection.cursor()
    bare.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        bare.execute("PRAGMA foreign_keys=ON")
        bare.close()


def copy(source: Path, target: Path) -> None:
    """Copy a live database page by page (``cp`` of one in use gives a corrupt copy, see FACTS.md)."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as still:
        live.backup(still)


def _owned(_dialect: object, _record: ConnectionPoolEntry, arguments: list[Any], _options: dict[str, Any]) -> None:
    """Make the file before SQLite does, readable by its owner only: it holds clients' data."""
    name = str(arguments[0])
    if name != ":memory:" and not Path(name).exists():
        with suppress(OSError):  # what is wrong with the place, SQLite will say in the words that ``reason`` knows
            os.close(os.open(name, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would be a deferred one: two writers could deadlock
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("naryad_reading", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
