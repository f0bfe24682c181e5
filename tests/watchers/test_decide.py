"""One state of the workbook against what is known: what is decided, and what is left alone."""

from dataclasses import replace
from datetime import date

import pytest

from sheets_schema.effects import Kind
from sheets_schema.snapshot import Snapshot
from sheets_schema.tables import BY_KEY
from tests.watchers.desk import SIX, Desk, order
from watchers.context import Context, Numbers
from watchers.decide import decide


@pytest.fixture
def desk() -> Desk:
    return Desk().settled()


def context_of(desk: Desk) -> Context:
    poller = desk.poller
    return Context(desk.now, poller.rules, desk.book.stamp().token, Numbers(dict(poller.snapshot.next_number)))


# ------------------------------------------------------------------ laws of deciding


def test_deciding_again_on_the_same_state_gives_the_same_keys(desk: Desk):
    desk.type(1, price=50_000.0, advance=10_000.0, stage="осмотр")
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poller._take(desk.book.read())
    known = desk.journal.snapshots.load()
    one, other = (decide(desk.poller.reads, known, context_of(desk)) for _ in range(2))
    assert [effect.key for effect in one.effects] == [effect.key for effect in other.effects] != []
    assert one == other


def test_a_settled_firm_decides_nothing_however_often_it_is_saved(desk: Desk):
    for _ in range(3):
        desk.saved("anna")
        report = desk.poll()
        assert report.decision is not None
        assert (report.decision.rows, list(report.decision.effects)) == ([], [])


def test_every_effect_of_a_decision_has_a_key_of_its_own(desk: Desk):
    desk.type(1, price=50_000.0, advance=10_000.0, name="Иванова", stage="осмотр")
    desk.type(2, advance=1.0, stage="нет такого")
    desk.type_row(order(9, "Сам", advance=5.0))
    report = desk.poll()
    assert report.decision is not None
    keys = [effect.key for effect in report.decision.effects]
    assert len(keys) == len(set(keys)) > 5


def test_a_torn_table_decides_nothing_for_any_table(desk: Desk):
    one, two = desk.cells_of(1)[desk.place("phone")], desk.cells_of(2)[desk.place("phone")]
    desk.type_row({"date": date(2026, 3, 2), "order": 3.0, "amount": 5.0, "kind": "аванс"}, "payments")
    desk.type(1, phone=two)
    desk.type(2, phone=one)
    report = desk.poll()
    assert report.outcome == "quarantined"
    assert report.decision is not None
    assert (report.decision.rows, report.decision.effects, report.decision.pending) == ((), (), {})


def test_a_torn_table_does_not_lose_what_waited_for_a_second_look(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poll()
    one, two = desk.cells_of(1)[desk.place("phone")], desk.cells_of(2)[desk.place("phone")]
    desk.type(1, phone=two)
    desk.type(2, phone=one)
    desk.poll()
    desk.type(1, phone=one)
    desk.type(2, phone=two)
    desk.tick()
    assert desk.numbers()[-1] == 7
    assert desk.poller.snapshot.quarantine is None


# ------------------------------------------------------------------ numbers


def test_an_overtyped_number_that_belongs_to_another_is_put_back(desk: Desk):
    desk.type(3, number=5.0)
    desk.tick(2)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6]
    assert [row[1:] for row in desk.history(3)] == [("№ возвращён", "5", "3")]


def test_a_number_filled_down_is_put_back_in_every_row(desk: Desk):
    desk.change(lambda rows: [row.__setitem__(0, 2.0) for row in rows[1:]])  # type: ignore[func-returns-value]
    desk.tick(2)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6]
    assert {row[1] for row in desk.history()} == {"№ возвращён"}


def test_a_number_typed_by_hand_is_adopted_and_stepped_over(desk: Desk):
    desk.type_row(order(50, "Новиков"))
    desk.saved()
    desk.tick()
    desk.type_row(order(None, "Яковлев"))
    desk.saved()
    desk.tick(2)
    assert desk.numbers()[-2:] == [50, 51]


@pytest.mark.parametrize(
    ("number", "code"),
    [(999_999.0, "number_too_large"), (1e12, "number_too_large"), ("15а", "number_not_a_number"),
     (5.5, "number_not_a_number"), (-3.0, "number_not_a_number"), (True, "number_not_a_number"),
     (date(2026, 3, 2), "number_not_a_number"), ("#REF!", "cell_error"), (float("inf"), "number_not_a_number")],
)  # fmt: skip
def test_a_number_that_cannot_be_one_is_explained_and_left_as_it_was_typed(desk: Desk, number, code):
    desk.type_row({**order(None, "Новиков"), "number": number})
    desk.saved()
    desk.tick(3)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6, number]
    assert desk.told() == [code]
    desk.rows()[-1][0] = None
    desk.saved()
    desk.tick(2)
    assert (desk.numbers()[-1], desk.told()) == (7, [])


