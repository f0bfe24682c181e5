"""Many at once."""

import multiprocessing
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.journal import open_journal
from sheets_schema.effects import Effect, Kind, State
from sheets_schema.journal_ports import JournalMovedOn
from sheets_schema.snapshot import Decision, KnownRow

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
ALL = frozenset(Kind)
ROOT = Path(__file__).parents[3]


def at_once(count, work):
    """Run ``work(nth)`` in that many threads that start together; return what each returned."""
    start, told = threading.Barrier(count), {}

    def run(nth):
        start.wait()
        told[nth] = work(nth)

    threads = [threading.Thread(target=run, args=(nth,)) for nth in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == count, "a thread died"
    return list(told.values())


def drain(journal):
    """Claim in small portions until nothing is left."""
    ids = []
    while portion := journal.outbox.claim(ALL, NOW, LEASE, limit=7):
        ids += [taken.id for taken in portion]
    return ids


def test_no_effect_is_claimed_by_two_threads(database):
    database.outbox.emit([Effect(f"folder:{i}", Kind.MAKE_FOLDER) for i in range(300)], NOW)
    claimed = Counter(id_ for ids in at_once(6, lambda _: drain(database)) for id_ in ids)
    assert len(claimed) == 300
    assert set(claimed.values()) == {1}


def _drain_file(path, told):
    journal = open_journal(path)
    told.put(drain(journal))
    journal.close()


def test_no_effect_is_claimed_by_two_processes(tmp_path):
    path = tmp_path / "journal.db"
    journal = open_journal(path)
    journal.outbox.emit([Effect(f"folder:{i}", Kind.MAKE_FOLDER) for i in range(300)], NOW)
    journal.close()
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    processes = [context.Process(target=_drain_file, args=(path, told)) for _ in range(2)]
    for process in processes:
        process.start()
    claimed = Counter(id_ for _ in processes for id_ in told.get(timeout=60))
    for process in processes:
        process.join(60)
    assert len(claimed) == 300
    assert set(claimed.values()) == {1}


def test_no_number_is_reserved_twice(database):
    numbers = [n for taken in at_once(8, lambda nth: database.snapshots.reserve("orders", nth + 1)) for n in taken]
    assert sorted(numbers) == list(range(1, 37))


def test_the_same_effect_emitted_by_many_at_once_is_one(database):
    at_once(8, lambda nth: database.outbox.emit([Effect("same", Kind.MAKE_FOLDER, name=str(nth))], NOW))
    assert database.outbox.counts()[State.DUE] == 1


def test_of_many_polls_decided_on_one_state_one_is_committed(database):
    def commit(nth):
        rows = [KnownRow("orders", 1, 2, (str(nth),))]
        try:
            database.snapshots.commit(Decision(rows=rows, next_number={"orders": 2}), base={"orders": 1}, now=NOW)
        except JournalMovedOn:
            return None
        return nth

    winners = [nth for nth in at_once(6, commit) if nth is not None]
    assert len(winners) == 1
    assert database.snapshots.load().rows["orders"][1].raw == (str(winners[0]),)
