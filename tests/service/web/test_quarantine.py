"""A torn table and a person's answer."""

import re

import pytest

from tests.service.web.houses import BASE, TestHouse, entered, torn

FROM_US = {"Origin": BASE}


def stamp_of(made: TestHouse, answer: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', entered(made).get(f"/quarantine/{answer}").text)
    return found[1]


def test_the_question_shows_everything_side_by_side(made):
    torn(made)
    text = entered(made).get("/quarantine/undo").text
    assert text.count("<tr>") == 41
    assert "И ещё 39" in text


def test_this_is_right_lifts_the_quarantine(made):
    torn(made)
    answer = entered(made).post("/quarantine/accept", data={"stamp": stamp_of(made, "accept")}, headers=FROM_US)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    state = made.journal.snapshots.state()
    assert (state.quarantine, state.accepted) == (None, state.stamp)


def test_put_it_back_asks_the_poller_and_waits_for_it(made):
    torn(made)
    stamp = stamp_of(made, "undo")
    entered(made).post("/quarantine/undo", data={"stamp": stamp}, headers=FROM_US)
    assert made.journal.snapshots.answer() == f"restore:{stamp}"
    assert made.journal.snapshots.state().quarantine is not None


@pytest.mark.parametrize("answer", ["accept", "undo"])
def test_an_answer_about_another_state_is_not_taken(made, answer):
    torn(made)
    seen = stamp_of(made, answer)
    made.put("orders", 5, "note", "и ещё правка")
    made.poll()
    late = entered(made).post(f"/quarantine/{answer}", data={"stamp": seen}, headers=FROM_US)
    assert late.status_code == 409
    assert "таблицу сохранили ещё раз" in late.text
    assert made.journal.snapshots.answer() == ""


@pytest.mark.parametrize("answer", ["accept", "undo"])
def test_with_nothing_to_answer_one_is_led_home(made, answer):
    client = entered(made)
    assert client.get(f"/quarantine/{answer}").headers["location"] == "/"
    assert client.post(f"/quarantine/{answer}", data={"stamp": "x"}, headers=FROM_US).headers["location"] == "/"
    assert made.journal.snapshots.state().accepted == ""


def test_an_answer_that_is_none_is_refused(made):
    assert entered(made).get("/quarantine/maybe").status_code == 422


def test_vanished_rows_are_named(made):
    for number in range(1, 31):
        made.erase("orders", number)
    made.poll()
    assert "Пропали №: 1, 2, 3" in entered(made).get("/").text
