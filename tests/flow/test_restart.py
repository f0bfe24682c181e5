"""What the service remembers over a stop."""

from pathlib import Path

from tests.flow.firm import ORDERS, Firm, typed
from tests.staff.actions import NEXT, In, Type


def test_a_stop_between_two_polls_does_not_number_a_row_twice(tmp_path: Path):
    firm = Firm(tmp_path).settled()
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова"))
    firm.tick()
    firm.start()
    firm.tick(2)
    firm.start()
    firm.tick(2)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6, 7]
    assert firm.ticker.parts.poller.snapshot.next_number["orders"] == 8
    assert not any(firm.ticker.parts.poller.snapshot.pending.values())


def test_an_edit_made_while_the_service_was_down_is_seen_as_one(tmp_path: Path):
    firm = Firm(tmp_path).settled()
    firm.edit(typed(2, "Стоимость", "30000"))
    firm.start()
    firm.tick()
    assert [row[1:4] for row in firm.history(2)] == [("Стоимость", None, "30\xa0000\xa0₽")]


def test_a_lost_journal_starts_from_a_new_baseline_and_books_nothing_twice(tmp_path: Path):
    firm = Firm(tmp_path).settled()
    firm.edit(typed(1, "Аванс", "5000"))
    firm.tick(3)
    firm.ticker.parts.journal.close()
    for file in firm.home.own.glob("journal.db*"):
        file.unlink()
    firm.start()
    firm.tick(4)
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [5000]
    assert len(list(firm.home.files.iterdir())) == 6
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова"))
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6, 7]
    assert [row[1] for row in firm.history(7)] == ["новая строка"]
    assert len({row["№"] for row in firm.cells("История")}) == len(firm.cells("История"))
