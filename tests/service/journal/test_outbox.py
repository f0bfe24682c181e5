"""The outbox, on every journal there is."""

from datetime import UTC, datetime, timedelta

import pytest

from sheets_schema.effects import Effect, Kind, ResultOf, State, append_row, set_cells
from sheets_schema.problems import Problem

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
ALL = frozenset(Kind)
BUSY = Problem("store_unavailable", "orders", number=17, params={"name": "Иванов"})

FOLDER = Effect("folder:17", Kind.MAKE_FOLDER, name="17 Иванов, Ленина 3")
LINK = set_cells("orders", 17, {"folder": ResultOf("folder:17")}, key="link:17", after="folder:17")


def keys(claimed):
    return [taken.effect.key for taken in claimed]


def states(outbox):
    return {shown.effect.key: shown.state for shown in outbox.listing(list(State))}


@pytest.fixture
def outbox(journal):
    return journal.outbox


def test_an_effect_comes_back_from_the_outbox_as_it_was_stored(outbox):
    outbox.emit([FOLDER], NOW)
    (taken,) = outbox.claim(ALL, NOW, LEASE)
    assert taken.effect == FOLDER
    assert (taken.attempts, taken.predecessor) == (0, "")


def test_the_same_key_stored_twice_is_one_effect(outbox):
    outbox.emit([FOLDER, FOLDER], NOW)
    outbox.emit([Effect("folder:17", Kind.MAKE_FOLDER, name="other")], NOW)
    assert [taken.effect for taken in outbox.claim(ALL, NOW, LEASE)] == [FOLDER]


def test_a_claimed_effect_is_not_given_to_another(outbox):
    outbox.emit([FOLDER], NOW)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == ["folder:17"]
    assert keys(outbox.claim(ALL, NOW + LEASE / 2, LEASE)) == []


def test_only_the_kinds_asked_for_are_claimed(outbox):
    outbox.emit([FOLDER, append_row("payments", 1, {"amount": 5}, key="row")], NOW)
    assert keys(outbox.claim({Kind.APPEND_ROW}, NOW, LEASE)) == ["row"]


def test_effects_are_claimed_oldest_first_and_no_more_than_the_limit(outbox):
    outbox.emit([Effect(f"folder:{i}", Kind.MAKE_FOLDER) for i in (3, 1, 2)], NOW)
    assert keys(outbox.claim(ALL, NOW, LEASE, limit=2)) == ["folder:3", "folder:1"]
    assert keys(outbox.claim(ALL, NOW, LEASE, limit=2)) == ["folder:2"]


def test_an_effect_waits_for_its_time(outbox):
    outbox.emit([Effect("later", Kind.MAKE_FOLDER, not_before=NOW + timedelta(hours=1))], NOW)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == []
    assert keys(outbox.claim(ALL, NOW + timedelta(hours=1), LEASE)) == ["later"]


