"""A journal whose process is killed in the middle holds each poll and each write as a whole."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from service.journal import open_journal
from sheets_schema.effects import WORKBOOK_KINDS, State, append_row, set_cells
from sheets_schema.journal_ports import Write
from sheets_schema.snapshot import Decision, KnownRow

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def poll(journal, number):
    """Store a row and its two effects."""
    effects = [
        set_cells("orders", number, {"note": "x"}, key=f"cells:{number}"),
        append_row("history", number, {"what": "x"}, key=f"row:{number}"),
    ]
    row = KnownRow("orders", number, number + 1, ("seen", "x" * 200))
    decision = Decision(rows=[row], effects=effects, next_number={"orders": number + 1}, stamp=str(number))
    journal.snapshots.commit(decision, base={"orders": number}, now=NOW)


def write_what_is_due(journal):
    """Settle the last row's effects as one generation (an empty lease: what a killed process held is due at once)."""
    claimed = journal.outbox.claim(WORKBOOK_KINDS, NOW, timedelta(0))
    if claimed:
        known = journal.snapshots.load()
        number, row = max(known.rows["orders"].items())
        written = KnownRow("orders", number, row.row, ("written", "x" * 200))
        generation = known.generation + 1
        journal.writes.intend(Write(generation, tuple(taken.id for taken in claimed), (written,), NOW))
        journal.writes.acknowledge(generation, results={}, now=NOW)


def work_for_ever(path, report):
    """Poll and write, round after round; report a round only when all of it is stored."""
    journal = open_journal(path)
    write_what_is_due(journal)
    for number in count(journal.snapshots.load().next_number.get("orders", 1)):
        poll(journal, number)
        write_what_is_due(journal)
        os.write(report, b"%d\n" % number)


def killed_in_the_middle(path, rounds, after):
    """Let a child work, kill it some time after it reported so many rounds; return the last one it reported."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work_for_ever(path, says)
        finally:
            os._exit(1)
    os.close(says)
    with os.fdopen(hears) as told:
        heard = [int(told.readline()) for _ in range(rounds)]
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        heard += [int(line) for line in told]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return heard[-1]


def check_consistent(journal):
    """A row came with its two effects; a write settled both, changed its row and set its generation. Return how many rows."""
    known, counts = journal.snapshots.load(), journal.outbox.counts()
    rows = known.rows.get("orders", {})
    assert sum(counts.values()) == 2 * len(rows)
    assert known.next_number.get("orders", 1) == len(rows) + 1
    assert known.stamp == str(len(rows))
    assert [row.raw[0] for row in rows.values()].count("written") == known.generation
    assert counts[State.DONE] == 2 * known.generation
    assert len(rows) - known.generation in {0, 1}
    intended = journal.writes.intended()
    assert intended is None or intended.generation == known.generation + 1
    return len(rows)


@pytest.mark.parametrize("kills", [pytest.param(12, id="12"), pytest.param(120, id="120", marks=pytest.mark.long)])
def test_each_poll_and_each_write_is_there_or_not_at_all_wherever_the_kill_falls(tmp_path, kills):
    path = tmp_path / "journal.db"
    open_journal(path).close()
    for nth in range(kills):
        reported = killed_in_the_middle(path, rounds=1 + nth % 3, after=0.0007 * (nth % 11))
        journal = open_journal(path)
        assert check_consistent(journal) >= reported, "what was reported as stored is lost"
        if unsettled := journal.writes.intended():
            journal.writes.abandon(unsettled.generation)
        journal.close()


def test_the_check_notices_a_poll_of_which_only_half_was_stored(tmp_path):
    journal = open_journal(tmp_path / "journal.db")
    row = KnownRow("orders", 1, 2, ("seen",))
    journal.snapshots.commit(Decision(rows=[row], next_number={"orders": 2}, stamp="1"), base={}, now=NOW)
    with pytest.raises(AssertionError, match=r"0 == \(2 \* 1\)"):
        check_consistent(journal)
    journal.close()
