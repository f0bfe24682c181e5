"""Names of months and days of the week, whole and cut, in Russian and English."""

from collections.abc import Mapping
from typing import Final

_MONTH_WORDS: Final = (
    "январь января янв january jan",
    "февраль февраля фев февр february feb",
    "март марта мар march mar",
    "апрель апреля апр april apr",
    "май мая may",
    "июнь июня июн june jun",
    "июль июля июл july jul",
    "август августа авг august aug",
    "сентябрь сентября сен сент september sep sept",
    "октябрь октября окт october oct",
    "ноябрь ноября ноя нояб november nov",
    "декабрь декабря дек december dec",
)
_WEEKDAY_WORDS: Final = (
    "пн понедельник mon monday",
    "вт вторник tue tuesday",
    "ср среда wed wednesday",
    "чт четверг thu thursday",
    "пт пятница fri friday",
    "сб суббота sat saturday",
    "вс воскресенье sun sunday",
)

MONTH_OF_WORD: Final[Mapping[str, int]] = {
    word: month for month, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()
}
"""1–12 by a folded word."""

WEEKDAY_OF_WORD: Final[Mapping[str, int]] = {
    word: weekday for weekday, words in enumerate(_WEEKDAY_WORDS) for word in words.split()
}
"""0 (Monday) – 6 by a folded word."""
