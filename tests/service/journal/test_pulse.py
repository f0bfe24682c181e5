"""A look at an outbox in which nothing is due costs no transaction, and misses nothing."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from service.journal import open_journal
from service.journal.pulse import Pulse
from sheets_schema.effects import Effect, Kind
from sheets_schema.problems import Problem

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
FOLDERS = frozenset({Kind.MAKE_FOLDER})
BUSY = Problem("store_unavailable", "orders", number=17)


def folder(number):
    return Effect(f"folder:{number}", Kind.MAKE_FOLDER, name=f"{number} Иванов")


def claim(journal, now=NOW):
    return [taken.effect.key for taken in journal.outbox.claim(FOLDERS, now, LEASE)]


@contextmanager
def counting(journal):
    """Count the statements that the journal's database is given."""
    said = []

    def note(*arguments):
        said.append(arguments[2])

    event.listen(journal.engine, "before_cursor_execute", note)
    yield said
    event.remove(journal.engine, "before_cursor_execute", note)


@pytest.fixture
def embedded(tmp_path):
    journal = open_journal(tmp_path / "journal.sqlite3")
    yield journal
    journal.close()


def test_a_second_look_at_an_idle_outbox_asks_the_database_nothing(embedded):
    assert claim(embedded) == []
    with counting(embedded) as said:
        assert claim(embedded) == []
        assert claim(embedded, NOW + timedelta(days=1)) == []
    assert said == []


def test_what_another_process_commits_is_claimed_at_the_next_look(embedded, tmp_path):
    assert claim(embedded) == []
    other = open_journal(tmp_path / "journal.sqlite3")
    other.outbox.emit([folder(17)], NOW)
    other.close()
    assert claim(embedded) == ["folder:17"]


def test_what_this_process_emits_is_claimed_at_the_next_look(journal):
    for number in (1, 2, 3):
        assert claim(journal) == []
        journal.outbox.emit([folder(number)], NOW)
        assert claim(journal) == [f"folder:{number}"]


def test_a_wait_for_the_next_try_ends_with_nobody_committing(journal):
    journal.outbox.emit([folder(17)], NOW)
    (taken,) = journal.outbox.claim(FOLDERS, NOW, LEASE)
    journal.outbox.failed(taken.id, BUSY, retry_at=NOW + timedelta(minutes=1))
    assert claim(journal) == []
    assert claim(journal, NOW + timedelta(seconds=59)) == []
    assert claim(journal, NOW + timedelta(seconds=60)) == ["folder:17"]


def test_a_lease_of_the_dead_ends_with_nobody_committing(journal):
    journal.outbox.emit([folder(17)], NOW)
    assert claim(journal) == ["folder:17"]
    assert claim(journal) == []
    assert claim(journal, NOW + LEASE) == ["folder:17"]


def test_nothing_for_one_kind_says_nothing_about_another(journal):
    journal.outbox.emit([folder(17)], NOW)
    assert journal.outbox.claim({Kind.SET_CELL}, NOW, LEASE) in ([], ())
    assert claim(journal) == ["folder:17"]


def test_a_pulse_that_was_let_go_is_never_taken_for_the_new_one(embedded):
    pulse = Pulse(embedded.engine)
    before = pulse.value()
    embedded.engine.dispose()
    assert pulse.value() != before
