"""The journals that the contract suite runs on. PostgreSQL too, when ``NARYAD_TEST_POSTGRESQL`` holds a URL of an empty one."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from service.journal import Journal, open_journal
from service.journal.outbox import JournalOutbox
from service.journal.schema import metadata
from sheets_schema.effects import Kind
from tests.fakes.journal import MemoryJournal
from tests.fakes.outbox import MemoryOutbox

POSTGRESQL = os.environ.get("NARYAD_TEST_POSTGRESQL", "")
DATABASES = ["sqlite", *(["postgresql"] if POSTGRESQL else [])]


def _address(kind: str, folder: Path) -> Path | str:
    """Return where a journal is to be opened; nothing is there yet."""
    if kind == "sqlite":
        return folder / "journal.db"
    engine = create_engine(POSTGRESQL)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
    return POSTGRESQL


@pytest.fixture(params=DATABASES)
def address(request, tmp_path) -> Path | str:
    """An empty place for a journal in a real database."""
    return _address(request.param, tmp_path)


@pytest.fixture
def database(address) -> Iterator[Journal]:
    """A journal in a real database."""
    with closing(open_journal(address)) as journal:
        yield journal


@pytest.fixture(params=["memory", *DATABASES])
def journal(request, tmp_path) -> Iterator[Journal | MemoryJournal]:
    """Every journal there is: all must behave alike."""
    if request.param == "memory":
        yield MemoryJournal()
        return
    with closing(open_journal(_address(request.param, tmp_path))) as journal:
        yield journal


@pytest.fixture
def cautious(journal) -> JournalOutbox | MemoryOutbox:
    """The same outbox, with folders as something that must not happen twice."""
    kinds = frozenset({Kind.MAKE_FOLDER})
    if isinstance(journal, MemoryJournal):
        journal.outbox.at_most_once = kinds
        return journal.outbox
    return JournalOutbox(journal.engine, kinds)
