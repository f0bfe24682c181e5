"""Sums in roubles, whole counts and the numbers of rows, as people type them.

Decided by «never a guess»: «(500)» is −500 as bookkeepers write it; «1,500» and «1.500» may be 1,5 or 1500 and are
explained; «5 тыс» and «5к» are explained (thousands? kopecks?), and so is a sum in another currency or with part of a kopeck.
"""

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sheets_schema.cells.numerals import is_digits, readings
from sheets_schema.cells.reason import Unreadable, unreadable
from sheets_schema.cells.show import show_date, show_money, show_number
from sheets_schema.cells.spelling import is_blank, tidy
from sheets_schema.values import Raw

MOST_MONEY: Final = Decimal("999999999.99")
"""A larger sum is taken for a phone or an account number in the wrong column."""
MOST_COUNT: Final = 999_999_999

_MOST_IN_CELL: Final = float(MOST_MONEY)
_KOPECK: Final = Decimal("0.01")
_NOISE: Final = 1e-6  # roubles: 0.1 + 0.2 is 0.30000000000000004 in a cell, and no person typed that
_SHORT: Final = 9  # digits of a plain sum that cannot be too large
_LONGEST: Final = 60

_CURRENCY: Final = r"(?:₽|руб(?:лей|ля|ль)?\.?|[рp]\.?|rub\.?|rur\.?)"
_SUM: Final = re.compile(
    rf"(?P<sign>[-+]?) ?(?:(?:₽|rub\.?|руб\.?) ?)?(?P<roubles>[0-9.,][0-9 .,']*) ?(?:{_CURRENCY},?"
    r"(?: ?(?P<kopecks>[0-9]{1,2}) ?коп(?:еек|ейки|ейка)?\.?)?)?"
)
_ONLY_KOPECKS: Final = re.compile(r"(?P<sign>[-+]?) ?(?P<kopecks>[0-9]{1,2}) ?коп(?:еек|ейки|ейка)?\.?")
_WHY_NOT: Final = (
    ("money_currency", re.compile(r"[$€£¥₸₴]|\b(?:usd|eur|kzt|cny)\b|долл|евро|бакс|юан|тенге")),
    ("money_abbreviated", re.compile(r"[0-9] ?(?:тыс|т\.?\b|тр\b|млн|млрд|[кk]\b|mln|[mм]\b)")),
    ("money_arithmetic", re.compile(r"[0-9) ] ?[-+*/×] ?[(0-9]|^=")),
)
_DATE_LIKE: Final = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_money(raw: Raw) -> Decimal | None:
    """Return the sum in roubles with exactly two decimals; ``None`` for a blank cell or a lone dash.

    Raises ``Unreadable`` with a ``money_…`` code or ``cell_error``.
    """
    if raw is None:
        return None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _money_in_cell(raw)
    if isinstance(raw, str):
        if len(raw) <= _SHORT and is_digits(raw):
            return Decimal(raw + ".00")
        return _money_of_text(tidy(raw).casefold())
    if isinstance(raw, date):
        raise unreadable("money_is_a_date", day=show_date(raw))
    raise unreadable("money_not_a_number")


def parse_count(raw: Raw) -> int | None:
    """Return a whole number from 0 up (days, pieces); ``None`` for blank. Raises ``Unreadable`` (``count_…``)."""
    if raw is None:
        return None
    value = _count_of_text(tidy(raw)) if isinstance(raw, str) else _number_in_cell(raw, "count_not_a_number")
    if value is None:
        return None
    if value != value.to_integral_value():
        raise unreadable("count_not_whole")
    if value < 0:
        raise unreadable("count_negative")
    if value > MOST_COUNT:
        raise unreadable("count_too_large", most=show_number(Decimal(MOST_COUNT)))
    return int(value)


def parse_number(raw: Raw) -> int | None:
    """Return the number of a row, from 1 up; «№ 17» is 17; ``None`` for blank.

    Raises ``Unreadable`` (``number_…``). A dash is not blank here: the robot fills blank numbers and erases nothing.
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        line = tidy(raw)
        if not line:
            return None
        values = readings(line.lstrip("№#Nn "))
        value = values[0] if len(values) == 1 else Decimal(0)
    else:
        value = _number_in_cell(raw, "number_not_a_number")
    if value < 1 or value != value.to_integral_value():
        raise unreadable("number_not_a_number")
    if value > MOST_COUNT:
        raise unreadable("number_too_large", most=show_number(Decimal(MOST_COUNT)))
    return int(value)


def _money_in_cell(value: float) -> Decimal:
    if abs(value) > _MOST_IN_CELL:
        raise _too_large()
    if math.isnan(value):
        raise unreadable("money_not_a_number")
    kopecks = round(value * 100)
    if abs(value * 100 - kopecks) > _NOISE * 100:
        return _in_kopecks(Decimal(repr(value)))
    return Decimal(kopecks).scaleb(-2)


def _in_kopecks(value: Decimal) -> Decimal:
    if abs(value) > MOST_MONEY:
        raise _too_large()
    rounded = value.quantize(_KOPECK, ROUND_HALF_UP)
    if abs(rounded - value) > _NOISE:
        raise unreadable("money_fraction", nearest=show_money(rounded))
    return abs(rounded) if rounded.is_zero() else rounded


def _money_of_text(line: str) -> Decimal | None:
    if is_blank(line):
        return None
    bracketed = line.startswith("(") and line.endswith(")")
    inner = line[1:-1].strip() if bracketed else line
    found = _SUM.fullmatch(inner) or _ONLY_KOPECKS.fullmatch(inner) if len(inner) <= _LONGEST else None
    if found is None or (bracketed and found["sign"]):
        raise _why_not(line)
    sum_found = _roubles(found.groupdict().get("roubles") or "0", line) + Decimal(found["kopecks"] or 0).scaleb(-2)
    return _in_kopecks(-sum_found if bracketed or found["sign"] == "-" else sum_found)


def _roubles(numeral: str, line: str) -> Decimal:
    values = readings(numeral.strip().removesuffix(".").removesuffix(","))
    if not values:
        raise _why_not(line)
    if len(values) > 1:
        raise unreadable("money_ambiguous", one=_sum(values[0]), other=_sum(values[1]))
    return values[0]


def _sum(value: Decimal) -> str:
    """Show a reading that may have parts of a kopeck: «1,234 ₽»."""
    rounded = value.quantize(_KOPECK)
    return show_money(rounded) if rounded == value else f"{show_number(value)}\u00a0₽"


def _why_not(line: str) -> Unreadable:
    if dated := _DATE_LIKE.match(line):
        return unreadable("money_is_a_date", day=dated[0])
    return next((unreadable(code) for code, sign in _WHY_NOT if sign.search(line)), unreadable("money_not_a_number"))


def _too_large() -> Unreadable:
    return unreadable("money_too_large", most=show_money(MOST_MONEY))


def _count_of_text(line: str) -> Decimal | None:
    if is_blank(line):
        return None
    unsigned = line.removeprefix("-").removeprefix("+").strip()
    values = readings(unsigned)
    if not values:
        raise unreadable("count_not_a_number")
    if len(values) > 1:
        raise unreadable("count_ambiguous", one=show_number(values[0].normalize()), other=show_number(values[1]))
    return -values[0] if line.startswith("-") else values[0]


def _number_in_cell(raw: object, code: str) -> Decimal:
    """Return the number of a number cell, free of float noise; raise ``code`` for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise unreadable(code)
    return Decimal(repr(round(raw, 6)))
