"""Balances of orders and of workers."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.ledger import WorkerBalance, due, paid, paid_by_order, worker_balance

ROUBLES = st.decimals(min_value=0, max_value=200_000, places=2)
KINDS = st.sampled_from(["аванс", "доплата", "возврат", "Возврат"])
PAYMENTS = st.lists(st.fixed_dictionaries({"order": st.integers(1, 4), "amount": ROUBLES, "kind": KINDS}), max_size=12)


def payment(order: int, amount: int, kind: str = "аванс", **more: object) -> Mapping[str, object]:
    return {"order": order, "amount": Decimal(amount), "kind": kind, **more}


def test_ten_thousand_given_and_six_spent_leave_four_on_the_worker() -> None:
    given_to_him = [{"worker": "Иван Кузнецов", "kind": "выдано", "amount": Decimal(10_000)}]
    spent = [
        {"worker": "Иван Кузнецов", "category": "топливо", "amount": Decimal(1_000)},
        {"worker": "Иван Кузнецов", "category": "материалы", "amount": Decimal(5_000)},
        {"worker": "Другой", "category": "материалы", "amount": Decimal(7_000)},
    ]
    balance = worker_balance("Иван Кузнецов", given_to_him, [], spent)
    assert balance.on_hand == Decimal(4_000)
    assert balance.spent_by_category == {"топливо": Decimal(1_000), "материалы": Decimal(5_000)}


def test_cash_from_clients_is_on_the_worker_until_he_hands_it_in() -> None:
    payments = [
        payment(1, 30_000, method="наличные", taken_by="Анна"),
        payment(2, 50_000, method="карта", taken_by="Анна"),
        payment(3, 9_000, method="наличные", taken_by="Пётр"),
        payment(1, 5_000, "возврат", method="наличные", taken_by="Анна"),
    ]
    handed = [
        {"worker": "Анна", "kind": "сдано в кассу", "amount": Decimal(20_000)},
        {"worker": "Анна", "kind": "возвращено", "amount": Decimal(1_500)},
    ]
    balance = worker_balance("Анна", handed, payments, [])
    assert (balance.cash, balance.handed_in, balance.returned) == (Decimal(25_000), Decimal(20_000), Decimal(1_500))
    assert balance.on_hand == Decimal(3_500)


def test_a_worker_without_rows_has_nothing_on_him() -> None:
    assert worker_balance("Никто", [], [], []) == WorkerBalance()
    assert WorkerBalance().on_hand == 0


def test_a_worker_who_spent_his_own_money_is_owed_it() -> None:
    spent = [{"worker": "Иван", "category": "топливо", "amount": Decimal("350.50")}]
    assert worker_balance("Иван", [], [], spent).on_hand == Decimal("-350.50")


def test_a_refund_counts_against_what_was_paid() -> None:
    payments = [payment(1, 20_000), payment(1, 15_000, "доплата"), payment(2, 1), payment(1, 5_000, "возврат")]
    assert paid(1, payments) == Decimal(30_000)


def test_a_sum_that_is_text_counts_for_nothing() -> None:
    assert paid(1, [payment(1, 700), {"order": 1, "amount": "1,500", "kind": "аванс"}]) == Decimal(700)


def test_nothing_is_due_while_there_is_no_price() -> None:
    assert due(None, Decimal(100)) is None
    assert due(Decimal(40_000), Decimal(15_000)) == Decimal(25_000)
    assert due(Decimal(10_000), Decimal(12_000)) == Decimal(-2_000)


@given(PAYMENTS)
def test_one_pass_over_the_payments_finds_what_each_order_paid(payments: list[Mapping[str, object]]) -> None:
    sums = paid_by_order(payments)
    assert all(sums.get(order, 0) == paid(order, payments) for order in range(1, 5))


@given(PAYMENTS, ROUBLES)
def test_what_is_paid_and_what_is_due_make_the_price(payments: list[Mapping[str, object]], price: Decimal) -> None:
    so_far = paid(1, payments)
    owed = due(price, so_far)
    assert owed is not None
    assert owed + so_far == price
