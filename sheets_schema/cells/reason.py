"""Why a cell could not be understood, as a code and parameters; ``service.wording`` turns it into a person's sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final


class Params(Mapping[str, str]):
    """Named strings that fill a sentence: a mapping that, unlike a dict, can be hashed, pickled and never changes."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = dict(pairs)

    def __getitem__(self, name: str) -> str:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self._pairs.items()))

    def __repr__(self) -> str:
        return repr(self._pairs)


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause: ``code`` is a key of ``REASONS``, ``params`` are exactly the names listed there, ready to be shown."""

    code: str
    params: Mapping[str, str] = Params({})

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", Params(self.params))


class Unreadable(Exception):  # noqa: N818 - the state of a cell, not a failure of the program
    """The cell holds something that cannot be understood for certain. The only exception that the parsers raise."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def unreadable(code: str, **params: str) -> Unreadable:
    """Return the exception to raise for a cause listed in ``REASONS``."""
    assert REASONS[code] == tuple(params), f"{code} takes {REASONS[code]}, not {tuple(params)}"
    return Unreadable(Reason(code, params))


REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    # any cell: a formula failed there («#ССЫЛКА!»); text: the error as shown
    "cell_error": ("text",),
    # dates and moments
    "date_not_a_date": (),  # nothing in it looks like a day
    "date_ambiguous": ("one", "other"),  # 05/02/2025: one, other: both days in words
    "date_impossible": ("day",),  # day: as typed, ДД.ММ.ГГГГ; the calendar has no such day
    "date_no_year": (),  # «5 февраля»
    "date_no_day": (),  # «февраль 2025»
    "date_two_digit_year": ("year",),  # «05.02.95»: which century? year: its two digits
    "date_out_of_range": ("first", "last"),  # first, last: the days between which dates are believed
    "date_number": ("number",),  # a bare number that no spreadsheet date of 1990–2099 has: a phone, a sum
    "date_several": ("one", "other"),  # two dates in one cell; one, other: the first two as typed
    "date_weekday": ("typed", "real"),  # «пт, 12.03.2026» was a Thursday; typed, real: short names of the days
    # the time of day
    "time_not_a_time": (),
    "time_impossible": ("time",),  # time: as typed, «25:00»
    "time_has_zone": (),  # «14:30Z», «+03:00»: cells hold the firm's own time, nothing is converted silently
    # sums in roubles
    "money_not_a_number": (),
    "money_ambiguous": ("one", "other"),  # «1,500»; one, other: both sums as shown
    "money_fraction": ("nearest",),  # parts of a kopeck; nearest: the sum rounded to kopecks
    "money_too_large": ("most",),  # most: the largest sum believed
    "money_abbreviated": (),  # «5 тыс», «5к»: thousands, kopecks, pieces?
    "money_arithmetic": (),  # «5000+3000» as text, «5000-6000»
    "money_currency": (),  # dollars, euros
    "money_is_a_date": ("day",),  # a spreadsheet took «5.2» for a day; day: what it holds now
    # whole numbers: days, pieces
    "count_not_a_number": (),
    "count_ambiguous": ("one", "other"),  # «1.500»
    "count_not_whole": (),
    "count_negative": (),
    "count_too_large": ("most",),
    # the number of a row, under «№»
    "number_not_a_number": (),  # not a whole number from 1 up
    "number_too_large": ("most",),
    # phones
    "phone_not_a_phone": (),
    "phone_too_short": ("digits",),  # digits: how many there are
    "phone_too_long": ("digits",),
    "phone_invalid": (),  # as long as a phone, but no operator has such a number
    "phone_ambiguous": ("phone",),  # «8343123456»: a city's phone without 8 (phone: as shown) or a digit left out?
    "phone_no_plus": ("phone",),  # foreign without «+»; phone: as shown, to be confirmed by typing the plus
    "phone_two": ("one", "other"),  # one, other: the first two as shown
    "phone_extension": ("phone", "extension"),  # phone: as shown; the extension belongs in a remark
    "phone_with_words": ("phone",),  # phone: as shown; words beside it would be lost
    # text
    "text_forbidden": ("character",),  # character: «U+FFFF», a sign that no worksheet can hold
    "text_too_long": ("most",),  # most: how many characters a cell can hold
    "text_digits_lost": (),  # a number so long that the spreadsheet has already dropped its last digits
    "text_not_finite": (),  # NaN or infinity
    # e-mail addresses
    "email_not_an_address": (),
    "email_two": ("one", "other"),
    "email_letters": ("letters",),  # letters: the non-Latin ones, often a Russian «а» in a Latin address
    # yes and no
    "yes_not_clear": (),
}
"""Every cause with the names of its parameters, in order. All parameters are short and ready to be shown."""

REASON_CODES: Final = frozenset(REASONS)
"""Every code that a parser may give; the note beside each line of ``REASONS`` says what its parameters hold."""
