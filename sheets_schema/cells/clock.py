"""The time of day: «14:30», «в 14.30», «2:30 PM»."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from sheets_schema.cells.reason import unreadable
from sheets_schema.cells.spelling import is_blank, tidy
from sheets_schema.values import Raw

_NOON: Final = 12
_DAY: Final = timedelta(days=1)
_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.-]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?(?: ?([ap])\.?m\.?)?")
_ZONE: Final = re.compile(r"(?<=[0-9]) ?(?:z|utc|gmt|мск|msk|[+-][0-9]{2}:?[0-9]{2})$")
# A clock after a day: with a colon anywhere, with a dot only where it cannot be a part of the date.
_AFTER_DAY: Final = re.compile(
    r"(?P<day>.*?[^ ,])(?:,? в |[ ,]+|(?<=[0-9])t)(?P<colon>[0-9]{1,2}:[0-9:.,]+(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|мск|msk|[+-][0-9]{2}:?[0-9]{2}))?)"
    r"|(?P<dotted_day>.*?[^ ,])(?:,? в |(?<=[0-9]{4})[ ,]+)(?P<dot>[0-9]{1,2}[.-][0-9]{2})"
)


def split_clock(line: str) -> tuple[str, str]:
    """Split a tidied, folded line into day and time of day; the latter is '' when there is none."""
    found = _AFTER_DAY.fullmatch(line)
    if found is None:
        return line, ""
    return found["day"] or found["dotted_day"], found["colon"] or found["dot"]


def clock_of(text: str) -> time:
    """Return the time of day in a tidied, folded text, to the second. Raises ``Unreadable`` (``time_…``)."""
    if _ZONE.search(text):
        raise unreadable("time_has_zone")
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise unreadable("time_not_a_time")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        return time(_hour_of_day(hour, found[4]), minute, second)
    except ValueError:
        raise unreadable("time_impossible", time=text) from None


def _hour_of_day(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= _NOON:
        raise ValueError
    return hour % _NOON + (_NOON if half == "p" else 0)


def parse_time(raw: Raw) -> time | None:
    """Return the time of day, to the second; ``None`` for blank. A number is a fraction of a day, as cells store it.

    Raises ``Unreadable`` (``time_…`` or ``cell_error``).
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        line = tidy(raw).casefold()
        return None if is_blank(line) else clock_of(line.removeprefix("в "))
    if isinstance(raw, time):
        if raw.tzinfo is not None:
            raise unreadable("time_has_zone")
        return raw.replace(microsecond=0)
    if isinstance(raw, float) and 0 <= raw < 1:
        raw = timedelta(seconds=round(raw * _DAY.total_seconds()))
    if isinstance(raw, timedelta) and timedelta(0) <= raw < _DAY:
        return (datetime.combine(date.min, time()) + raw).time().replace(microsecond=0)
    raise unreadable("time_not_a_time")
