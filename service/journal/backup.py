"""A copy of the journal that can be taken while it is in use."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from service.journal import sqlite
from sheets_schema.errors import JournalUnavailable


def backup_to(engine: Engine, path: Path) -> None:
    """Write a consistent copy of a SQLite journal to ``path``: whole and durable, or not there at all.

    Raises ``JournalUnavailable``: ``journal_backup_failed``, or ``journal_backup_elsewhere`` for another database (its own
    tool does it better).
    """
    source = engine.url.database
    if engine.dialect.name != "sqlite" or not source:
        raise JournalUnavailable("journal_backup_elsewhere", database=engine.dialect.name)
    unfinished = path.with_name(path.name + ".part")
    try:
        _copy(Path(source), unfinished, path)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise JournalUnavailable("journal_backup_failed", path=str(path), detail=str(error)) from error


def _copy(source: Path, unfinished: Path, path: Path) -> None:
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
    sqlite.copy(source, unfinished)
    _sync(unfinished)
    unfinished.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
