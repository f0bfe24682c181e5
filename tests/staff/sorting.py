"""The order that LibreOffice sorts a column in: numbers, then texts as the locale reads them, blanks always last."""

from collections.abc import Sequence
from typing import Any

from tests.staff.functions import ERROR, countable

BEFORE_LETTERS = " \t\n_-–—,;:!?.…'\"«»()[]{}@*/\\&#%`^+<=>|~$₽№"
"""Blanks, punctuation and signs in the order of the Unicode collation; digits and letters follow."""
UNKNOWN_SIGN = len(BEFORE_LETTERS)
ACCENTS = {"ё": "е"}


def order(values: Sequence[object], descending: bool, cyrillic_first: bool) -> list[int]:
    """Return the places of ``values`` in their new order; equal ones keep theirs."""
    filled = [place for place, value in enumerate(values) if value not in {None, ""}]
    blank = [place for place, value in enumerate(values) if value in {None, ""}]
    filled.sort(key=lambda place: weight(countable(values[place]), cyrillic_first), reverse=descending)
    return filled + blank


def weight(value: object, cyrillic_first: bool) -> tuple[Any, ...]:
    """Return a key: numbers and truths before texts, errors last; a letter before its accented form, case ignored."""
    if isinstance(value, int | float):
        return 0, float(value)
    if ERROR.fullmatch(str(value)):
        return (2,)
    text = str(value).casefold()
    letters = tuple(letter_weight(ACCENTS.get(letter, letter), cyrillic_first) for letter in text)
    return 1, letters, tuple(letter in ACCENTS for letter in text)


def letter_weight(letter: str, cyrillic_first: bool) -> tuple[int, int]:
    """Return a letter's class (signs, digits, the office's own alphabet, others) and place in it."""
    if letter in BEFORE_LETTERS:
        return 0, BEFORE_LETTERS.index(letter)
    if letter.isdigit():
        return 1, int(letter)
    if not letter.isalpha():
        return 0, UNKNOWN_SIGN
    cyrillic = "\u0400" <= letter <= "\u04ff"
    return (2 if cyrillic == cyrillic_first else 3), ord(letter)
