"""A look at a journal's file from outside: nothing is made, nothing is brought up to date, no lock is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url


def journal_path(url: str) -> Path | None:
    """Return the file of a SQLite database URL; None for another database."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def schema_version(path: Path) -> str | None:
    """Return the revision of its tables; None when it is no journal of ours."""
    return _first(path, "SELECT version_num FROM alembic_version")


def is_sound(path: Path) -> bool:
    """Tell whether SQLite finds every page in order (``PRAGMA integrity_check``; it reads the whole file)."""
    return _first(path, "PRAGMA integrity_check") == "ok"


def _first(path: Path, query: str) -> str | None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(query).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else str(row[0])
