"""Opening the database, and its two kinds of transaction: ``reading`` (one consistent view) and ``writing``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from service.journal import postgresql, sqlite
from sheets_schema.errors import JournalUnavailable

AnyRow = Row[*tuple[Any, ...]]
"""A row of any statement."""

_READING: Mapping[str, Mapping[str, Any]] = {
    "sqlite": sqlite.READING,
    "postgresql": postgresql.READING,
}
_CONNECTIONS = 5
_MORE_WHEN_BUSY = 35
"""Together as many as the web server has threads, so that none waits for a connection."""


def open_engine(where: Path | str) -> Engine:
    """Return an engine for a path (SQLite) or a database URL; connects at the first transaction."""
    url = _url(where)
    engine = create_engine(url, pool_size=_CONNECTIONS, max_overflow=_MORE_WHEN_BUSY, pool_pre_ping=_is_remote(url))
    if engine.dialect.name == "sqlite":
        sqlite.configure(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one consistent state and waits for no writer. Raises ``JournalUnavailable``."""
    with _explained(), engine.connect() as connection:
        view = connection.execution_options(**_READING[engine.dialect.name])
        with view.begin():
            yield view


@contextmanager
def writing(where: Engine | Connection) -> Iterator[Connection]:
    """Give a connection (or the one given) whose work is stored as a whole or not at all (on SQLite: one writer at a time).

    Raises ``JournalUnavailable``; nothing is stored then.
    """
    if isinstance(where, Connection):
        with _explained(), where.begin():
            yield where
    else:
        with _explained(), where.begin() as connection:
            yield connection


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # a mistake of ours, not the state of the world
    except DBAPIError as error:
        raise JournalUnavailable(sqlite.reason(error), detail=str(error.orig)) from error


def _url(where: Path | str) -> URL:
    if isinstance(where, str) and "://" in where:
        return make_url(where)
    return URL.create("sqlite", database=str(where))


def _is_remote(url: URL) -> bool:
    return url.get_backend_name() != "sqlite"
