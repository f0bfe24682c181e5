"""Sums as people of two habits spell them: the table is the contract."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema.cells.money import MOST_MONEY, parse_count, parse_money, parse_number
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.show import show_money

UNDERSTOOD = {
    "0": "0.00",
    "00500": "500.00",
    "1500": "1500.00",
    "1500.50": "1500.50",
    "1500,50": "1500.50",
    "1500,5": "1500.50",
    "1 500,50": "1500.50",
    "1\u00a0500,50": "1500.50",
    "1\u202f500,50": "1500.50",
    "1 500 000": "1500000.00",
    "1,500.00": "1500.00",
    "1.500,00": "1500.00",
    "1,500,000": "1500000.00",
    "1.500.000": "1500000.00",
    "1,500,000.5": "1500000.50",
    "1'500.00": "1500.00",
    "1’500": "1500.00",
    "0,500": "0.50",
    ",50": "0.50",
    ".5": "0.50",
    "1500.": "1500.00",
    "1500,0000": "1500.00",
    "0.30000000000000004": "0.30",
    "1 500 ₽": "1500.00",
    "₽ 1500": "1500.00",
    "1500р": "1500.00",
    "1500р.": "1500.00",
    "1500 Р.": "1500.00",
    "1500p": "1500.00",
    "1 500 руб": "1500.00",
    "1 500,00 руб.": "1500.00",
    "1500 рублей": "1500.00",
    "1 рубль": "1.00",
    "2 рубля": "2.00",
    "1500 RUB": "1500.00",
    "1 500 руб. 50 коп.": "1500.50",
    "1500 р. 5 коп": "1500.05",
    "1500 рублей, 50 копеек": "1500.50",
    "50 коп.": "0.50",
    "-500": "-500.00",
    "- 500": "-500.00",
    "−500": "-500.00",
    "–500": "-500.00",
    "+500": "500.00",
    "(500)": "-500.00",
    "(1 500,50)": "-1500.50",
    "'1500": "1500.00",
    "  1500  ": "1500.00",
    "１５００": "1500.00",
    "\u200b1500\u200b": "1500.00",
    "999 999 999,99": "999999999.99",
}
EXPLAINED = {
    "1,500": "money_ambiguous",
    "1.500": "money_ambiguous",
    "12,345": "money_ambiguous",
    "1 500,500": "money_ambiguous",
    "1,500 ₽": "money_ambiguous",
    "-1.500": "money_ambiguous",
    "1500,505": "money_fraction",
    "0,005": "money_fraction",
    "5 тыс": "money_abbreviated",
    "5 тыс.": "money_abbreviated",
    "5к": "money_abbreviated",
    "5k": "money_abbreviated",
    "1,5 млн": "money_abbreviated",
    "5 т.р.": "money_abbreviated",
    "5000+3000": "money_arithmetic",
    "=5000+3000": "money_arithmetic",
    "5000-6000": "money_arithmetic",
    "3*500": "money_arithmetic",
    "$500": "money_currency",
    "500 €": "money_currency",
    "500 USD": "money_currency",
    "500 долларов": "money_currency",
    "05.02.2025": "money_is_a_date",
    "2025-02-05": "money_is_a_date",
    "15 00": "money_not_a_number",
    "1 50 000": "money_not_a_number",
    "1,50,000": "money_not_a_number",
    "0 500": "money_not_a_number",
    "10%": "money_not_a_number",
    "1500=": "money_not_a_number",
    "--500": "money_not_a_number",
    "(-500)": "money_not_a_number",
    "()": "money_not_a_number",
    "около 500": "money_not_a_number",
    "17:30": "money_not_a_number",
    "5000?": "money_not_a_number",
    "бесплатно": "money_not_a_number",
    "½": "money_not_a_number",
    "1e5": "money_not_a_number",
    "1" * 100: "money_not_a_number",
    "1500 руб. 5": "money_not_a_number",
    "79001234567": "money_too_large",
    "1 000 000 000": "money_too_large",
    "#Н/Д": "cell_error",
    "#DIV/0!": "cell_error",
    "#знач!": "cell_error",
    "Err:502": "cell_error",
    "Ошибка:508": "cell_error",
}
BLANK = (None, "", " ", "\u00a0", "\n", "\u200b", "-", "—", "–", " — ", "--")


def code_of(parse, raw):
    with pytest.raises(Unreadable) as refused:
        parse(raw)
    return refused.value.reason.code


@pytest.mark.parametrize(("typed", "sum_meant"), UNDERSTOOD.items())
def test_a_sum_is_understood_as_typed(typed, sum_meant):
    money = parse_money(typed)
    assert money == Decimal(sum_meant)
    assert str(money) == sum_meant


@pytest.mark.parametrize(("typed", "code"), EXPLAINED.items())
def test_a_doubtful_sum_is_explained_and_not_guessed(typed, code):
    assert code_of(parse_money, typed) == code


@pytest.mark.parametrize("raw", BLANK)
def test_a_blank_or_a_lone_dash_is_no_sum(raw):
    assert parse_money(raw) is None


def test_both_readings_of_a_doubtful_sum_are_named():
    with pytest.raises(Unreadable) as refused:
        parse_money("1,500")
    assert refused.value.reason.params == {"one": "1,50\u00a0₽", "other": "1\u00a0500\u00a0₽"}


def test_a_reading_with_parts_of_a_kopeck_is_shown_whole():
    with pytest.raises(Unreadable) as refused:
        parse_money("1,234")
    assert refused.value.reason.params["one"] == "1,234\u00a0₽"


@pytest.mark.parametrize(
    ("number", "sum_meant"),
    [
        (0.1 + 0.2, "0.30"),
        (1500.0, "1500.00"),
        (-0.0, "0.00"),
        (-1e-9, "0.00"),
        (8000, "8000.00"),
        (999999999.99, "999999999.99"),
    ],
)
def test_a_number_cell_loses_its_float_noise_only(number, sum_meant):
    assert str(parse_money(number)) == sum_meant


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (10000 / 3, "money_fraction"),
        (0.005, "money_fraction"),
        (math.nan, "money_not_a_number"),
        (math.inf, "money_too_large"),
        (-math.inf, "money_too_large"),
        (79001234567.0, "money_too_large"),
        (10**20, "money_too_large"),
        (True, "money_not_a_number"),
        (date(2025, 2, 5), "money_is_a_date"),
        (datetime(2025, 2, 5, 1), "money_is_a_date"),
        (time(1), "money_not_a_number"),
        (timedelta(1), "money_not_a_number"),
    ],
)
def test_what_is_no_sum_in_a_cell_is_explained(raw, code):
    assert code_of(parse_money, raw) == code


@settings(deadline=None)
@given(st.decimals(min_value=-MOST_MONEY, max_value=MOST_MONEY, places=2))
def test_a_shown_sum_reads_back_as_itself(roubles):
    assert parse_money(show_money(roubles)) == roubles


@settings(deadline=None)
@given(st.integers(min_value=-99_999_999_999, max_value=99_999_999_999))
def test_every_kopeck_survives_a_number_cell(kopecks):
    assert parse_money(kopecks / 100) == Decimal(kopecks).scaleb(-2)


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        (14.0, 14),
        (0.0, 0),
        ("14", 14),
        ("14,0", 14),
        ("1 500", 1500),
        ("+3", 3),
        (16.9999999999, 17),
        (None, None),
        ("—", None),
    ],
)
def test_a_count_is_a_whole_number(raw, count):
    assert parse_count(raw) == count


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (14.5, "count_not_whole"),
        ("1,5", "count_not_whole"),
        ("1.500", "count_ambiguous"),
        (-3.0, "count_negative"),
        ("-3", "count_negative"),
        ("14 дней", "count_not_a_number"),
        (True, "count_not_a_number"),
        (math.nan, "count_not_a_number"),
        (date(2025, 2, 5), "count_not_a_number"),
        (79001234567.0, "count_too_large"),
        ("#REF!", "cell_error"),
    ],
)
def test_what_is_no_count_is_explained(raw, code):
    assert code_of(parse_count, raw) == code


@pytest.mark.parametrize(
    ("raw", "number"), [(17.0, 17), ("17", 17), ("№ 17", 17), ("#17", 17), ("", None), (None, None)]
)
def test_the_number_of_a_row_is_read(raw, number):
    assert parse_number(raw) == number


@pytest.mark.parametrize("raw", [0.0, -1.0, 1.5, "17/2", "17а", "-", "№", "1.500", True, math.inf, date(2025, 2, 5)])
def test_what_is_no_number_of_a_row_is_explained(raw):
    assert code_of(parse_number, raw) == "number_not_a_number"


def test_a_phone_under_the_number_header_is_no_number_of_a_row():
    assert code_of(parse_number, 79001234567.0) == "number_too_large"
