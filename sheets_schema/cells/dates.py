"""Days and moments as people type them and as spreadsheets store them.

«05.02.2025» and «05-02-2025» are day first, as in Russia; «05/02/2025» may be read month first and is explained, and so
is «25-02-05», which may be 2025-02-05 cut short. A moment is naive: the firm's own time, as cells hold it.
"""

import math
from datetime import date, datetime, time, timedelta
from typing import Final

from sheets_schema.cells.clock import clock_of, split_clock
from sheets_schema.cells.daytext import day_of
from sheets_schema.cells.numerals import is_digits
from sheets_schema.cells.reason import unreadable
from sheets_schema.cells.show import show_date, show_number_in_cell
from sheets_schema.cells.spelling import is_blank, tidy
from sheets_schema.values import Raw

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""Days outside are not believed: a «5» in a date column is 1900-01-04, a phone is the year 200 000 000."""

# Day 0 of the 1900 system; right for every day after Excel's invented 29 February 1900 (ECMA-376 part 1, 18.17.4.1).
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - cells hold naive time
_FIRST_SERIAL: Final = (FIRST_DAY - _EPOCH.date()).days
_LAST_SERIAL: Final = (LAST_DAY - _EPOCH.date()).days
_SECONDS_A_DAY: Final = 86_400
_LONGEST: Final = 60  # «Wednesday, 5th of September 2025, 14:30:15 мск» and more
_PLAIN: Final = len("05.02.2025")


def parse_date(raw: Raw) -> date | None:
    """Return the day, a time of day beside it left out; ``None`` for a blank cell or a lone dash.

    Raises ``Unreadable`` with a ``date_…`` or ``time_…`` code or ``cell_error``.
    """
    if type(raw) is date:
        return _believed(raw)
    moment = parse_moment(raw)
    return None if moment is None else moment.date()


def parse_moment(raw: Raw) -> datetime | None:
    """Return the naive moment, to the second; a day alone is its midnight, as in any cell; ``None`` for blank.

    Raises ``Unreadable`` with a ``date_…`` or ``time_…`` code or ``cell_error``.
    """
    if raw is None:
        return None
    if isinstance(raw, datetime):
        return _moment(_believed(raw.date()), raw.timetz())
    if isinstance(raw, date):
        return _moment(_believed(raw), time())
    if isinstance(raw, str):
        return _plain_day(raw) or _moment_of_text(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _moment_of_serial(raw)
    raise unreadable("date_not_a_date")


def _moment(day: date, clock: time) -> datetime:
    if clock.tzinfo is not None:
        raise unreadable("time_has_zone")
    return datetime.combine(day, clock.replace(microsecond=0))


def _plain_day(text: str) -> datetime | None:
    """Read «05.02.2025» and «2025-02-05», the usual two, without the cost of the whole grammar."""
    if len(text) != _PLAIN:
        return None
    if text[2] == "." == text[5]:
        year, month, day = text[6:], text[3:5], text[:2]
    elif text[4] == "-" == text[7]:
        year, month, day = text[:4], text[5:7], text[8:]
    else:
        return None
    if not (is_digits(year) and is_digits(month) and is_digits(day)):
        return None
    try:
        return _moment(_believed(date(int(year), int(month), int(day))), time())
    except ValueError:
        return None  # the whole grammar says why


def _moment_of_text(text: str) -> datetime | None:
    line = tidy(text).casefold()
    if is_blank(line):
        return None
    if len(line) > _LONGEST:
        raise unreadable("date_not_a_date")
    day, clock = split_clock(line)
    return _moment(_believed(day_of(day)), clock_of(clock) if clock else time())


def _moment_of_serial(serial: float) -> datetime:
    if not math.isfinite(serial) or not _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
        raise unreadable("date_number", number=show_number_in_cell(serial))
    moment = _EPOCH + timedelta(seconds=round(serial * _SECONDS_A_DAY))
    return _moment(_believed(moment.date()), moment.time())


def _believed(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise unreadable("date_out_of_range", first=show_date(FIRST_DAY), last=show_date(LAST_DAY))
    return day
