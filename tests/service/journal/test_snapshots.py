"""What was seen, on every journal there is."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from sheets_schema.effects import Effect, Kind, State
from sheets_schema.journal_ports import JournalMovedOn
from sheets_schema.problems import Level, Problem
from sheets_schema.snapshot import Decision, Displaced, KnownRow, Quarantine, SeenRow, Snapshot

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
ROW = KnownRow(
    "orders",
    17,
    18,
    (17.0, datetime(2026, 2, 5), "телефон", "Ёлкин Пётр", None, True, time(9, 30), timedelta(hours=25), 1500.5),
    {
        "date": date(2026, 2, 5),
        "price": Decimal("1500.50"),
        "documents": ("паспорт", "план"),
        "documents_complete": True,
        "number": 17,
        "start": time(9, 30),
        "at": datetime(2026, 2, 5, 9, 30),
        "stage": "осмотр",
    },
    (Problem("stage_unknown", "orders", "stage", 17, 18, "осматр", {"near": "осмотр"}, Level.NOTE),),
    {"новый запрос": 1, "осмотр": 2},
)
NEVER_VALID = KnownRow("orders", 18, 19, (18.0, None, "=1+1"))
GONE = KnownRow("orders", 3, 4, (3.0,), {"name": "x"}, gone=True)
FOLDER = Effect("folder:17", Kind.MAKE_FOLDER, name="17")
QUARANTINE = Quarantine("displaced", "orders", (Displaced("orders", 17, "name", "а", "б", 18),), (3, 4), NOW)


@pytest.fixture
def store(journal):
    return journal.snapshots


def test_a_fresh_journal_knows_nothing(store):
    assert store.load() == Snapshot()


def test_rows_come_back_as_they_were_committed(store):
    store.commit(Decision(rows=[ROW, NEVER_VALID, GONE]), base={}, now=NOW)
    assert store.load().rows == {"orders": {17: ROW, 18: NEVER_VALID, 3: GONE}}


def test_a_row_committed_again_replaces_the_old_one_and_touches_no_other(store):
    store.commit(Decision(rows=[ROW, NEVER_VALID]), base={}, now=NOW)
    mended = KnownRow("orders", 18, 25, (18.0, "x"), {"name": "x"})
    store.commit(Decision(rows=[mended]), base={}, now=LATER)
    assert store.load().rows == {"orders": {17: ROW, 18: mended}}


def test_the_same_number_in_two_tables_is_two_rows(store):
    payment = KnownRow("payments", 17, 2, (17.0,), {"amount": Decimal(5)})
    store.commit(Decision(rows=[ROW, payment]), base={}, now=NOW)
    assert store.load().rows == {"orders": {17: ROW}, "payments": {17: payment}}


def test_a_copy_of_the_snapshot_can_be_changed_without_changing_the_journal(store):
    store.commit(Decision(rows=[ROW]), base={}, now=NOW)
    store.load().rows["orders"].clear()
    assert store.load().rows == {"orders": {17: ROW}}


def test_rows_and_effects_of_a_poll_are_stored_together(journal):
    journal.snapshots.commit(Decision(rows=[ROW], effects=[FOLDER]), base={}, now=NOW)
    (shown,) = journal.outbox.listing([State.DUE])
    assert (shown.effect, shown.created_at) == (FOLDER, NOW)


def test_an_effect_of_a_poll_whose_key_is_known_is_not_stored_again(journal):
    journal.outbox.emit([FOLDER], NOW)
    journal.snapshots.commit(Decision(effects=[Effect("folder:17", Kind.MAKE_FOLDER, name="x")]), base={}, now=LATER)
    assert [shown.effect for shown in journal.outbox.listing(list(State))] == [FOLDER]


def test_numbers_reserved_meanwhile_make_the_poll_decide_again_and_nothing_of_it_is_stored(journal):
    journal.snapshots.commit(Decision(next_number={"orders": 18}), base={}, now=NOW)
    assert journal.snapshots.reserve("orders") == (18,)
    late = Decision(rows=[ROW], effects=[FOLDER], next_number={"orders": 19}, stamp="late")
    with pytest.raises(JournalMovedOn):
        journal.snapshots.commit(late, base={"orders": 18}, now=LATER)
    known = journal.snapshots.load()
    assert (known.rows, known.stamp, known.next_number) == ({}, "", {"orders": 19})
    assert journal.outbox.listing(list(State)) == []


def test_a_poll_that_saw_no_numbers_yet_cannot_give_those_that_a_form_took(store):
    assert store.reserve("orders", 2) == (1, 2)
    with pytest.raises(JournalMovedOn):
        store.commit(Decision(next_number={"orders": 2}), base={}, now=NOW)


def test_reserved_numbers_follow_each_other_and_each_table_counts_for_itself(store):
    store.commit(Decision(next_number={"orders": 61}), base={}, now=NOW)
    assert store.reserve("orders", 3) == (61, 62, 63)
    assert store.reserve("orders") == (64,)
    assert store.reserve("payments") == (1,)
    assert store.load().next_number == {"orders": 65, "payments": 2}


def test_waiting_rows_are_replaced_table_by_table(store):
    first, second = SeenRow(5, None, ("x", None, 1.0)), SeenRow(9, None, ("y",), copy_of=3)
    store.commit(Decision(pending={"orders": (first,), "payments": (second,)}), base={}, now=NOW)
    assert store.load().pending == {"orders": (first,), "payments": (second,)}
    store.commit(Decision(pending={"orders": ()}), base={}, now=LATER)
    assert store.load().pending == {"payments": (second,)}


def test_baselines_add_up_and_the_stamp_is_the_last_one(store):
    store.commit(Decision(stamp="one", baseline=frozenset({"orders"})), base={}, now=NOW)
    store.commit(Decision(stamp="two", baseline=frozenset({"payments"})), base={}, now=LATER)
    known = store.load()
    assert (known.stamp, known.baseline) == ("two", {"orders", "payments"})


def test_a_quarantine_stays_until_a_poll_without_one(store):
    store.commit(Decision(quarantine=QUARANTINE), base={}, now=NOW)
    assert store.load().quarantine == QUARANTINE
    store.commit(Decision(), base={}, now=LATER)
    assert store.load().quarantine is None


def test_a_person_who_accepts_lifts_the_quarantine_until_the_next_poll_has_taken_notice(store):
    store.commit(Decision(stamp="odd", quarantine=QUARANTINE), base={}, now=NOW)
    store.accept("odd")
    known = store.load()
    assert (known.quarantine, known.accepted, store.answer()) == (None, "odd", "odd")
    store.commit(Decision(stamp="odd"), base={}, now=LATER)
    assert store.answer() == ""


def test_a_person_who_wants_it_undone_leaves_the_quarantine_standing(store):
    store.commit(Decision(stamp="odd", quarantine=QUARANTINE), base={}, now=NOW)
    store.ask_restore("odd")
    assert (store.answer(), store.load().quarantine) == ("restore:odd", QUARANTINE)


def test_the_state_is_the_snapshot_without_its_rows(store):
    decision = Decision(rows=[ROW], stamp="s", next_number={"orders": 18}, quarantine=QUARANTINE)
    store.commit(decision, base={}, now=NOW)
    assert store.state() == Snapshot(stamp="s", next_number={"orders": 18}, quarantine=QUARANTINE)


def test_the_rules_of_the_firm_are_kept_as_records(store):
    rules = {"stages": [{"name": "осмотр", "order": 2, "fields": ("ФИО",)}], "people": []}
    assert store.rules() == {}
    store.keep_rules(rules)
    assert {table: list(records) for table, records in store.rules().items()} == rules


def test_problems_of_sheets_are_conditions_of_their_own_scope(journal):
    def commit(problems, tables, now):
        decision = Decision(sheet_problems=problems, sheet_tables=frozenset(tables))
        journal.snapshots.commit(decision, base={}, now=now)

    missing, doubled = Problem("column_missing", "orders", "name"), Problem("header_doubled", "payments", "amount")
    commit([missing, doubled], {"orders", "payments"}, NOW)
    assert journal.conditions.all() == {"sheet:orders": [(missing, NOW)], "sheet:payments": [(doubled, NOW)]}
    commit([missing], {"orders"}, LATER)
    assert journal.conditions.all() == {"sheet:orders": [(missing, NOW)], "sheet:payments": [(doubled, NOW)]}
    commit([], {"orders", "payments"}, LATER)
    assert journal.conditions.all() == {}
