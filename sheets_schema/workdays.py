"""Working days: the weekly habit, the state's days off, and the firm's own exceptions from «Календарь»."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class WorkingWeek:
    """The firm's calendar. ``exceptions`` wins over ``days_off``, which wins over ``weekdays`` (Monday is 0)."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: frozenset[date] = frozenset()
    """Days off by the production calendar."""
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Tell whether the firm works on that day."""
        if day in self.exceptions:
            return self.exceptions[day]
        return day not in self.days_off and day.weekday() in self.weekdays


def add_working_days(calendar: WorkingWeek, start: date, days: int) -> date:
    """Return the day that lies ``days`` working days after ``start``; 0 is ``start`` itself. A firm that never works waits a year."""
    day, left = start, days
    while left > 0 and day < start + timedelta(days=366 + days):
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day
