"""What waits, what is stuck, and a person's word about it."""

from datetime import timedelta

import pytest

from service.journal.outbox import JournalOutbox
from sheets_schema.effects import Effect, Kind, State
from tests.service.web.houses import BASE, TestHouse, entered
from tests.service.web.test_office import seen

FROM_US = {"Origin": BASE}


def stuck(made: TestHouse) -> int:
    return made.journal.outbox.listing((State.FAILED,))[0].id


def in_doubt(made: TestHouse) -> int:
    """Let the service die while it makes a folder that must not be made twice."""
    outbox = JournalOutbox(made.journal.engine, frozenset({Kind.MAKE_FOLDER}))
    outbox.emit([Effect("f", Kind.MAKE_FOLDER, "orders", 3, name="3 Иванов")], made.clock.now())
    outbox.claim((Kind.MAKE_FOLDER,), made.clock.now(), timedelta(minutes=1))
    made.clock.pass_by(minutes=2)
    outbox.claim((Kind.MAKE_FOLDER,), made.clock.now(), timedelta(minutes=1))
    return outbox.listing((State.UNKNOWN,))[0].id


def state_of(made: TestHouse, effect: int) -> State:
    return next(each.state for each in made.journal.outbox.listing(tuple(State), 1000) if each.id == effect)


def test_what_failed_says_why_and_stands_apart(busy):
    page = seen(busy, "/outbox")
    assert "Не получилось Заказы, № 12: вписать «Ответственный» В ячейке уже стоит «Пётр Лапин»" in page
    assert "Закройте файл на минуту Файл открыт: Мария Зуева, OFFICE-1" in page


def test_a_failed_effect_is_tried_again_at_a_press(busy):
    client, effect = entered(busy), stuck(busy)
    answer = client.post(f"/outbox/{effect}/retry", headers=FROM_US)
    assert (answer.status_code, answer.headers["location"]) == (303, "/outbox")
    assert state_of(busy, effect) is State.DUE
    assert "Повторить" not in client.get("/").text


@pytest.mark.parametrize(("word", "state"), [("yes", State.DONE), ("no", State.DUE)])
def test_a_person_settles_what_nobody_else_knows(empty, word, state):
    effect = in_doubt(empty)
    assert "неизвестно, сделано ли оно" in seen(empty, "/outbox")
    entered(empty).post(f"/outbox/{effect}/settle", data={"happened": word}, headers=FROM_US)
    assert state_of(empty, effect) is state


def test_a_word_that_is_neither_settles_nothing(empty):
    effect = in_doubt(empty)
    assert entered(empty).post(f"/outbox/{effect}/settle", data={"happened": "x"}, headers=FROM_US).status_code == 422
    assert state_of(empty, effect) is State.UNKNOWN


@pytest.mark.parametrize("effect", [0, 10**12])
def test_an_effect_that_is_not_there_is_no_error(empty, effect):
    assert entered(empty).post(f"/outbox/{effect}/retry", headers=FROM_US).status_code == 303


def test_every_kind_of_effect_is_said_in_words(empty):
    """A new kind without words fails here."""
    given = [Effect(kind, kind, "orders", 3, {"stage": "принят"}, name="3 Иванов") for kind in Kind]
    empty.journal.outbox.emit(given, empty.clock.now())
    page = seen(empty, "/outbox")
    assert page.count("появилось") == len(Kind)


def test_nothing_to_do_says_what_would_be_here(empty):
    assert "Всё сделано. Здесь видно то, что робот ещё не успел" in seen(empty, "/outbox")


def test_a_long_queue_says_how_long_it_is(made):
    made.journal.outbox.emit(
        [Effect(str(place), Kind.MAKE_FOLDER, "orders", place, name="x") for place in range(300)], made.clock.now()
    )
    total = made.journal.outbox.counts()[State.DUE]
    assert f"Показано 200 из {total}" in seen(made, "/outbox")
