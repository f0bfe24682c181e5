"""Opening, making and bringing up a journal."""

import ast
import multiprocessing
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from service.journal import open_journal
from service.journal.engine import open_engine
from service.journal.migrations import HEAD, configuration, migrate
from service.journal.schema import metadata
from sheets_schema.errors import JournalUnavailable


def test_the_tables_in_code_and_those_that_migrations_make_are_the_same(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_a_table_that_no_migration_makes_would_be_noticed(database):
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE devices DROP COLUMN label"))
        (change,) = compare_metadata(MigrationContext.configure(connection), metadata)
        assert change[0] == "add_column"


def test_the_newest_revision_is_the_one_that_the_program_asks_for(database):
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    assert script.get_heads() == [HEAD]
    assert [revision.revision for revision in script.walk_revisions()][-1] == "0001"


def test_migrations_do_not_lean_on_code_that_will_change():
    for revision in files("service.journal.migrations.versions").iterdir():
        imported = [n for n in ast.walk(ast.parse(revision.read_text())) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert {getattr(node, "module", None) or node.names[0].name for node in imported} <= {"sqlalchemy", "alembic"}


def test_a_current_journal_opens_without_importing_alembic(tmp_path):
    path = tmp_path / "journal.db"
    open_journal(path).close()
    opens = "import sys; from service.journal import open_journal; open_journal(sys.argv[1]); print('alembic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", opens, path], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout == "False\n"


def test_opening_twice_changes_nothing(database):
    database.snapshots.reserve("orders", 5)
    migrate(database.engine)
    assert database.snapshots.reserve("orders") == (6,)


def test_an_older_journal_is_brought_up_with_what_it_holds(tmp_path):
    path = tmp_path / "journal.db"
    engine = open_engine(path)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("CREATE TABLE kept_by_hand (x TEXT)"))
        connection.execute(text("INSERT INTO kept_by_hand VALUES ('x')"))
    engine.dispose()
    journal = open_journal(path)
    with journal.engine.connect() as connection:
        assert set(metadata.tables) < set(inspect(connection).get_table_names())
        assert connection.execute(text("SELECT x FROM kept_by_hand")).scalar() == "x"
    journal.close()


def test_a_journal_of_a_newer_program_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "journal.db"
    journal = open_journal(path)
    with journal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    journal.close()
    with pytest.raises(JournalUnavailable, match="journal_newer"):
        open_journal(path)
    with open_engine(path).connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        connection.engine.dispose()


def test_a_migration_that_fails_half_way_leaves_the_journal_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "journal.db"
    monkeypatch.setattr("alembic.operations.Operations.create_index", _refuse)
    with pytest.raises(RuntimeError, match="half way"):
        open_journal(path)
    monkeypatch.undo()
    engine = open_engine(path)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()
    open_journal(path).close()


def _refuse(*_args, **_kwargs):
    raise RuntimeError("half way")


def _make(address, told):
    journal = open_journal(address)
    told.put(journal.snapshots.reserve("orders"))
    journal.close()


def test_many_processes_may_make_one_journal_at_once(address):
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    started = [context.Process(target=_make, args=(address, told)) for _ in range(4)]
    for process in started:
        process.start()
    assert sorted(told.get(timeout=60) for _ in started) == [(1,), (2,), (3,), (4,)]
    for process in started:
        process.join(60)


def test_the_folder_of_migrations_may_lie_anywhere(tmp_path, monkeypatch):
    copy = tmp_path / "100% odd; path" / "migrations"
    copy.parent.mkdir()
    source = Path(str(files("service.journal.migrations")))
    subprocess.run(["cp", "-r", source, copy], check=True)
    monkeypatch.setattr("service.journal.migrations.FOLDER", copy)
    open_journal(tmp_path / "journal.db").close()


def test_a_new_revision_is_written_from_the_difference(tmp_path, monkeypatch):
    from service.journal.migrations import __main__ as writing

    copy = tmp_path / "migrations"
    subprocess.run(["cp", "-r", str(files("service.journal.migrations")), copy], check=True)
    monkeypatch.setattr("service.journal.migrations.FOLDER", copy)
    extra = metadata.tables["devices"].to_metadata(metadata, name="extra_devices")
    try:
        writing.main("0002", "More devices")
    finally:
        metadata.remove(extra)
    written = (copy / "versions" / "0002_more_devices.py").read_text()
    assert 'create_table("extra_devices"' in written.replace("'", '"').replace("(\n", "(").replace("( ", "(")
    assert "service.journal" not in written


def test_rebuilding_a_table_does_not_delete_what_refers_to_it(tmp_path):
    from service.journal import sqlite

    engine = open_engine(tmp_path / "journal.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (a INTEGER REFERENCES a ON DELETE CASCADE)"))
        connection.execute(text("INSERT INTO a VALUES (1)"))
        connection.execute(text("INSERT INTO b VALUES (1)"))
    with engine.connect() as connection, sqlite.rebuilding(connection), connection.begin():
        connection.execute(text("DROP TABLE a"))
        assert connection.execute(text("SELECT count(*) FROM b")).scalar() == 1
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()
