"""Random lives of effects: the journal's SQL and the plain list of the fake must tell the same story at every step."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from service.journal import open_journal
from service.journal.outbox import JournalOutbox
from sheets_schema.effects import Effect, Kind, State
from sheets_schema.problems import Problem
from tests.fakes.outbox import MemoryOutbox

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
DELICATE = frozenset({Kind.MAKE_FOLDER})
BUSY = Problem("store_unavailable", "orders", params={"name": "x"})
KEYS = [f"key:{nth}" for nth in range(8)]
IDS = st.integers(1, len(KEYS))
FEW = settings(max_examples=20, stateful_step_count=25, deadline=None, derandomize=True, database=None)
MANY = settings(FEW, max_examples=400, derandomize=False, print_blob=True)

EFFECTS = st.builds(
    Effect,
    key=st.sampled_from(KEYS),
    kind=st.sampled_from([Kind.SET_CELL, Kind.APPEND_ROW, Kind.MAKE_FOLDER]),
    table=st.sampled_from(["orders", "payments"]),
    number=st.integers(1, 2),
    cells=st.dictionaries(st.sampled_from(["note", "crew"]), st.sampled_from(["x", "y"]), max_size=2),
    after=st.none() | st.sampled_from(KEYS),
    not_before=st.none() | st.sampled_from([START + LEASE, START + 3 * LEASE]),
)


class Lives(RuleBasedStateMachine):
    """Each rule does the same to both."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.journal = open_journal(Path(self.folder.name) / "journal.db")
        self.real, self.model = JournalOutbox(self.journal.engine, DELICATE), MemoryOutbox(DELICATE)
        self.now = START

    def teardown(self):
        self.journal.close()
        self.folder.cleanup()

    def both(self, what):
        real, model = what(self.real), what(self.model)
        assert real == model

    @rule(effects=st.lists(EFFECTS, min_size=1, max_size=4))
    def emit(self, effects):
        self.both(lambda outbox: outbox.emit(effects, self.now))

    @rule(steps=st.integers(1, 3))
    def time_passes(self, steps):
        self.now += LEASE / 2 * steps

    @rule(kinds=st.sets(st.sampled_from(list(Kind)), min_size=1), limit=st.sampled_from([1, 2, 100]))
    def claim(self, kinds, limit):
        self.both(lambda outbox: list(outbox.claim(kinds, self.now, LEASE, limit)))

    @rule(ids=st.lists(IDS, max_size=3))
    def release(self, ids):
        self.both(lambda outbox: outbox.release(ids))

    @rule(ids=st.sets(IDS, max_size=3))
    def done(self, ids):
        self.both(lambda outbox: outbox.done({id_: f"result {id_}" for id_ in ids}, self.now))

    @rule(effect_id=IDS, wait=st.none() | st.integers(0, 3))
    def failed(self, effect_id, wait):
        retry_at = None if wait is None else self.now + LEASE * wait
        self.both(lambda outbox: outbox.failed(effect_id, BUSY, retry_at=retry_at))

    @rule(keys=st.sets(st.sampled_from(KEYS), max_size=2))
    def withdraw(self, keys):
        self.both(lambda outbox: outbox.withdraw(keys))

    @rule(effect_id=IDS)
    def retry(self, effect_id):
        self.both(lambda outbox: outbox.retry(effect_id))

    @rule(effect_id=IDS, did_happen=st.booleans())
    def resolve(self, effect_id, did_happen):
        self.both(lambda outbox: outbox.resolve_unknown(effect_id, did_happen=did_happen, now=self.now))

    @rule(days=st.integers(0, 1))
    def purge(self, days):
        self.both(lambda outbox: outbox.purge(self.now - LEASE * days))

    @invariant()
    def they_tell_the_same(self):
        self.both(lambda outbox: list(outbox.listing(list(State))))
        self.both(lambda outbox: outbox.counts())
        self.both(lambda outbox: outbox.waiting({Kind.SET_CELL}))
        for table in ("orders", "payments"):
            self.both(lambda outbox, table=table: outbox.pending_cells(table))
            self.both(lambda outbox, table=table: list(outbox.pending_appends(table)))

    @invariant()
    def nothing_due_waits_for_what_will_never_come(self):
        shown = {entry.effect.key: entry for entry in self.model.entries.values()}
        for entry in shown.values():
            before = shown.get(entry.effect.after or "")
            assert entry.state is not State.DUE or before is None or before.state not in {State.FAILED, State.WITHDRAWN}


def test_the_journal_and_the_fake_tell_the_same_story_of_any_life():
    run_state_machine_as_test(Lives, settings=FEW)


@pytest.mark.long
def test_the_journal_and_the_fake_tell_the_same_story_of_many_lives():
    run_state_machine_as_test(Lives, settings=MANY)
