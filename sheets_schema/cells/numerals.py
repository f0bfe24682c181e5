"""What a written number may mean: Russian «1 500,50», English «1,500.50», and «1,500», which means two things."""

from decimal import Decimal
from typing import Final

_SIGNS: Final = frozenset("0123456789 .,'")
_LONGEST: Final = 40
_GROUP: Final = 3


def is_digits(text: str) -> bool:
    """Tell whether the text is one or more of 0–9 (``str.isdigit`` alone also takes «²» and other scripts)."""
    return text.isascii() and text.isdigit()


def readings(numeral: str) -> tuple[Decimal, ...]:
    """Return every value that an unsigned, tidied numeral may have, the decimal reading first.

    Empty when it is no number; two values («1,500» is 1.5 or 1500) when only the writer can tell.
    """
    if len(numeral) > _LONGEST or not _SIGNS.issuperset(numeral):
        return ()
    text = numeral.replace("'", " ")
    marks = [sign for sign in text if sign in ".,"]
    if len(set(marks)) == 1 and len(marks) == 1:
        return _with_one_mark(*text.split(marks[0]))
    if not marks:
        return _values(_ungroup(text, " "))
    if len(set(marks)) == 1:
        return _values(_ungroup(text, marks[0]))
    head, _, tail = text.rpartition(marks[-1])
    return _values(_decimal(_ungroup(head, marks[0]), tail))


def _with_one_mark(head: str, tail: str) -> tuple[Decimal, ...]:
    whole = _ungroup(head, " ") if head else "0"
    decimal = _decimal(whole, tail) if tail else (head and whole)
    # «0,500» has no second reading: nobody writes thousands with a leading zero.
    is_group = len(tail) == _GROUP and not whole.startswith("0") and (" " in head or len(head) <= _GROUP)
    return _values(decimal, whole + tail if decimal and is_group else "")


def _decimal(whole: str, tail: str) -> str:
    return f"{whole}.{tail}" if whole and is_digits(tail) else ""


def _ungroup(text: str, separator: str) -> str:
    """Return the digits of «1 500 000», or '' when the groups are not thousands."""
    first, *groups = text.split(separator)
    if not groups:
        return first if is_digits(first) else ""
    if not is_digits(first) or len(first) > _GROUP or first.startswith("0"):
        return ""
    return "".join((first, *groups)) if all(len(group) == _GROUP and is_digits(group) for group in groups) else ""


def _values(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts if text)
