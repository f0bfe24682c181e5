"""What the database promises: durability, one consistent view, and explained troubles."""

import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from service.journal import open_journal, sqlite
from service.journal.engine import reading, writing
from sheets_schema.effects import Effect, Kind, State
from sheets_schema.errors import JournalUnavailable
from sheets_schema.snapshot import Decision, KnownRow

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path):
    journal = open_journal(path)
    yield journal
    journal.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_every_connection_is_durable(journal, pragma, value):
    with reading(journal.engine) as one, reading(journal.engine) as other:
        assert {one.execute(text(f"PRAGMA {pragma}")).scalar(), other.execute(text(f"PRAGMA {pragma}")).scalar()} == {
            value
        }


def test_a_journal_is_readable_by_its_owner_only(journal, path):
    journal.snapshots.reserve("orders")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"journal.db": 0o600, "journal.db-wal": 0o600, "journal.db-shm": 0o600}


def test_the_home_may_have_any_name(tmp_path):
    path = tmp_path / "Фирма «Свет» 100% ?a=b#c" / "journal.db"
    path.parent.mkdir()
    journal = open_journal(path)
    journal.snapshots.reserve("orders")
    journal.backup_to(path.with_name("copy.db"))
    journal.close()
    assert path.stat().st_size > 0


def test_a_url_opens_the_same_journal_as_its_path(journal, path):
    journal.snapshots.reserve("orders", 4)
    other = open_journal(f"sqlite:///{path}")
    assert other.snapshots.reserve("orders") == (5,)
    other.close()


def test_a_reader_waits_for_no_writer_and_sees_one_state(journal):
    journal.outbox.emit([Effect("a", Kind.MAKE_FOLDER)], NOW)
    count = text("SELECT count(*) FROM effects")
    with reading(journal.engine) as view:
        assert view.execute(count).scalar() == 1
        with writing(journal.engine) as connection:
            connection.execute(text("DELETE FROM effects"))
            assert view.execute(count).scalar() == 1
        assert view.execute(count).scalar() == 1
    assert journal.outbox.counts()[State.DUE] == 0


def test_a_writer_takes_its_lock_at_once_so_that_two_never_deadlock(journal):
    with writing(journal.engine) as connection:
        connection.execute(text("SELECT 1"))
        other = sqlite3.connect(journal.engine.url.database, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_an_error_in_the_middle_of_a_transaction_leaves_nothing_of_it(journal):
    def half_of_it():
        with writing(journal.engine) as connection:
            connection.execute(text("DELETE FROM alembic_version"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_of_it()
    with reading(journal.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_moments_keep_their_instant_and_come_back_with_a_zone(journal):
    yekaterinburg = timezone(timedelta(hours=5))
    journal.activity.note("read", {}, datetime(2026, 11, 24, 14, 30, tzinfo=yekaterinburg))
    (noted,) = journal.activity.recent()
    assert noted.at.isoformat() == "2026-11-24T09:30:00+00:00"


def test_a_moment_without_a_zone_is_refused(journal):
    with pytest.raises(Exception, match="a moment without a zone"):
        journal.activity.note("read", {}, datetime(2026, 11, 24, 14, 30))


def refused(path):
    with pytest.raises(JournalUnavailable) as told:
        open_journal(path)
    return told.value.code


def test_what_is_no_database_is_explained_and_left_as_it_is(path):
    path.write_bytes(b"<html>not found</html>" * 100)
    assert refused(path) == "journal_corrupt"
    assert path.read_bytes().startswith(b"<html>")


def test_a_missing_folder_is_explained(tmp_path):
    assert refused(tmp_path / "missing" / "journal.db") == "journal_no_right"


def test_a_folder_in_its_place_is_explained(path):
    path.mkdir()
    assert refused(path) == "journal_no_right"


def test_a_journal_without_the_right_to_write_is_explained_and_can_still_be_read(journal, monkeypatch):
    journal.close()
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("query_only=ON",))  # says what a read-only file says, to root too
    with pytest.raises(JournalUnavailable, match="journal_no_right"):
        journal.snapshots.reserve("orders")
    assert journal.snapshots.load().next_number == {}


def test_a_journal_that_another_holds_too_long_is_explained(journal, path, monkeypatch):
    monkeypatch.setattr(sqlite, "_PRAGMAS", ("busy_timeout=50",))
    impatient = open_journal(path)
    with writing(journal.engine), pytest.raises(JournalUnavailable, match="journal_busy"):
        impatient.snapshots.reserve("orders")
    impatient.close()


def test_a_full_disk_is_explained_and_nothing_of_the_poll_is_stored(journal, monkeypatch):
    with reading(journal.engine) as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    journal.close()
    big = [KnownRow("orders", number, number, ("x" * 500,)) for number in range(1, 2000)]
    monkeypatch.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, f"max_page_count={pages + 5}"))
    with pytest.raises(JournalUnavailable, match="journal_disk_full"):
        journal.snapshots.commit(Decision(rows=big, effects=[Effect("a", Kind.MAKE_FOLDER)]), base={}, now=NOW)
    assert journal.snapshots.load().rows == {}
    assert journal.outbox.counts()[State.DUE] == 0


def test_a_backup_taken_while_others_write_is_whole(journal, tmp_path):
    stop = threading.Event()

    def write():
        for nth in range(10_000):
            if stop.is_set():
                return
            row, effect = KnownRow("orders", nth, nth, (float(nth),)), Effect(f"folder:{nth}", Kind.MAKE_FOLDER)
            journal.snapshots.commit(Decision(rows=[row], effects=[effect]), base={}, now=NOW)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for nth in range(5):
            copy = tmp_path / f"copy-{nth}.db"
            journal.backup_to(copy)
            check_backup(copy)
    finally:
        stop.set()
        thread.join()


def check_backup(copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    backup = open_journal(copy)
    rows = backup.snapshots.count("orders")
    assert rows == len(backup.snapshots.load().rows.get("orders", {})) == backup.outbox.counts()[State.DUE]
    backup.close()


def test_a_backup_replaces_an_older_one_or_leaves_it(journal, tmp_path, monkeypatch):
    copy = tmp_path / "copy.db"
    copy.write_text("older")
    monkeypatch.setattr(sqlite, "copy", _no_room)
    with pytest.raises(JournalUnavailable, match="journal_backup_failed"):
        journal.backup_to(copy)
    monkeypatch.undo()
    assert (copy.read_text(), [file.name for file in tmp_path.glob("copy*")]) == ("older", ["copy.db"])
    journal.backup_to(copy)
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.db"]
    check_backup(copy)


def _no_room(_source, _target):
    raise OSError(28, "No space left on device")


def test_a_backup_into_a_missing_folder_is_explained(journal, tmp_path):
    with pytest.raises(JournalUnavailable, match="journal_backup_failed"):
        journal.backup_to(tmp_path / "missing" / "copy.db")


def test_erased_contents_are_not_left_in_the_file(journal, path):
    secret = "Секретов Секрет Секретович"
    journal.snapshots.commit(Decision(rows=[KnownRow("orders", 1, 2, (secret,))]), base={}, now=NOW)
    journal.snapshots.commit(Decision(rows=[KnownRow("orders", 1, 2, ("x",))]), base={}, now=NOW)
    with journal.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert secret.encode() not in path.read_bytes()