def test_an_effect_waits_for_its_predecessor_and_is_handed_the_result(outbox):
    outbox.emit([LINK, FOLDER], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.done({folder.id: "file:///17"}, NOW)
    (link,) = outbox.claim(ALL, NOW, LEASE)
    assert (link.effect, link.predecessor) == (LINK, "file:///17")


def test_a_released_effect_is_due_at_once_and_untouched(outbox):
    outbox.emit([FOLDER], NOW)
    outbox.release([taken.id for taken in outbox.claim(ALL, NOW, LEASE)])
    (again,) = outbox.claim(ALL, NOW, LEASE)
    assert again.attempts == 0


def test_a_lease_that_ran_out_is_a_second_chance_and_counts_as_a_try(outbox):
    outbox.emit([FOLDER], NOW)
    outbox.claim(ALL, NOW, LEASE)
    (again,) = outbox.claim(ALL, NOW + LEASE, LEASE)
    assert (again.effect, again.attempts) == (FOLDER, 1)


def test_a_failure_is_kept_with_its_explanation_and_tried_again_at_its_time(outbox):
    outbox.emit([FOLDER], NOW)
    (taken,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(taken.id, BUSY, retry_at=NOW + LEASE)
    (shown,) = outbox.listing([State.DUE])
    assert (shown.error, shown.attempts, shown.not_before) == (BUSY, 1, NOW + LEASE)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == []
    assert keys(outbox.claim(ALL, NOW + LEASE, LEASE)) == ["folder:17"]


def test_what_waits_for_a_failed_effect_is_withdrawn_down_the_chain(outbox):
    note = set_cells("orders", 17, {"note": "x"}, key="note:17", after="link:17")
    outbox.emit([FOLDER, LINK, note], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(folder.id, BUSY, retry_at=None)
    assert states(outbox) == {
        "folder:17": State.FAILED,
        "link:17": State.WITHDRAWN,
        "note:17": State.WITHDRAWN,
    }


def test_an_effect_that_comes_after_its_predecessor_failed_is_withdrawn_too(outbox):
    outbox.emit([FOLDER], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(folder.id, BUSY, retry_at=None)
    outbox.emit([LINK], NOW)
    assert states(outbox)["link:17"] is State.WITHDRAWN


def test_a_failed_effect_tried_again_by_a_person_brings_back_what_was_withdrawn_with_it(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(folder.id, BUSY, retry_at=None)
    assert outbox.retry(folder.id)
    (again,) = outbox.claim(ALL, NOW, LEASE)
    outbox.done({again.id: "link"}, NOW)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == ["link:17"]


def test_a_person_need_not_wait_for_the_next_try(outbox):
    outbox.emit([FOLDER], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(folder.id, BUSY, retry_at=NOW + timedelta(days=1))
    assert outbox.retry(folder.id)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == ["folder:17"]


def test_what_is_done_or_fresh_cannot_be_tried_again(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.done({folder.id: ""}, NOW)
    assert not outbox.retry(folder.id)
    assert not outbox.retry(outbox.listing([State.DUE])[0].id)
    assert not outbox.retry(999)


def test_a_withdrawn_effect_takes_along_what_waits_for_it(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    outbox.withdraw({"folder:17", "unknown"})
    assert set(states(outbox).values()) == {State.WITHDRAWN}
    assert keys(outbox.claim(ALL, NOW, LEASE)) == []


def test_a_claimed_effect_is_too_late_to_withdraw(outbox):
    outbox.emit([FOLDER], NOW)
    outbox.claim(ALL, NOW, LEASE)
    outbox.withdraw({"folder:17"})
    assert states(outbox) == {"folder:17": State.CLAIMED}


def test_a_retried_write_is_not_overtaken_by_a_later_one_to_the_same_row(outbox):
    first = set_cells("orders", 17, {"note": "old"}, key="first")
    second = set_cells("orders", 17, {"note": "new"}, key="second")
    other = set_cells("orders", 18, {"note": "x"}, key="other")
    outbox.emit([first, second, other], NOW)
    (taken,) = outbox.claim(ALL, NOW, LEASE, limit=1)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == ["other"]
    outbox.failed(taken.id, BUSY, retry_at=NOW + LEASE)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == []
    assert keys(outbox.claim(ALL, NOW + LEASE, LEASE)) == ["first", "second", "other"]


def test_a_write_that_waits_for_a_folder_does_not_hold_up_its_row(outbox):
    explained = set_cells("orders", 17, {"problems": "x"}, key="problems:17")
    outbox.emit([FOLDER, LINK, explained], NOW)
    assert keys(outbox.claim({Kind.SET_CELL}, NOW, LEASE)) == ["problems:17"]


def test_done_twice_keeps_the_first_result(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.done({folder.id: "first"}, NOW)
    outbox.done({folder.id: "second"}, NOW)
    assert outbox.claim(ALL, NOW, LEASE)[0].predecessor == "first"


def test_where_twice_is_worse_than_not_at_all_a_lost_lease_is_a_doubt_for_a_person(cautious):
    cautious.emit([FOLDER, LINK], NOW)
    (taken,) = cautious.claim(ALL, NOW, LEASE)
    assert keys(cautious.claim(ALL, NOW + LEASE, LEASE)) == []
    (shown,) = cautious.listing([State.UNKNOWN])
    assert (shown.id, shown.error) == (taken.id, Problem("effect_in_doubt", ""))
    assert states(cautious)["link:17"] is State.DUE


@pytest.mark.parametrize(("did_happen", "follows"), [(True, "link:17"), (False, "folder:17")])
def test_a_doubt_ends_as_a_person_says(cautious, did_happen, follows):
    cautious.emit([FOLDER, LINK], NOW)
    (taken,) = cautious.claim(ALL, NOW, LEASE)
    cautious.claim(ALL, NOW + LEASE, LEASE)
    assert cautious.resolve_unknown(taken.id, did_happen=did_happen, now=NOW)
    assert keys(cautious.claim(ALL, NOW, LEASE)) == [follows]
    assert not cautious.resolve_unknown(taken.id, did_happen=did_happen, now=NOW)


def test_counts_name_every_state(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    outbox.claim(ALL, NOW, LEASE)
    expected = dict.fromkeys(State, 0) | {State.CLAIMED: 1, State.DUE: 1}
    assert outbox.counts() == expected


def test_the_listing_is_newest_first_and_bounded(outbox):
    outbox.emit([Effect(f"folder:{i}", Kind.MAKE_FOLDER) for i in range(5)], NOW)
    assert [shown.effect.key for shown in outbox.listing([State.DUE], limit=2)] == ["folder:4", "folder:3"]
    assert outbox.listing([State.DONE]) == []


def test_cells_that_are_promised_but_not_written_are_seen_with_the_later_promise_on_top(outbox):
    outbox.emit(
        [
            set_cells("orders", 17, {"note": "old", "crew": "1"}, key="a"),
            set_cells("orders", 17, {"note": "new"}, key="b"),
            set_cells("payments", 17, {"comment": "other table"}, key="c"),
            append_row("orders", 18, {"name": "Иванов"}, key="d"),
        ],
        NOW,
    )
    outbox.claim(ALL, NOW, LEASE, limit=1)
    assert outbox.pending_cells("orders") == {17: {"note": "new", "crew": "1"}}
    assert [effect.key for effect in outbox.pending_appends("orders")] == ["d"]


def test_what_is_written_waits_no_longer(outbox):
    outbox.emit([set_cells("orders", 17, {"note": "x"}, key="a"), append_row("orders", 18, {}, key="b")], NOW)
    outbox.done({taken.id: "" for taken in outbox.claim(ALL, NOW, LEASE)}, NOW)
    assert (outbox.pending_cells("orders"), outbox.pending_appends("orders")) == ({}, [])


def test_purged_effects_leave_the_pages_but_are_never_done_anew(outbox):
    outbox.emit([FOLDER, Effect("fresh", Kind.MAKE_FOLDER)], NOW)
    first, second = outbox.claim(ALL, NOW, LEASE)
    outbox.done({first.id: "link"}, NOW)
    outbox.done({second.id: ""}, NOW + timedelta(days=2))
    outbox.purge(NOW + timedelta(days=1))
    assert list(states(outbox)) == ["fresh"]
    outbox.emit([FOLDER], NOW)
    assert keys(outbox.claim(ALL, NOW, LEASE)) == []


def test_the_result_of_a_purged_effect_still_serves_who_comes_after(outbox):
    outbox.emit([FOLDER], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.done({folder.id: "link"}, NOW)
    outbox.purge(NOW + timedelta(days=1))
    outbox.emit([LINK], NOW)
    assert [taken.predecessor for taken in outbox.claim(ALL, NOW, LEASE)] == ["link"]


def test_what_was_purged_does_not_come_back_with_the_effect_that_it_waited_for(outbox):
    outbox.emit([FOLDER, LINK], NOW)
    (folder,) = outbox.claim(ALL, NOW, LEASE)
    outbox.failed(folder.id, BUSY, retry_at=None)
    outbox.purge(NOW + LEASE)
    assert states(outbox) == {"folder:17": State.FAILED}
    outbox.retry(folder.id)
    assert states(outbox) == {"folder:17": State.DUE}


def test_waiting_tells_of_kinds_that_are_not_carried_out_yet(outbox):
    outbox.emit([FOLDER], NOW)
    assert (outbox.waiting({Kind.MAKE_FOLDER}), outbox.waiting({Kind.SET_CELL})) == (True, False)
    (taken,) = outbox.claim(ALL, NOW, LEASE)
    assert outbox.waiting({Kind.MAKE_FOLDER})
    outbox.done({taken.id: ""}, NOW)
    assert not outbox.waiting({Kind.MAKE_FOLDER})
