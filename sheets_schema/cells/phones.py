"""Phones as people spell them and as spreadsheets spoil them, to E.164.

Decided by «never a guess»: an extension cannot be dialled or messaged, so it is explained and belongs in a remark; words
beside a phone are explained, since nobody would see them again; two different phones are explained. Ten digits in a row
from 8 may be a city's phone or one with a digit left out; «(812) 345-67-89» is clear. A foreign phone needs its «+».
"""

import re
from typing import Final

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

from sheets_schema.cells.numerals import is_digits
from sheets_schema.cells.reason import Unreadable, unreadable
from sheets_schema.cells.show import show_phone
from sheets_schema.cells.spelling import is_blank, tidy
from sheets_schema.values import Raw

_E164_MOST: Final = 15  # ITU-T E.164
_NATIONAL: Final = 10
_WITH_PREFIX: Final = 11
_CODE_LENGTHS: Final = (3, 4, 5)  # of a Russian city, standing apart: «(812) 345-67-89»
_LONGEST: Final = 200
_LABELS: Final = re.compile(
    r"\b(?:телефон|тел|моб|мобильный|сот|сотовый|дом|домашний|раб|рабочий|т|м|tel|phone|mob|mobile|cell)\b[.:]*|№"
)
_EXTENSION: Final = re.compile(
    r"[,; (]*(?:доб(?:авочный)?|вн(?:утр)?(?:енний)?|ext(?:ension)?|x|#)[. :]*([0-9]{1,6})\)?$"
)
_SPELLING: Final = re.compile(r"[+0-9() .-]+")
_GROUPS: Final = re.compile(r"[0-9]+")
_BETWEEN_PHONES: Final = re.compile(r" *(?:[,;/]| и | или ) *")


def parse_phone(raw: Raw, region: str = "RU") -> str | None:
    """Return the phone as E.164, «+79123456789»; ``None`` for a blank cell or a lone dash.

    A number without a country code belongs to ``region`` (ISO 3166).
    Raises ``Unreadable`` with a ``phone_…`` code or ``cell_error``.
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        return _phone_of_text(raw, region)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw <= 0 or raw != raw // 1 or raw > 10**_E164_MOST:
        raise unreadable("phone_not_a_phone")
    digits = str(int(raw))
    # Only a typed «+375 29 …» gives a number cell that long: the spreadsheet has dropped the plus.
    abroad = _valid("+" + digits, None) if len(digits) > _WITH_PREFIX else None
    return abroad or _phone_of_digits(digits, region)


def _phone_of_text(text: str, region: str) -> str | None:
    if is_digits(text):
        return _phone_of_digits(text, region)
    if text.startswith("+") and is_digits(text[1:]):
        return _international(text)
    line = tidy(text).casefold()
    if is_blank(line):
        return None
    if len(line) > _LONGEST:
        raise unreadable("phone_not_a_phone")
    return _phone_of_line(line, region)


def _phone_of_line(line: str, region: str) -> str:
    bare = _LABELS.sub(" ", line).strip(" ,;:.")
    if extended := _EXTENSION.search(bare):
        raise _with_extension(bare[: extended.start()], extended[1], region)
    pieces = _BETWEEN_PHONES.split(bare)
    spelled = all(map(_SPELLING.fullmatch, pieces))
    if spelled and len(pieces) == 1 and sum(map(str.isdigit, bare)) <= _E164_MOST:
        return _phone_of_spelling(bare, region)
    found = _phones_within(line, region)
    if len(found) <= 1 and spelled:
        found = list(dict.fromkeys(_phone_of_spelling(piece, region) for piece in pieces))
    if len(found) > 1:
        raise unreadable("phone_two", one=show_phone(found[0]), other=show_phone(found[1]))
    if found and not spelled:
        raise unreadable("phone_with_words", phone=show_phone(found[0]))
    if not found:
        raise unreadable("phone_not_a_phone")
    return found[0]


def _phone_of_spelling(text: str, region: str) -> str:
    groups = _GROUPS.findall(text)
    digits = "".join(groups)
    if text.lstrip(" (").startswith("+"):
        return _international("+" + digits)
    if len(digits) == _NATIONAL and len(groups[0]) in _CODE_LENGTHS and region == "RU":
        return _phone_of_digits("8" + digits, region)
    return _phone_of_digits(digits, region)


def _with_extension(text: str, extension: str, region: str) -> Unreadable:
    try:
        phone = _phone_of_line(text, region)
    except Unreadable as why:
        return why
    return unreadable("phone_extension", phone=show_phone(phone), extension=extension)


def _phones_within(line: str, region: str) -> list[str]:
    """Return the different valid phones in the line, in order."""
    numbers = (match.number for match in PhoneNumberMatcher(line, region))
    return list(dict.fromkeys(format_number(number, PhoneNumberFormat.E164) for number in numbers))


def _phone_of_digits(digits: str, region: str) -> str:
    if region == "RU" and (mobile := _russian_mobile(digits)):
        return mobile
    national = _valid(digits, region)
    if national and region == "RU" and len(digits) == _NATIONAL and digits[0] in "78":
        raise unreadable("phone_ambiguous", phone=show_phone(national))
    if national:
        return national
    abroad = _valid("+" + digits, None) if len(digits) > _NATIONAL else None
    raise unreadable("phone_no_plus", phone=show_phone(abroad)) if abroad else _why_not(digits)


def _russian_mobile(digits: str) -> str | None:
    """Read the one kind that fills the column without the library, which takes 30 µs, more than the rest of a row.

    All ten digits from 9 are a valid mobile to phonenumbers too, but for 9300 with its small blocks (a test holds it to that).
    """
    national = digits[1:] if len(digits) == _WITH_PREFIX and digits[0] in "78" else digits
    is_mobile = len(national) == _NATIONAL and national[0] == "9" and not national.startswith("9300")
    return "+7" + national if is_mobile else None


def _international(text: str) -> str:
    found = (_russian_mobile(text[1:]) if text.startswith("+7") else None) or _valid(text, None)
    if found is None:
        raise _why_not(text[1:])
    return found


def _valid(text: str, region: str | None) -> str | None:
    try:
        number: PhoneNumber = parse(text, region)
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None


def _why_not(digits: str) -> Unreadable:
    if not digits:
        return unreadable("phone_not_a_phone")
    if len(digits) < _NATIONAL:
        return unreadable("phone_too_short", digits=str(len(digits)))
    if len(digits) > _E164_MOST:
        return unreadable("phone_too_long", digits=str(len(digits)))
    return unreadable("phone_invalid")
