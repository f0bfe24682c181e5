"""Rows keep their identities however people treat the sheet."""

import random
from collections import Counter
from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from sheets_schema.snapshot import Quarantine, SeenRow
from sheets_schema.tables import ORDERS, PAYMENTS
from sheets_schema.values import Cells, Raw
from tests.watchers.seen import known_of, raw_of, rows_of, with_cells
from watchers.identity import Matching, find_quarantine, match

TWENTY = [
    raw_of(n, f"Клиент {n:02d}", price=1000.0 * n, mounting_date=date(2026, 3, 1) + timedelta(days=n % 5))
    for n in range(1, 21)
]
STAGE_NAMES = ("осмотр", "принят", "монтируется", "сдаётся")
quick = settings(deadline=None, derandomize=True, database=None, max_examples=80)


def matched(before: list[Cells], now: list[Cells]) -> Matching:
    return match(ORDERS, known_of(rows_of(before)), rows_of(now))


def torn(before: list[Cells], now: list[Cells]) -> Quarantine | None:
    known = known_of(rows_of(before))
    return find_quarantine(ORDERS, known, match(ORDERS, known, rows_of(now)))


def lists_of(found: Matching) -> list[SeenRow]:
    pairs = (*found.same, *found.changed, *found.copies, *found.renumbered, *found.returned)
    return [*found.fresh, *found.foreign, *(row for _known, row in pairs)]


def numbers(pairs: list[tuple[object, SeenRow]]) -> list[int]:
    return [known.number for known, _row in pairs]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ everyday changes


def test_an_untouched_sheet_is_the_same_row_by_row():
    found = matched(TWENTY, TWENTY)
    assert numbers(found.same) == list(range(1, 21))
    assert len(lists_of(found)) == 20


def test_the_copy_and_not_the_original_loses_the_number_wherever_they_stand():
    copy_above = [TWENTY[4], *TWENTY]
    found = matched(TWENTY, copy_above)
    assert [(known.number, row.row) for known, row in found.copies] == [(5, 2)]


def test_of_a_copy_and_its_changed_original_the_one_nearer_to_what_was_known_keeps_the_number():
    changed = with_cells(TWENTY[4], note="позвонить")
    copy = with_cells(TWENTY[4], note="копия", price=1.0, name="Другой")
    found = matched(TWENTY, [copy, *TWENTY[:4], changed, *TWENTY[5:]])
    assert numbers(found.changed) == [5]
    assert found.changed[0][1].raw == changed
    assert [row.raw for _known, row in found.copies] == [copy]


def test_two_new_rows_under_one_unknown_number_are_one_order_and_a_row_without_number():
    found = matched([], [raw_of(77, "А"), raw_of(77, "Б")])
    assert [row.number for row in found.foreign] == [77]
    assert [(row.number, row.copy_of) for row in found.fresh] == [(None, 77)]


def test_an_erased_number_is_recognised_by_the_contents():
    found = matched(TWENTY, [*TWENTY[:7], with_cells(TWENTY[7], number=None, note="раз"), *TWENTY[8:]])
    assert numbers(found.renumbered) == [8]
    assert [*found.fresh, *found.vanished] == []


def test_a_number_overtyped_with_that_of_another_order_is_recognised():
    found = matched(TWENTY, [*TWENTY[:7], with_cells(TWENTY[7], number=3.0), *TWENTY[8:]])
    assert numbers(found.renumbered) == [8]
    assert [*found.copies, *found.vanished] == []


def test_a_number_filled_down_over_others_makes_no_orders_and_loses_none():
    filled = [with_cells(raw, number=3.0) if 3 <= place <= 9 else raw for place, raw in enumerate(TWENTY)]
    found = matched(TWENTY, filled)
    assert sorted(numbers(found.renumbered)) == list(range(4, 11))
    assert [*found.copies, *found.vanished, *found.fresh] == []


def test_two_orders_of_one_client_whose_numbers_were_erased_are_each_their_own():
    one = raw_of(1, "Иванов", price=1000.0, address="ул. Лесная, 1", phone="+7 912 000-00-01")
    two = with_cells(one, number=2.0, price=2000.0)
    found = matched([one, two], [with_cells(two, number=None), with_cells(one, number=None)])
    assert {known.number: row.raw[ORDERS.index["price"]] for known, row in found.renumbered} == {1: 1000.0, 2: 2000.0}


