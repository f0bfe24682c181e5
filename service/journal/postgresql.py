"""All that is true of PostgreSQL alone: one reader's view of many statements, and a lock for the maker of tables."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

READING: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""The execution options of a transaction that only reads and must see one state."""

_MAKING_TABLES = 0x4E41_5259_4144  # «NARYAD»: the same for all processes of one database


def alone(connection: Connection) -> None:
    """Wait until no other process makes tables, until this transaction ends (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_MAKING_TABLES)))
