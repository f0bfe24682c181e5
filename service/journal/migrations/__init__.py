"""Bring a journal up to the present schema. Alembic takes a quarter of a second to import: only when there is work for it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from service.journal import sqlite
from service.journal.engine import reading, writing
from service.journal.postgresql import alone
from sheets_schema.errors import JournalUnavailable

HEAD = "0001"
"""The newest revision under ``migrations/versions`` (a test holds them together)."""

FOLDER = Path(__file__).parent
"""Alembic's folder: ``env.py`` and one file a revision, carried as package data."""


def migrate(engine: Engine) -> None:
    """Make the tables, or alter those of an older program. Returns at once when there is nothing to do.

    Raises ``JournalUnavailable`` with ``journal_newer`` when a newer program made this journal.
    """
    with reading(engine) as connection:
        version = _version(connection)
    if version != HEAD:
        _upgrade(engine)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def configuration(connection: Connection) -> Any:
    """Return what Alembic needs to work on this connection with our folder (an ``alembic.config.Config``)."""
    from alembic.config import Config  # noqa: PLC0415 - see the module's docstring

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - see the module's docstring
    from alembic.util import CommandError  # noqa: PLC0415

    with engine.connect() as connection, sqlite.rebuilding(connection), writing(connection):
        alone(connection)
        if _version(connection) == HEAD:
            return  # another process was faster
        try:
            command.upgrade(configuration(connection), "head")
        except CommandError as error:
            raise JournalUnavailable("journal_newer", detail=str(error)) from error
