"""Days and moments as people of two habits spell them: the tables are the contract."""

import math
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema.cells.clock import parse_time
from sheets_schema.cells.dates import FIRST_DAY, LAST_DAY, parse_date, parse_moment
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.show import show_date, show_day, show_long_date, show_moment

FIFTH = (
    "05.02.2025",
    "5.2.2025",
    "5.2.25",
    "05.02.25",
    " 05.02.2025 ",
    "05. 02. 2025",
    "05.02.2025 г.",
    "05.02.2025г",
    "05.02.2025 года",
    "05.02.2025.",
    "05,02,2025",
    "05-02-2025",
    "05–02–2025",
    "2025-02-05",
    "2025.02.05",
    "2025/02/05",
    "2025-2-5",
    "5 февраля 2025",
    "5 ФЕВРАЛЯ 2025 г.",
    "5 февраля 2025 года",
    "«5» февраля 2025 г.",
    "5-е февраля 2025",
    "5 фев 25",
    "5 февр. 2025",
    "5-фев-2025",
    "5 февраль 2025",
    "Feb 5, 2025",
    "February 5th, 2025",
    "5 Feb 2025",
    "5th of February 2025",
    "5-Feb-25",
    "2025 Feb 5",
    "ср, 05.02.2025",
    "5 февраля 2025, ср",
    "05.02.2025 (ср)",
    "Wednesday, February 5, 2025",
    "2025-02-05 14:30",
    "05.02.2025 14:30",
    "5\u00a0февраля\u00a02025",
)
DAYS = {
    "25/02/2025": date(2025, 2, 25),
    "02/25/2025": date(2025, 2, 25),
    "5/5/2025": date(2025, 5, 5),
    "25-02-31": date(2031, 2, 25),
    "29.02.2024": date(2024, 2, 29),
    "01.01.1990": date(1990, 1, 1),
    "31.12.79": date(2079, 12, 31),
    "31.12.00": date(2000, 12, 31),
    "1 мая 2025": date(2025, 5, 1),
    "9 сент. 2025": date(2025, 9, 9),
    "3 Sept 2025": date(2025, 9, 3),
}
EXPLAINED = {
    "05/02/2025": "date_ambiguous",
    "5/2/25": "date_ambiguous",
    "25-02-05": "date_ambiguous",
    "31-12-25": "date_ambiguous",
    "05-02-5": "date_not_a_date",
    "05/02/2025 14:30": "date_ambiguous",
    "31.02.2025": "date_impossible",
    "29.02.2025": "date_impossible",
    "02.25.2025": "date_impossible",
    "31/31/2025": "date_impossible",
    "0.0.2025": "date_impossible",
    "31 апреля 2025": "date_impossible",
    "2025-13-01": "date_impossible",
    "5 февраля": "date_no_year",
    "Feb 5": "date_no_year",
    "05.02": "date_no_year",
    "5/2": "date_no_year",
    "12 марта, чт": "date_no_year",
    "февраль": "date_no_day",
    "февраль 2025": "date_no_day",
    "05.02.95": "date_two_digit_year",
    "5 фев 80": "date_two_digit_year",
    "05.02.1925": "date_out_of_range",
    "31.12.1989": "date_out_of_range",
    "2100-01-01": "date_out_of_range",
    "05.02.2025-07.02.2025": "date_several",
    "05.02.2025, 06.02.2025": "date_several",
    "чт, 05.02.2025": "date_weekday",
    "5 февраля 2025 пн": "date_weekday",
    "вчера": "date_not_a_date",
    "45693": "date_not_a_date",
    "05022025": "date_not_a_date",
    "05.02/2025": "date_not_a_date",
    "05.02.202": "date_not_a_date",
    "5 февраля или марта 2025": "date_not_a_date",
    "после 5 февраля 2025": "date_not_a_date",
    "2025-02-05-01": "date_not_a_date",
    "8 912 345-67-89": "date_not_a_date",
    "14:30": "date_not_a_date",
    "٠٥.٠٢.٢٠٢٥": "date_not_a_date",
    "5" * 500: "date_not_a_date",
    "05.02.2025 25:00": "time_impossible",
    "05.02.2025 14:60": "time_impossible",
    "05.02.2025 14:30Z": "time_has_zone",
    "#ССЫЛКА!": "cell_error",
}
MOMENTS = {
    "05.02.2025": (0, 0),
    "05.02.2025 14:30": (14, 30),
    "05.02.2025, 14:30": (14, 30),
    "05.02.2025 в 14:30": (14, 30),
    "05.02.2025 в 14.30": (14, 30),
    "05.02.2025 14.30": (14, 30),
    "5 февраля 2025 в 9:05": (9, 5),
    "5 фев 25 9:05": (9, 5),
    "2025-02-05T14:30": (14, 30),
    "2025-02-05 14:30:15": (14, 30, 15),
    "2025-02-05T14:30:15.999": (14, 30, 15),
    "Feb 5, 2025 2:30 PM": (14, 30),
    "Feb 5, 2025 12:00 a.m.": (0, 0),
    "ср 05.02.2025 14:30": (14, 30),
}
BLANK = (None, "", " ", "\u00a0", "-", "—", "–")

