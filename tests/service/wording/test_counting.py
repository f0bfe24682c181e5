"""Nouns after numbers, and moments as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.wording import ago, counted
from sheets_schema.cells.show import NBSP

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=ZoneInfo("Europe/Moscow"))
ROWS = "строка|строки|строк"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 строк"), (1, "1 строка"), (2, "2 строки"), (4, "4 строки"), (5, "5 строк"), (11, "11 строк"),
        (12, "12 строк"), (14, "14 строк"), (21, "21 строка"), (22, "22 строки"), (25, "25 строк"), (101, "101 строка"),
        (111, "111 строк"), (112, "112 строк"), (1004, "1 004 строки"),
    ],
)  # fmt: skip
def test_a_russian_noun_agrees_with_its_number(number, said):
    assert counted(number, ROWS).replace(NBSP, " ") == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (21, "21 rows")])
def test_an_english_noun_agrees_with_its_number(number, said):
    assert counted(number, ROWS, "en").replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=5), "только что"),
        (timedelta(minutes=1), "1 минуту назад"),
        (timedelta(minutes=22), "22 минуты назад"),
        (timedelta(hours=2), "сегодня в 08:30"),
        (timedelta(hours=20), "вчера в 14:30"),
        (timedelta(days=4), "8 марта, вс"),
        (timedelta(days=400), "05.02.2025"),
        (-timedelta(minutes=3), "только что"),
    ],
)
def test_a_moment_is_said_as_people_say_it(passed, said):
    assert ago(NOW - passed, NOW).replace(NBSP, " ") == said


def test_a_moment_of_the_database_is_said_in_the_zone_of_the_firm():
    utc = (NOW - timedelta(hours=2)).astimezone(ZoneInfo("UTC"))
    assert ago(utc, NOW) == "сегодня в 08:30"


def test_days_in_english_need_no_russian_months():
    assert ago(NOW - timedelta(days=4), NOW, "en") == f"8{NBSP}March"
