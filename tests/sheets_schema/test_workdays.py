"""Terms in working days, with days off that moved and days that the firm worked all the same."""

from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from sheets_schema.workdays import WorkingWeek, add_working_days

FRIDAY = date(2026, 3, 6)
MARCH_9 = date(2026, 3, 9)  # a Monday off: Women's Day fell on a Sunday
law = settings(deadline=None, derandomize=True, database=None, max_examples=100)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
weeks = st.builds(
    WorkingWeek,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(days, max_size=20),
    st.dictionaries(days, st.booleans(), max_size=20),
)


def test_a_weekend_is_stepped_over():
    assert add_working_days(WorkingWeek(), FRIDAY, 1) == date(2026, 3, 9)


def test_a_day_off_of_the_state_is_stepped_over():
    assert add_working_days(WorkingWeek(days_off=frozenset({MARCH_9})), FRIDAY, 1) == date(2026, 3, 10)


def test_a_day_that_the_firm_works_all_the_same_counts():
    week = WorkingWeek(days_off=frozenset({MARCH_9}), exceptions={MARCH_9: True})
    assert add_working_days(week, FRIDAY, 1) == MARCH_9
    assert add_working_days(WorkingWeek(exceptions={date(2026, 3, 7): True}), FRIDAY, 1) == date(2026, 3, 7)


def test_a_day_that_the_firm_takes_off_is_stepped_over():
    assert add_working_days(WorkingWeek(exceptions={MARCH_9: False}), FRIDAY, 1) == date(2026, 3, 10)


def test_no_days_are_the_day_itself_even_a_sunday():
    assert add_working_days(WorkingWeek(), date(2026, 3, 8), 0) == date(2026, 3, 8)


def test_a_firm_that_never_works_gets_an_end_all_the_same():
    assert add_working_days(WorkingWeek(weekdays=frozenset()), FRIDAY, 5) == FRIDAY + timedelta(days=371)


@law
@given(weeks, days, st.integers(1, 40))
def test_just_so_many_working_days_lie_between_and_the_last_is_one_of_them(week, start, count):
    end = add_working_days(week, start, count)
    between = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(map(week.is_working, between)) == count
    assert week.is_working(end)
