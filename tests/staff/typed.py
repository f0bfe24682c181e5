"""What a cell holds after somebody typed into it, as LibreOffice 7.4 decides it for Russian and English (US) input.

Observed by typing (``test_typed.py`` types the same corpus into both): the cell's format comes first (text stays text, a date
format opens day.month.year to an English office too), then the locale of the program, never that of the file.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from tests.staff.cells import EPOCH, from_serial

FIRST_SURE_DAY = 61
TEXT, DATES, OTHER = "text", "dates", "other"


@dataclass(frozen=True, slots=True)
class Locale:
    """How an office writes numbers, dates and truth."""

    decimal: str
    groups: str
    day_first: bool
    months: tuple[str, ...]
    truth: tuple[str, str]


RUSSIAN = Locale(
    decimal=",",
    groups="[ \u00a0\u202f]",
    day_first=True,
    months=("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    truth=("ИСТИНА", "ЛОЖЬ"),
)
ENGLISH = Locale(
    decimal=".",
    groups=",",
    day_first=False,
    months=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    truth=("TRUE", "FALSE"),
)
LOCALES = {"ru-RU": RUSSIAN, "en-US": ENGLISH}
RUBLES_LOCALE_IGNORED = re.compile(r"\[\$[^\]]*-419\]")
"""A money format with its own locale: in a Russian office «1 500» typed under it stays text, «1 500,50» does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the cell holds and, if typing changed it, its new number format."""

    value: str | float | bool | datetime | None
    number_format: str | None = None
    is_formula: bool = False


def typed(text: str, number_format: str, locale: Locale, today: date) -> Entry:
    """Return what typing ``text`` into a cell of this format leaves; a date without a year gets that of ``today``."""
    kind = kind_of(number_format)
    if not text:
        return Entry(None)
    if kind == TEXT:
        return Entry(text)
    if text.startswith("=") and len(text) > 1:
        return Entry(english(text, locale), is_formula=True)
    if text.startswith("'") and len(text) > 1 and not text.startswith("''"):
        rest = recognised(text[1:], number_format, locale, today)
        return Entry(text if rest is None else text[1:])
    return recognised(text, number_format, locale, today) or Entry(text)


def kind_of(number_format: str) -> str:
    """Return what a format means for typing."""
    if number_format == "@":
        return TEXT
    bare = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", number_format).upper()
    return DATES if "D" in bare or "YY" in bare else OTHER


def recognised(text: str, number_format: str, locale: Locale, today: date) -> Entry | None:
    """Return a truth, date or number; ``None`` for what stays text."""
    if text in locale.truth:
        return Entry(text == locale.truth[0])
    dates = kind_of(number_format) == DATES
    moment = day(text.strip(), locale, dates, today)
    if moment is not None:
        return as_day(moment, number_format, locale)
    if (since_midnight := hours(text.strip())) is not None:
        return Entry(since_midnight, "HH:MM:SS" if number_format == "General" else None)
    found = number(text.strip(), number_format, locale)
    return None if found is None else as_number(found, number_format)


def as_day(moment: datetime, number_format: str, locale: Locale) -> Entry:
    """Return a day; a cell of a number's format shows it as a number."""
    if number_format != "General":
        return Entry(moment if kind_of(number_format) == DATES else (moment - EPOCH).total_seconds() / 86400)
    return Entry(moment, "DD.MM.YY" if locale.day_first else "MM/DD/YY")


def as_number(found: float, number_format: str) -> Entry:
    """Return a number; a cell of a date's format shows it as a day (not before March 1900: files differ there by one)."""
    is_day = kind_of(number_format) == DATES and found >= FIRST_SURE_DAY
    return Entry(from_serial(found) if is_day else found)


def number(text: str, number_format: str, locale: Locale) -> float | None:
    """Return the number that a text spells, percent and roubles included."""
    rubles = RUBLES_LOCALE_IGNORED.search(number_format) is not None
    if rubles and locale is RUSSIAN and re.fullmatch(r"\d{1,3}[ \u00a0]\d{3}", text):
        return None
    if locale is RUSSIAN or "₽" in number_format:
        text = re.sub(r"\s*₽$|^₽\s*", "", text)
    if locale is ENGLISH:
        text = re.sub(r"^\$", "", text)
    percent, text = text.endswith("%"), text.removesuffix("%").rstrip()
    found = signed(text, locale)
    return found / 100 if percent and found is not None else found


def signed(text: str, locale: Locale) -> float | None:
    """Return a number with its sign before, behind, or as brackets."""
    if match := re.fullmatch(r"\((.*)\)|-\s*(.*)|(.*[^-])-", text):
        size = magnitude(next(part for part in match.groups() if part is not None), locale)
        return None if size is None else -size
    return magnitude(re.sub(r"^\+\s*", "", text), locale)


def magnitude(text: str, locale: Locale) -> float | None:
    """Return a number without a sign; groups must be of three."""
    point, groups = re.escape(locale.decimal), locale.groups
    whole = rf"(?:\d+|\d{{1,3}}(?:{groups}\d{{3}})+)"
    if not re.fullmatch(rf"(?:{whole}(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d+)?", text):
        return None
    return float(re.sub(groups, "", text).replace(locale.decimal, "."))


def hours(text: str) -> float | None:
    """Return a time of day as a part of a day."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", text)
    if match is None or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return None
    return (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) / 86400


def day(text: str, locale: Locale, in_dates: bool, today: date) -> datetime | None:
    """Return the day that a text spells; ``in_dates`` says that the cell's own format (day.month.year) is tried first."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return calendar(*map(int, match.groups()))
    if (locale.day_first or in_dates) and (match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{1,2})?", text)):
        return calendar(full_year(match[3], today), int(match[2]), int(match[1]))
    if not locale.day_first and (match := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{1,2}))?", text)):
        return calendar(full_year(match[3], today), int(match[1]), int(match[2]))
    if locale.day_first and (match := re.fullmatch(r"(\d{1,2}) ([а-я]+)(?: (\d{4}|\d{2}))?", text)):
        return calendar(full_year(match[3], today), month(match[2], locale), int(match[1]))
    if not locale.day_first and (match := re.fullmatch(r"([A-Z][a-z]+) (\d{1,2}),? (\d{4})", text)):
        return calendar(int(match[3]), month(match[1], locale), int(match[2]))
    return None


def calendar(year: int, of_year: int, of_month: int) -> datetime | None:
    """Return a day, or ``None`` when no calendar has it."""
    try:
        return datetime(year, of_year, of_month)
    except ValueError:
        return None


def full_year(text: str | None, today: date) -> int:
    """Return the year meant: none is this year's, two digits are 1930–2029."""
    if text is None:
        return today.year
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 30 else 1900)


def month(word: str, locale: Locale) -> int:
    """Return a month by its first letters; 0 for no month."""
    return next((n for n, start in enumerate(locale.months, 1) if word.lower().startswith(start)), 0)


def english(formula: str, locale: Locale) -> str:
    """Return a typed formula as files hold it: «;» and the decimal comma of a Russian office become «,» and «.»."""
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", formula)
    return "".join(part if part[:1] in {'"', "'"} else plain(part, locale) for part in parts)


def plain(part: str, locale: Locale) -> str:
    """Return the unquoted part of a formula in English."""
    if locale is RUSSIAN:
        part = re.sub(r"(?<=\d),(?=\d)", ".", part)
    return part.replace(";", ",")
