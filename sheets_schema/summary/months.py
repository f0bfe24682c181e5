"""Calendar months as «Сводка» lists them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month by its first and last day."""

    first: date
    last: date

    def holds(self, day: object) -> bool:
        """Tell whether a cell is a day of this month."""
        return type(day) is date and self.first <= day <= self.last


def last_months(today: date, count: int) -> tuple[Month, ...]:
    """Return the last ``count`` months, today's at the end."""
    months = [_month_of(today)]
    while len(months) < count:
        months.append(_month_of(months[-1].first - timedelta(days=1)))
    return tuple(reversed(months))


def _month_of(day: date) -> Month:
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Month(first, following - timedelta(days=1))