def test_a_row_put_back_after_it_was_gone_has_returned():
    known = known_of(rows_of(TWENTY))
    gone = {
        number: row if number != 4 else type(row)("orders", 4, 5, row.raw, {}, gone=True)
        for number, row in known.items()
    }
    found = match(ORDERS, gone, rows_of(TWENTY))
    assert numbers(found.returned) == [4]


def test_ten_thousand_erased_numbers_are_recognised_in_no_time():
    """Quadratic work would take minutes here."""
    many = [raw_of(n, f"Клиент {n}") for n in range(1, 10_001)]
    found = matched(many, [with_cells(raw, number=None) for raw in many])
    assert len(found.renumbered) == 10_000
    assert not found.vanished


# ------------------------------------------------------------------ laws

some_rows = st.lists(
    st.builds(
        lambda number, name, phone, price: raw_of(number, name, phone=phone, price=price),
        st.none() | st.integers(1, 8),
        st.sampled_from(["Иванов", "Петров", "Яшин"]),
        st.sampled_from(["+7 912 000-00-01", "+7 912 000-00-02", None]),
        st.sampled_from([None, 1000.0, 2000.0]),
    ),
    max_size=12,
)


@quick
@given(some_rows, some_rows, st.sets(st.integers(1, 8)))
def test_every_seen_row_stands_in_one_list_and_no_known_row_is_lost(before, now, gone):
    known = {
        number: row if number not in gone else type(row)("orders", number, row.row, row.raw, {}, gone=True)
        for number, row in known_of(rows_of(before)).items()
    }
    seen = rows_of(now)
    found = match(ORDERS, known, seen)
    assert Counter(row.row for row in lists_of(found)) == Counter(row.row for row in seen)
    assert found.seen == len(seen)
    kept = [*numbers(found.same), *numbers(found.changed), *numbers(found.returned), *numbers(found.renumbered)]
    living = [number for number, row in known.items() if not row.gone]
    assert Counter(number for number in kept if not known[number].gone) + Counter(
        row.number for row in found.vanished
    ) == Counter(living)
    assert all(row.number is None for row in found.fresh)


@quick
@given(st.permutations(range(20)))
def test_any_order_of_the_rows_is_the_same_sheet(order_now):
    found = matched(TWENTY, [TWENTY[place] for place in order_now])
    assert len(found.same) == 20
    assert torn(TWENTY, [TWENTY[place] for place in order_now]) is None


@quick
@given(st.integers(0, 18), st.integers(2, 20), st.randoms(use_true_random=False))
def test_a_sort_of_some_rows_with_all_their_columns_is_harmless(first, length, dice):
    part = TWENTY[first : first + length]
    dice.shuffle(part)
    assert torn(TWENTY, [*TWENTY[:first], *part, *TWENTY[first + length :]]) is None


IDENTITY = [column.key for column in ORDERS.columns if column.identity]
OTHERS = ["price", "note", "mounting_date", "stage"]


def sorted_alone(rows: list[Cells], columns: set[str], dice: random.Random) -> list[Cells]:
    """Give every row the cells of another in those columns, as a sort of selected columns does."""
    donors = rows[:]
    dice.shuffle(donors)
    return [
        with_cells(raw, **{key: donor[ORDERS.index[key]] for key in columns})
        for raw, donor in zip(rows, donors, strict=True)
    ]


@quick
@given(
    st.sampled_from(["name", "phone", "address"]),
    st.sets(st.sampled_from([*IDENTITY, *OTHERS])),
    st.integers(0, 17),
    st.integers(3, 20),
    st.randoms(use_true_random=False),
)
def test_a_sort_of_selected_columns_is_always_quarantined(one, more, first, length, dice):
    part = sorted_alone(TWENTY[first : first + length], {one, *more}, dice)
    now = [*TWENTY[:first], *part, *TWENTY[first + length :]]
    if now != TWENTY:
        found = torn(TWENTY, now)
        assert found is not None
        assert found.reason == "displaced"


@quick
@given(st.randoms(use_true_random=False))
def test_a_sort_of_the_numbers_alone_is_quarantined(dice):
    now = sorted_alone(TWENTY, {"number"}, dice)
    assert now == TWENTY or torn(TWENTY, now) is not None


def test_what_is_displaced_is_told_with_whom_it_belongs_to():
    swapped = [with_cells(TWENTY[0], name="Клиент 02"), with_cells(TWENTY[1], name="Клиент 01"), *TWENTY[2:]]
    found = torn(TWENTY, swapped)
    assert found is not None
    assert [(row.number, row.column, row.knew, row.sees, row.belongs_to) for row in found.rows] == [
        (1, "name", "Клиент 01", "Клиент 02", 2),
        (2, "name", "Клиент 02", "Клиент 01", 1),
    ]