believed_days = st.dates(FIRST_DAY, LAST_DAY)


def reason_of(parse, raw):
    with pytest.raises(Unreadable) as refused:
        parse(raw)
    return refused.value.reason


@pytest.mark.parametrize("typed", FIFTH)
def test_every_usual_spelling_is_the_same_day(typed):
    assert parse_date(typed) == date(2025, 2, 5)


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_a_spelling_with_one_possible_day_is_that_day(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(("typed", "code"), EXPLAINED.items())
def test_a_doubtful_day_is_explained_and_not_guessed(typed, code):
    assert reason_of(parse_date, typed).code == code
    assert reason_of(parse_moment, typed).code == code


@pytest.mark.parametrize("raw", BLANK)
def test_a_blank_or_a_lone_dash_is_no_day(raw):
    assert parse_date(raw) is None
    assert parse_moment(raw) is None
    assert parse_time(raw) is None


def test_both_readings_of_a_doubtful_day_are_named():
    assert reason_of(parse_date, "05/02/2025").params == {
        "one": "5\u00a0февраля\u00a02025",
        "other": "2\u00a0мая\u00a02025",
    }


def test_a_wrong_weekday_is_named_beside_the_real_one():
    assert reason_of(parse_date, "чт, 05.02.2025").params == {"typed": "чт", "real": "ср"}


@pytest.mark.parametrize(("typed", "clock"), MOMENTS.items())
def test_a_moment_is_understood_as_typed(typed, clock):
    assert parse_moment(typed) == datetime(2025, 2, 5, *clock)


@pytest.mark.parametrize(
    ("serial", "moment"),
    [
        (45693.0, datetime(2025, 2, 5)),
        (45693, datetime(2025, 2, 5)),
        (45693.604166667, datetime(2025, 2, 5, 14, 30)),
        (45693.999999999, datetime(2025, 2, 6)),
        (32874.0, datetime(1990, 1, 1)),
        (73050.0, datetime(2099, 12, 31)),
    ],
)
def test_a_serial_number_is_a_moment_of_the_1900_system(serial, moment):
    assert parse_moment(serial) == moment
    assert parse_date(serial) == moment.date()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (5.0, "date_number"),
        (32873.0, "date_number"),
        (73051.0, "date_number"),
        (79001234567.0, "date_number"),
        (-1.0, "date_number"),
        (math.nan, "date_number"),
        (math.inf, "date_number"),
        (73050.9999999, "date_out_of_range"),
        (True, "date_not_a_date"),
        (time(14, 30), "date_not_a_date"),
        (timedelta(1), "date_not_a_date"),
        (date(1900, 1, 5), "date_out_of_range"),
        (datetime(1900, 1, 5), "date_out_of_range"),
        (datetime(2025, 2, 5, tzinfo=UTC), "time_has_zone"),
    ],
)
def test_what_is_no_day_in_a_cell_is_explained(raw, code):
    assert reason_of(parse_date, raw).code == code


def test_a_date_cell_is_its_day_whatever_the_time():
    assert parse_date(datetime(2025, 2, 5, 23, 59)) == date(2025, 2, 5)
    assert parse_moment(date(2025, 2, 5)) == datetime(2025, 2, 5)


@settings(deadline=None)
@given(believed_days)
def test_a_shown_day_reads_back_as_itself(day):
    assert parse_date(show_date(day)) == day
    assert parse_date(show_long_date(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{show_day(day).replace(',', f' {day.year},')}") == day


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0)))
def test_a_shown_moment_reads_back_as_itself(moment):
    assert parse_moment(show_moment(moment)) == moment


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("14:30", time(14, 30)),
        ("9:05", time(9, 5)),
        ("9.05", time(9, 5)),
        ("в 9:00", time(9)),
        ("9-30", time(9, 30)),
        ("2:30 pm", time(14, 30)),
        ("12:00 AM", time(0)),
        (0.5, time(12)),
        (0.0, time(0)),
        (time(14, 30, 5, 9), time(14, 30, 5)),
        (timedelta(hours=3), time(3)),
    ],
)
def test_a_time_of_day_is_understood_as_typed(raw, clock):
    assert parse_time(raw) == clock


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("25:00", "time_impossible"),
        ("13:00 pm", "time_impossible"),
        ("утром", "time_not_a_time"),
        ("14", "time_not_a_time"),
        (14.0, "time_not_a_time"),
        (0.9999999, "time_not_a_time"),
        (math.nan, "time_not_a_time"),
        (timedelta(hours=24), "time_not_a_time"),
        (True, "time_not_a_time"),
        ("14:30Z", "time_has_zone"),
        ("14:30+03:00", "time_has_zone"),
        (time(14, tzinfo=UTC), "time_has_zone"),
    ],
)
def test_what_is_no_time_of_day_is_explained(raw, code):
    assert reason_of(parse_time, raw).code == code
