"""A day written out: «05.02.2025», «5 фев 25», «Feb 5, 2025»; what it may mean, and why it may mean nothing certain."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from sheets_schema.cells.months import MONTH_OF_WORD, WEEKDAY_OF_WORD
from sheets_schema.cells.numerals import is_digits
from sheets_schema.cells.reason import Unreadable, unreadable
from sheets_schema.cells.show import WEEKDAYS, show_long_date

_TWO_DIGIT_YEARS_TO: Final = 79
_FULL_YEAR: Final = 4
_CUT_YEAR: Final = 2

_YEAR_WORD: Final = re.compile(r" ?(?:г|год|года)?\.?$")
_AROUND_MARK: Final = re.compile(r" ?([./,-]) ?")
_FIGURES: Final = re.compile(r"([0-9]{1,4})([./,-])([0-9]{1,2})\2([0-9]{1,4})")
_NO_YEAR: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})")
_SEVERAL: Final = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PIECES: Final = re.compile(r"[0-9]+|[a-zа-яё]+")
_WEEKDAY: Final = "|".join(WEEKDAY_OF_WORD)
_WITH_WEEKDAY: Final = re.compile(rf"(?:({_WEEKDAY})\.?,? )?(.+?)(?:,? \(?({_WEEKDAY})\.?\)?)?")
_BETWEEN: Final = re.compile(r"[ .,«»\"'-]*")
_SILENT: Final = frozenset(["г", "год", "года", "е", "го", "ое", "st", "nd", "rd", "th", "of"])

Parts = tuple[str, str, str]
"""Year, month, day as digits."""


def day_of(line: str) -> date:
    """Return the one day that a tidied, folded line without time of day means. Raises ``Unreadable`` (``date_…``)."""
    found = _WITH_WEEKDAY.fullmatch(line)
    if found is None:
        raise _why_not(line)
    day = _bare_day(found[2])
    weekday = found[1] or found[3]
    if weekday and WEEKDAY_OF_WORD[weekday] != day.weekday():
        raise unreadable("date_weekday", typed=WEEKDAYS[WEEKDAY_OF_WORD[weekday]], real=WEEKDAYS[day.weekday()])
    return day


def _bare_day(line: str) -> date:
    figures = _AROUND_MARK.sub(r"\1", _YEAR_WORD.sub("", line))
    if found := _FIGURES.fullmatch(figures):
        return _the_one(_orders(found[1], found[2], found[3], found[4]))
    if _NO_YEAR.fullmatch(figures):
        raise unreadable("date_no_year")
    return _the_one([_parts_in_words(line)])


def _orders(first: str, mark: str, second: str, third: str) -> list[Parts]:
    """Return the parts in every order that people use with this mark, the likelier first."""
    if len(first) == _FULL_YEAR:
        return [(first, second, third)]
    day_first = (third, second, first)
    if mark == "/":
        return [day_first, (third, first, second)]
    if mark == "-" and len(third) == _CUT_YEAR:
        return [day_first, (first, second, third)]
    return [day_first]


def _the_one(orders: Sequence[Parts]) -> date:
    refused: list[Unreadable] = []
    days: list[date] = []
    for year, month, day in orders:
        try:
            days.append(_calendar_day(year, month, day))
        except Unreadable as why:
            refused.append(why)
    if not days:
        raise refused[0]
    if days[0] != days[-1]:
        raise unreadable("date_ambiguous", one=show_long_date(days[0]), other=show_long_date(days[-1]))
    return days[0]


def _calendar_day(year: str, month: str, day: str) -> date:
    if len(day) > 2 or len(month) > 2 or len(year) not in {_CUT_YEAR, _FULL_YEAR}:  # noqa: PLR2004 - digits
        raise unreadable("date_not_a_date")
    if len(year) < _FULL_YEAR and int(year) > _TWO_DIGIT_YEARS_TO:
        raise unreadable("date_two_digit_year", year=year)
    full_year = int(year) if len(year) == _FULL_YEAR else 2000 + int(year)
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        raise unreadable("date_impossible", day=f"{int(day):02}.{int(month):02}.{full_year}") from None


def _parts_in_words(line: str) -> Parts:
    """Find year, month and day around the name of a month: «5 фев 25», «Feb 5, 2025», «2025 Feb 5»."""
    pieces = [piece for piece in _PIECES.findall(line) if piece not in _SILENT]
    shape = "".join("m" if piece in MONTH_OF_WORD else "d" if is_digits(piece) else "?" for piece in pieces)
    if not _BETWEEN.fullmatch(_PIECES.sub("", line)) or shape not in {"dmd", "mdd", "dm", "md", "m"}:
        raise _why_not(line)
    month = str(MONTH_OF_WORD[pieces[shape.index("m")]])
    figures = [piece for piece in pieces if is_digits(piece)]
    if len(figures) < 2:  # noqa: PLR2004 - a day and a year
        raise unreadable("date_no_day" if not figures or len(figures[0]) == _FULL_YEAR else "date_no_year")
    if shape == "dmd" and len(figures[0]) == _FULL_YEAR:
        figures.reverse()
    return figures[1], month, figures[0]


def _why_not(line: str) -> Unreadable:
    several = _SEVERAL.findall(line)
    if len(several) > 1:
        return unreadable("date_several", one=several[0], other=several[1])
    return unreadable("date_not_a_date")