def test_old_numbers_of_any_size_are_adopted_with_the_first_poll():
    desk = Desk([order(20_260_001, "Иванов"), order(20_260_002, "Петров")]).settled()
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.tick(2)
    assert desk.numbers()[-1] == 20_260_003


def test_numbers_that_stood_twice_before_the_first_poll_are_told_apart():
    desk = Desk([*SIX, order(5, "Двойник", phone="+7 999 000-00-00", address="ул. Новая, 1")]).settled()
    desk.tick()
    assert desk.numbers() == [1, 2, 3, 4, 5, 6, 7]
    assert (desk.known(5).record or {})["name"] == "Яшин"
    assert (desk.known(7).record or {})["name"] == "Двойник"


def test_a_row_with_a_sign_before_its_number_has_that_number():
    desk = Desk([order(1, "Иванов"), {**order(2, "Петров"), "number": "№ 2"}]).settled()
    assert desk.known(2).record is not None


# ------------------------------------------------------------------ what is no row

TOTALS = [
    {"name": "Итого", "price": 5_000.0}, {"number": "Итого:", "price": 5_000.0}, {"date": "ВСЕГО за март", "price": 1.0},
    {"price": 5_000.0, "advance": 100.0}, {"number": 500.0}, {"note": "позвонить Ване"}, {"date": "заметка"},
]  # fmt: skip


@pytest.mark.parametrize("cells", TOTALS, ids=str)
def test_totals_notes_and_blank_forms_under_the_table_are_left_alone(desk: Desk, cells):
    desk.type_row(cells)
    desk.saved()
    before = [list(row) for row in desk.rows()]
    desk.tick(3)
    assert desk.rows() == before
    assert desk.history() == []
    assert desk.told() == []


def test_totals_and_blank_forms_that_stood_there_from_the_first_are_left_alone():
    desk = Desk([*SIX, {"number": 7.0}, {"number": 8.0}, {"name": "Итого", "price": 5_000.0}])
    before = [list(row)[:10] for row in desk.rows()[7:]]
    desk.settled().tick()
    assert [list(row)[:10] for row in desk.rows()[7:]] == before


def test_a_blank_form_that_is_filled_in_is_a_new_order_under_its_own_number():
    desk = Desk([*SIX, {"number": 7.0}, {"number": 8.0}]).settled()
    desk.type(7, name="Новиков")
    desk.tick(2)
    assert desk.seen(7)["stage"] == "новый запрос"
    assert desk.history(7) == [(7, "новая строка", None, "Новиков")]
    desk.type_row(order(None, "Яковлев"))
    desk.saved()
    desk.tick(2)
    assert desk.numbers()[-1] == 9


def test_a_header_repeated_in_the_middle_is_no_order(desk: Desk):
    desk.change(lambda rows: rows.insert(3, list(desk.header())))
    desk.tick(3)
    assert desk.numbers() == [1, 2, 3, "№", 4, 5, 6]


def test_a_table_emptied_down_to_its_total_is_quarantined(desk: Desk):
    desk.type_row({"name": "Итого", "price": 0.0})
    desk.saved()
    desk.tick()
    desk.change(lambda rows: rows.__delitem__(slice(0, 6)))
    desk.poll()
    assert desk.poller.snapshot.quarantine is not None
    assert desk.poller.snapshot.quarantine.reason == "emptied"


def test_a_client_named_like_a_total_is_still_a_client(desk: Desk):
    desk.type_row(order(None, "Итогов Пётр"))
    desk.saved()
    desk.tick(2)
    assert desk.numbers()[-1] == 7


# ------------------------------------------------------------------ columns and sheets that come and go


def test_a_title_row_put_above_the_table_changes_nothing(desk: Desk):
    desk.rows().insert(0, ["Заказы ООО «Свет»"])
    desk.saved()
    report = desk.poll()
    assert report.decision is not None
    assert (list(report.decision.effects), report.decision.rows) == ([], [])


def test_a_sheet_renamed_by_letter_case_is_the_same_sheet(desk: Desk):
    desk.book.sheets = {title.upper(): rows for title, rows in desk.book.sheets.items()}
    desk.saved()
    report = desk.poll()
    assert report.decision is not None
    assert list(report.decision.effects) == []
    assert desk.told() == []


