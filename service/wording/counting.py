"""Numbers with their nouns, and moments as people say them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from babel.dates import format_date

from service.wording.catalogue import SOURCE, gettext
from sheets_schema.cells.show import NBSP, show_date, show_day, show_number

_RUSSIAN_FORMS: Final = 3
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_NEAR: Final = timedelta(days=300)


def counted(number: int, forms: str, language: str = "ru") -> str:
    """Return «3 строки»: ``forms`` is the msgid «строка|строки|строк», in English «row|rows».

    The rule is CLDR's: Russian one, few, many; English one, other.
    """
    translated = gettext(language)(forms).split("|")
    place = _russian(number) if len(translated) == _RUSSIAN_FORMS else int(number != 1)
    return f"{_digits(number, language)}{NBSP}{translated[place]}"


def _russian(number: int) -> int:
    last, teens = number % 10, 11 <= number % 100 <= 14  # noqa: PLR2004 - the rule of the language
    if last == 1 and not teens:
        return 0
    return 1 if 2 <= last <= 4 and not teens else 2  # noqa: PLR2004


def _digits(number: int, language: str) -> str:
    return f"{number:,}" if language == "en" else show_number(Decimal(number))


def ago(moment: datetime, now: datetime, language: str = "ru") -> str:
    """Return «только что», «2 минуты назад», «вчера в 14:05», «12 марта, чт» or «12.03.2024»; the future is «только что»."""
    _ = gettext(language)
    passed, day = now - moment, moment.astimezone(now.tzinfo)
    if passed < _MINUTE:
        return _("только что")
    if passed < _HOUR:
        return _("{span} назад").format(span=counted(passed // _MINUTE, "минуту|минуты|минут", language))
    if day.date() == now.date():
        return _("сегодня в {clock}").format(clock=f"{day:%H:%M}")
    if day.date() == (now - _DAY).date():
        return _("вчера в {clock}").format(clock=f"{day:%H:%M}")
    if passed >= _NEAR:
        return show_date(day.date())
    return f"{day.day}{NBSP}{format_date(day, 'MMMM', language)}" if language != SOURCE else show_day(day.date())
