"""The figures of «Сводка» from rows."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sheets_schema.summary.figures import Figures, figures
from sheets_schema.summary.months import Month, last_months

TODAY = date(2026, 11, 24)
STAGES = ({"name": "принят"}, {"name": "завершён", "closed": True}, {"name": "отменён", "closed": True})


def order(number: int, stage: str, price: int | None = None, **more: object) -> Mapping[str, object]:
    row = {"number": number, "stage": stage, **more}
    return row if price is None else {**row, "price": Decimal(price)}


def payment(order_number: int, amount: int, kind: str = "аванс") -> Mapping[str, object]:
    return {"order": order_number, "amount": Decimal(amount), "kind": kind}


def expense(day: object, amount: object, category: str = "топливо") -> Mapping[str, object]:
    return {"date": day, "amount": amount, "category": category, "worker": "Иван"}


def of(*orders: Mapping[str, object], payments: tuple[Mapping[str, object], ...] = ()) -> Figures:
    return figures({"stages": STAGES, "orders": orders, "payments": payments}, TODAY)


def test_clients_owe_the_price_less_what_they_paid() -> None:
    found = of(order(1, "принят", 50_000), order(2, "принят", 30_000), payments=(payment(1, 20_000),))
    assert found.stages[0].owed == Decimal(60_000)


def test_an_order_without_a_price_owes_nothing() -> None:
    assert of(order(1, "принят"), payments=(payment(1, 5_000),)).stages[0].owed == 0


def test_an_overpaid_order_does_not_lower_what_others_owe() -> None:
    found = of(order(1, "принят", 10_000), order(2, "принят", 9_000), payments=(payment(1, 12_000),))
    assert found.stages[0].owed == Decimal(9_000)
    assert found.overpaid == Decimal(2_000)


def test_a_cancelled_order_that_nobody_paid_owes_nothing_and_a_finished_one_owes_its_rest() -> None:
    found = of(order(1, "отменён", 40_000), order(2, "завершён", 40_000), payments=(payment(2, 35_000),))
    assert [line.owed for line in found.stages] == [0, Decimal(5_000), 0]


def test_an_order_is_overdue_from_the_day_after_its_term_and_never_at_an_end() -> None:
    found = of(
        order(1, "принят", due_date=date(2026, 11, 24)),
        order(2, "принят", due_date=date(2026, 11, 23)),
        order(3, "принят"),
        order(4, "завершён", due_date=date(2026, 1, 1)),
        order(5, "принят", due_date="скоро"),
    )
    assert [line.overdue for line in found.stages] == [1, 0, 0]


def test_a_stage_off_the_list_is_counted_apart() -> None:
    found = of(order(1, "монтируеться"), order(2, "ПРИНЯТ"), {"number": 3})
    assert [line.orders for line in found.stages] == [1, 0, 0]
    assert found.unknown_stage == 1


def test_expenses_are_summed_by_month_and_category_and_off_the_list_in_all() -> None:
    expenses = [
        expense(date(2026, 11, 1), Decimal("1000.50")),
        expense(date(2026, 11, 30), Decimal(10), "Топливо"),
        expense(date(2026, 11, 5), Decimal(7), "подарок"),
        expense(date(2026, 10, 31), Decimal(300)),
        expense(date(2026, 11, 2), "1,500"),
        expense("вчера", Decimal(5)),
        expense(date(2025, 11, 30), Decimal(99)),
    ]
    found = figures({"expenses": expenses, "lists": [{"categories": "топливо"}, {"channels": "сайт"}]}, TODAY)
    assert found.categories == ("топливо",)
    assert found.spent[-1] == (Decimal("1010.50"),)
    assert (found.spent_in_all[-1], found.spent_in_all[-2]) == (Decimal("1017.50"), Decimal(300))
    assert sum(found.spent_in_all) == Decimal("1317.50")


def test_the_last_months_end_with_todays_and_cross_the_year() -> None:
    months = last_months(date(2026, 3, 31), 4)
    assert months[0] == Month(date(2025, 12, 1), date(2025, 12, 31))
    assert [month.last.day for month in months] == [31, 31, 28, 31]
    assert not months[-1].holds(datetime(2026, 3, 5, 12, 0))


def test_an_empty_workbook_has_empty_figures() -> None:
    found = figures({}, TODAY)
    assert (found.stages, found.workers, found.unknown_stage, found.overpaid) == ((), (), 0, 0)
