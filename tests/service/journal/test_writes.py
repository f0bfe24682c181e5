"""Writes to the workbook, versions of it and what is wrong with it, on every journal there is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sheets_schema.effects import Kind, State, append_row, set_cells
from sheets_schema.errors import NaryadError
from sheets_schema.journal_ports import Version, Write
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Decision, KnownRow

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
OLD = KnownRow("orders", 17, 18, (17.0, "old"), {"note": "old"})
NEW = KnownRow("orders", 17, 18, (17.0, "new"), {"note": "new"})


@pytest.fixture
def write(journal):
    """Two claimed effects and the write that carries them out."""
    journal.snapshots.commit(Decision(rows=[OLD]), base={}, now=NOW)
    journal.outbox.emit([set_cells("orders", 17, {"note": "new"}, key="a"), append_row("orders", 18, {}, key="b")], NOW)
    claimed = journal.outbox.claim(frozenset(Kind), NOW, LEASE)
    return Write(1, tuple(taken.id for taken in claimed), (NEW,), NOW)


def test_an_intended_write_is_told_after_a_restart(journal, write):
    assert journal.writes.intended() is None
    journal.writes.intend(write)
    assert journal.writes.intended() == write


def test_an_acknowledged_write_makes_effects_done_rows_known_and_its_generation_ours(journal, write):
    journal.writes.intend(write)
    journal.writes.acknowledge(1, results={write.effects[1]: "row 19"}, now=NOW)
    known = journal.snapshots.load()
    assert (known.generation, known.rows) == (1, {"orders": {17: NEW}})
    assert journal.outbox.counts()[State.DONE] == 2
    assert journal.writes.intended() is None


def test_acknowledging_twice_is_as_good_as_once(journal, write):
    journal.writes.intend(write)
    journal.writes.acknowledge(1, results={}, now=NOW)
    journal.snapshots.commit(Decision(rows=[OLD]), base={}, now=NOW)
    journal.writes.acknowledge(1, results={}, now=NOW)
    assert journal.snapshots.load().rows == {"orders": {17: OLD}}


def test_the_results_of_a_write_are_handed_to_what_waited_for_it(journal, write):
    journal.outbox.emit([set_cells("orders", 18, {}, key="c", after="b")], NOW)
    journal.writes.intend(write)
    journal.writes.acknowledge(1, results={write.effects[1]: "row 19"}, now=NOW)
    (taken,) = journal.outbox.claim(frozenset(Kind), NOW, LEASE)
    assert taken.predecessor == "row 19"


def test_an_abandoned_write_gives_its_effects_back_and_leaves_what_was_known(journal, write):
    journal.writes.intend(write)
    journal.writes.abandon(1)
    known = journal.snapshots.load()
    assert (known.generation, known.rows, journal.writes.intended()) == (0, {"orders": {17: OLD}}, None)
    claimed = journal.outbox.claim(frozenset(Kind), NOW, LEASE)
    assert tuple(taken.id for taken in claimed) == write.effects


def test_a_generation_can_be_intended_again_after_it_was_abandoned(journal, write):
    journal.writes.intend(write)
    journal.writes.abandon(1)
    journal.writes.intend(write)
    assert journal.writes.intended() == write


def test_abandoning_does_not_undo_a_write_that_stands(journal, write):
    journal.writes.intend(write)
    journal.writes.acknowledge(1, results={}, now=NOW)
    journal.writes.abandon(1)
    assert journal.outbox.counts()[State.DONE] == 2
    assert journal.snapshots.load().generation == 1


def test_no_second_write_begins_before_the_first_is_settled(journal, write):
    journal.writes.intend(write)
    with pytest.raises(NaryadError, match="write_unsettled"):
        journal.writes.intend(replace(write, generation=2))
    assert journal.writes.intended() == write


def test_a_write_that_was_never_intended_cannot_stand(journal):
    with pytest.raises(NaryadError, match="write_unknown"):
        journal.writes.acknowledge(5, results={}, now=NOW)


def test_the_writes_above_a_generation_are_told_oldest_first_and_the_last_thirty_are_kept(journal):
    for generation in range(1, 36):
        journal.writes.intend(Write(generation, (), (NEW,), NOW))
        journal.writes.acknowledge(generation, results={}, now=NOW)
    assert [write.generation for write in journal.writes.above(33)] == [34, 35]
    assert [write.generation for write in journal.writes.above(0)] == list(range(6, 36))
    assert journal.writes.above(34)[0].rows == (NEW,)


def _version(generation):
    return Version(0, generation, NOW, f"versions/{generation}.xlsx", "ab", by_robot=True, saved_by="Мария", stale=True)


def test_versions_are_kept_oldest_first_and_those_that_fall_off_are_handed_back(journal):
    for generation in range(1, 4):
        assert journal.versions.keep(_version(generation), limit=3) == []
    fallen = journal.versions.keep(_version(4), limit=2)
    assert [version.generation for version in fallen] == [1, 2]
    kept = journal.versions.all()
    assert [replace(version, id=0) for version in kept] == [_version(3), _version(4)]
    assert kept[0].id < kept[1].id


def test_a_condition_keeps_the_moment_when_it_was_first_seen(journal):
    unreadable, moved = Problem("workbook_unreadable", "", value="a"), Problem("workbook_locked", "", row=5)
    journal.conditions.put("workbook", [unreadable], NOW)
    journal.conditions.put("workbook", [moved, unreadable], NOW + LEASE)
    assert journal.conditions.all() == {"workbook": [(moved, NOW + LEASE), (unreadable, NOW)]}


def test_a_condition_that_only_moved_to_another_row_is_the_same_one(journal):
    journal.conditions.put("workbook", [Problem("doubled", "orders", row=5)], NOW)
    journal.conditions.put("workbook", [Problem("doubled", "orders", row=6)], NOW + LEASE)
    assert journal.conditions.all() == {"workbook": [(Problem("doubled", "orders", row=6), NOW)]}


def test_a_scope_is_cleared_without_touching_another(journal):
    journal.conditions.put("workbook", [Problem("a", "")], NOW)
    journal.conditions.put("store", [Problem("b", "")], NOW)
    journal.conditions.put("workbook", [], NOW)
    assert journal.conditions.all() == {"store": [(Problem("b", ""), NOW)]}


def test_a_condition_that_comes_back_is_a_new_one(journal):
    for now, problems in ((NOW, [Problem("a", "")]), (NOW, []), (NOW + LEASE, [Problem("a", "")])):
        journal.conditions.put("workbook", problems, now)
    assert journal.conditions.all() == {"workbook": [(Problem("a", ""), NOW + LEASE)]}