def test_a_sheet_that_vanished_and_came_back_is_as_it_was(desk: Desk):
    kept = desk.book.sheets.pop("Заказы")
    desk.saved()
    desk.tick(2)
    assert desk.told() == ["sheet_missing"]
    assert not any(row.gone for row in desk.journal.snapshots.load().rows["orders"].values())
    desk.book.sheets["Заказы"] = kept
    desk.saved()
    report = desk.poll()
    assert report.decision is not None
    assert list(report.decision.effects) == []
    assert desk.told() == []


def test_a_column_that_vanished_keeps_its_values_and_comes_back_without_history(desk: Desk):
    place = desk.place("phone")
    column = [row.pop(place) if len(row) > place else None for row in desk.rows()]
    desk.saved()
    desk.tick()
    desk.type(2, note="раз")
    desk.tick()
    assert (desk.known(2).record or {})["phone"] == "+79120000002"
    for row, cell in zip(desk.rows(), column, strict=True):
        row.insert(place, cell)
    desk.saved()
    desk.tick()
    assert [row[1] for row in desk.history()] == ["Примечание"]


def test_a_column_that_an_upgrade_adds_makes_no_history():
    desk = Desk()
    place = desk.place("answered")
    for row in desk.rows():
        del row[place : place + 1]
    desk.saved()
    desk.settled()
    for at, row in enumerate(desk.rows()):
        row.insert(place, "Клиент ответил" if at == 0 else None)
    desk.saved()
    desk.tick(2)
    assert desk.history() == []
    desk.type(1, answered="да")
    desk.tick()
    assert [row[1:] for row in desk.history(1)] == [("Клиент ответил", None, "да")]


def test_a_new_row_beside_a_missing_column_is_numbered_all_the_same(desk: Desk):
    place = desk.place("email")
    for row in desk.rows():
        del row[place : place + 1]
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.tick(2)
    assert desk.numbers()[-1] == 7


def test_a_row_deleted_before_it_got_its_number_leaves_nothing(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poll()
    desk.change(lambda rows: rows.__delitem__(6))
    desk.tick(2)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6]
    assert desk.poller.snapshot.pending.get("orders") in {None, ()}
    assert not any(effect.kind is Kind.NUMBER_ROW for effect in desk.effects())


def test_a_row_deleted_after_its_number_was_decided_but_not_written_leaves_no_order(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.saved()
    desk.poll()
    desk.poll()
    desk.change(lambda rows: rows.__delitem__(6))
    desk.tick(3)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6]
    assert desk.history() == []


# ------------------------------------------------------------------ cells of the wrong sort


@pytest.mark.parametrize(
    "cell", [True, float("nan"), float("inf"), 1e300, "#DIV/0!", "\ud800", date(1900, 1, 4)], ids=repr
)
def test_a_cell_of_the_wrong_sort_is_explained_and_keeps_the_last_sum(desk: Desk, cell):
    desk.type(1, price=50_000.0)
    desk.tick()
    desk.type(1, price=cell)
    desk.poll()
    assert (desk.known(1).record or {})["price"] == 50_000
    assert len(desk.problems(1)) == 1


def test_very_wide_rows_and_cells_beyond_the_header_are_read(desk: Desk):
    desk.cells_of(2).extend([None] * 3_000 + ["далеко"])
    desk.saved()
    report = desk.poll()
    assert report.decision is not None
    assert list(report.decision.effects) == []


# ------------------------------------------------------------------ the first poll


def test_orders_wait_for_their_first_poll_until_the_payments_can_be_read():
    desk = Desk([order(1, "Иванов", advance=5_000.0), order(2, "Петров", advance=7_000.0)])
    kept = desk.book.sheets.pop("Платежи")
    desk.saved()
    desk.tick(2)
    assert "orders" not in desk.poller.snapshot.baseline
    desk.book.sheets["Платежи"] = kept
    desk.type_row(
        {"date": date(2026, 2, 1), "order": 2.0, "amount": 7_000.0, "kind": "аванс", "number": 1.0}, "payments"
    )
    desk.saved()
    desk.tick(2)
    assert sorted(desk.payments()) == [(1.0, 5_000.0, "аванс"), (2.0, 7_000.0, "аванс")]


def test_a_decision_knows_which_tables_it_looked_at(desk: Desk):
    decision = decide({"orders": desk.poller.reads["orders"]}, Snapshot(baseline=frozenset(BY_KEY)), context_of(desk))
    assert decision.sheet_tables == {"orders"}


def test_a_snapshot_is_not_changed_by_deciding(desk: Desk):
    known = desk.journal.snapshots.load()
    before = replace(known, rows={key: dict(rows) for key, rows in known.rows.items()})
    desk.type(1, name="Иванова")
    desk.poller._take(desk.book.read())
    decide(desk.poller.reads, known, context_of(desk))
    assert known == before