def test_a_sort_of_a_column_that_is_mostly_blank_shows_by_its_blanks():
    sparse = [
        with_cells(raw, mounting_date=date(2026, 3, 30 - n) if n % 4 == 0 else None) for n, raw in enumerate(TWENTY)
    ]
    place = ORDERS.index["mounting_date"]
    days = sorted(raw[place] for raw in sparse if raw[place])
    alone = [with_cells(raw, mounting_date=days[n] if n < len(days) else None) for n, raw in enumerate(sparse)]
    assert torn(sparse, alone) is not None


def test_a_sort_of_the_stages_alone_is_quarantined():
    staged = [with_cells(raw, stage=STAGE_NAMES[n % 4]) for n, raw in enumerate(TWENTY)]
    stages = sorted(str(raw[ORDERS.index["stage"]]) for raw in staged)
    assert torn(staged, [with_cells(raw, stage=stage) for raw, stage in zip(staged, stages, strict=True)]) is not None


# ------------------------------------------------------------------ ordinary work is never quarantined


def edited(dice: random.Random, rows: list[Cells]) -> list[Cells]:
    """What an office does between two polls: new values, deletes, inserts, copies, the usual steps, a sort."""
    now = rows[:]
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(now))
        change: dict[str, Raw] = dice.choice(
            [
                {"name": f"Новый {dice.random()}"},
                {"phone": f"+7 999 {dice.random()}"},
                {"email": f"{dice.random()}@example.ru"},
                {"price": float(dice.randrange(1, 10**6))},
                {"note": f"заметка {dice.random()}"},
                {"stage": dice.choice(STAGE_NAMES)},
                {"documents_complete": dice.choice(["да", "нет"])},
                {"number": None},
            ]
        )
        now[place] = with_cells(now[place], **change)
    for _ in range(dice.randint(0, 3)):
        now.pop(dice.randrange(len(now)))
    for _ in range(dice.randint(0, 3)):
        now.insert(dice.randrange(len(now)), dice.choice([raw_of(None, f"Вставка {dice.random()}"), dice.choice(now)]))
    if dice.random() < 0.3:
        dice.shuffle(now)
    return now


@quick
@given(st.randoms(use_true_random=False))
def test_ordinary_work_is_never_quarantined(dice):
    assert torn(TWENTY, edited(dice, TWENTY)) is None


def test_a_rainy_day_puts_every_mounting_off_by_one_day():
    days = [date(2026, 3, 1) + timedelta(days=n) for n in range(21)]
    before = [with_cells(raw, mounting_date=days[n]) for n, raw in enumerate(TWENTY)]
    assert torn(before, [with_cells(raw, mounting_date=days[n + 1]) for n, raw in enumerate(TWENTY)]) is None


def test_two_phones_of_one_client_corrected_in_both_his_orders_are_no_exchange():
    before = [with_cells(raw, phone="+7 912 000-00-01") if n < 2 else raw for n, raw in enumerate(TWENTY)]
    now = [with_cells(raw, phone="+7 999 000-00-01") if n < 2 else raw for n, raw in enumerate(before)]
    assert torn(before, now) is None


# ------------------------------------------------------------------ many rows gone


def test_a_fifth_and_ten_rows_gone_at_once_is_quarantined_and_less_is_not():
    forty = [raw_of(n, f"Клиент {n}") for n in range(1, 41)]
    found = torn(forty, forty[10:])
    assert found is not None
    assert (found.reason, found.numbers) == ("vanished", tuple(range(1, 11)))
    assert torn(forty, forty[9:]) is None
    assert torn([raw_of(n, f"К {n}") for n in range(1, 51)], [raw_of(n, f"К {n}") for n in range(11, 51)]) is None


def test_an_emptied_table_is_quarantined_however_small():
    found = torn(TWENTY[:2], [])
    assert found is not None
    assert found.reason == "emptied"
    assert torn(TWENTY[:1], []) is None


def test_a_table_without_identity_columns_is_known_by_all_its_cells():
    raw: Cells = (5.0, date(2026, 3, 2), 1.0, None, 5000.0, "аванс", *(None,) * (len(PAYMENTS.columns) - 6))
    known = known_of(rows_of([raw]))
    found = match(PAYMENTS, known, [SeenRow(2, None, (None, *raw[1:]))])
    assert numbers(found.renumbered) == [5]
