"""The demo firm."""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.backends.xlsx.create import create_workbook
from service.backends.xlsx.workbook import XlsxWorkbook
from service.demo import demo_firm
from service.demo.course import add_working_days, working
from service.demo.mistakes import MISSPELT_STAGE
from service.demo.people import feminine
from service.demo.staff import EXAMPLE_WORKER
from sheets_schema.contents import Contents
from sheets_schema.default_stages import AWAITS_PAYMENT, FINISHED, STAGES
from sheets_schema.ledger import due, paid, worker_balance
from sheets_schema.reading import parse_row, read_table
from sheets_schema.summary import figures
from sheets_schema.tables import BY_KEY, TABLES

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.fixture(scope="module")
def firm() -> Contents:
    return demo_firm(7, TODAY)


def test_the_same_seed_and_day_give_the_same_firm_and_another_seed_another(firm: Contents) -> None:
    assert demo_firm(7, TODAY) == firm
    assert demo_firm(8, TODAY)["orders"] != firm["orders"]


def test_there_are_orders_at_every_stage(firm: Contents) -> None:
    at = Counter(row["stage"] for row in firm["orders"])
    assert set(at) == {stage["name"] for stage in STAGES} | {MISSPELT_STAGE}
    assert sum(at.values()) >= 60


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_any_seed_on_any_day_gives_rows_that_agree_with_each_other(seed: int, today: date) -> None:
    firm = demo_firm(seed, today)
    for row in firm["orders"]:
        price, number = row.get("price"), row["number"]
        assert isinstance(number, int)
        rest = due(price if isinstance(price, Decimal) else None, paid(number, firm["payments"]))
        assert rest is None or rest >= 0
        assert row["stage"] != FINISHED or rest == 0
        assert row["stage"] != AWAITS_PAYMENT or (rest is not None and rest > 0)
    assert all(
        type(row["date"]) is date and row["date"] <= today
        for key in ("payments", "expenses", "advances")
        for row in firm[key]
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_no_worker_of_any_firm_has_less_than_nothing_on_him(seed: int, today: date) -> None:
    firm = demo_firm(seed, today)
    assert all(row["amount"] for row in firm["advances"])
    for person in firm["people"]:
        balance = worker_balance(str(person["name"]), firm["advances"], firm["payments"], firm["expenses"])
        assert balance.on_hand >= 0, person["name"]


def test_the_worked_example_stands_in_it(firm: Contents) -> None:
    balance = worker_balance(EXAMPLE_WORKER, firm["advances"], firm["payments"], firm["expenses"])
    assert (balance.given, balance.spent, balance.on_hand) == (10_000, 6_000, 4_000)


def test_some_orders_are_overdue_but_not_most(firm: Contents) -> None:
    lines = figures(firm, TODAY).stages
    assert 5 <= sum(line.overdue for line in lines) <= sum(line.orders for line in lines) / 3


def test_expenses_reach_back_half_a_year_in_most_categories(firm: Contents) -> None:
    found = figures(firm, TODAY)
    assert all(month > 0 for month in found.spent_in_all[-6:])
    assert sum(1 for sums in zip(*found.spent, strict=True) if sum(sums) > 0) >= 6


def test_no_crew_is_booked_twice_at_one_hour(firm: Contents) -> None:
    slots = [(row["day"], row["start"], row["crew"]) for row in firm["bookings"]]
    assert len(set(slots)) == len(slots) >= 12
    assert {row["state"] for row in firm["bookings"]} >= {"выполнена", "подтверждена", "ждёт оплаты"}


def test_history_tells_who_moved_each_order_to_where_it_stands(firm: Contents) -> None:
    steps = {row["row"]: (row["became"], row["who"]) for row in firm["history"] if row["what"] == "Этап"}
    moved = {row["number"]: (row["stage"], row["moved_by"]) for row in firm["orders"] if row["number"] in steps}
    assert len(moved) > 60
    assert {number for number in moved if moved[number] != steps[number]} == {
        row["number"] for row in firm["orders"] if row["stage"] == MISSPELT_STAGE
    }
    assert [row["at"] for row in firm["history"]] == sorted(row["at"] for row in firm["history"])


def test_the_robots_cells_are_left_to_the_robot(firm: Contents) -> None:
    assert not [row for row in firm["orders"] if {"folder", "files", "papers", "problems"} & set(row)]


def test_nobody_is_reached_by_mistake(firm: Contents) -> None:
    contacts = [row for key in ("orders", "bookings", "people") for row in firm[key]]
    assert {str(row["phone"])[:6] for row in contacts} == {"+7 975", "975 12"}
    assert all(str(row["email"]).split("@")[1].startswith("example.") for row in contacts if "email" in row)


def test_all_clients_are_told_apart(firm: Contents) -> None:
    for key in ("name", "phone", "address"):
        assert len({row[key] for row in firm["orders"]}) == len(firm["orders"])


def test_only_the_deliberate_mistakes_are_mistakes(firm: Contents, tmp_path: Path) -> None:
    create_workbook(tmp_path / "demo.xlsx", TABLES, firm, today=TODAY)
    image = XlsxWorkbook(tmp_path / "demo.xlsx", now=lambda: datetime(2026, 11, 24)).read()
    found = []
    for table in TABLES:
        for row in read_table(table, image.sheets).rows:
            found += [(table.key, problem.column) for problem in parse_row(table, row, row.number)[1]]
    assert Counter(found) == {("orders", "phone"): 1, ("expenses", "amount"): 1}
    assert [row["number"] for row in firm["orders"] if row["stage"] == MISSPELT_STAGE]
    assert BY_KEY["orders"].by_key["stage"].strict


@pytest.mark.parametrize(
    ("his", "hers"),
    [
        ("Иванов", "Иванова"),
        ("Киселёв", "Киселёва"),
        ("Ильин", "Ильина"),
        ("Вишневский", "Вишневская"),
        ("Шевченко", "Шевченко"),
    ],
)
def test_a_woman_bears_the_feminine_form(his: str, hers: str) -> None:
    assert feminine(his) == hers


def test_names_agree_in_gender(firm: Contents) -> None:
    names = [str(row["name"]) for row in firm["orders"]]
    people = [name.split() for name in names if len(name.split()) == 3 and "«" not in name]
    assert len(people) > 50
    for surname, _, patronymic in people:
        woman = patronymic.endswith("на")
        assert woman or patronymic.endswith("ич")
        assert surname.endswith(("а", "ая")) == woman or surname.endswith(("ко", "ыш"))


def test_working_days_leave_weekends_out() -> None:
    friday = date(2026, 11, 20)
    assert add_working_days(friday, 1) == date(2026, 11, 23)
    assert [working(friday + timedelta(days=days)) for days in range(4)] == [friday] * 3 + [date(2026, 11, 23)]
