"""Values as people read them in Russian. Spaces inside are non-breaking, so that a sum or a phone stays on one line."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

import phonenumbers

NBSP: Final = "\u00a0"
MONTHS: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
WEEKDAYS: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

_LEGAL_FORMS: Final = frozenset(
    [
        "ООО",
        "ОАО",
        "ПАО",
        "АО",
        "ЗАО",
        "НАО",
        "ИП",
        "СНТ",
        "ДНТ",
        "ТСЖ",
        "ТСН",
        "КФХ",
        "ГСК",
        "ГУП",
        "МУП",
        "ФГУП",
        "АНО",
    ]
)
_PATRONYMIC_ENDINGS: Final = frozenset(["оглы", "оглу", "кызы", "гызы", "улы", "уулу"])
_RUSSIAN_PHONE_LENGTH: Final = len("+79123456789")
_TINY: Final = 1e-12
_EXACT_TO: Final = 1e15  # beyond these a cell shows «1e+15»
_FULL_NAME: Final = 3


def show_number(value: Decimal) -> str:
    """Return «1 500,5»: thousands apart, a comma before the fraction, a true minus."""
    text = f"{abs(value):,f}".replace(",", NBSP).replace(".", ",")
    return f"−{text}" if value < 0 else text


def show_money(roubles: Decimal) -> str:
    """Return «4 000 ₽», with kopecks only when there are any: «1 250,50 ₽»."""
    kopecks = roubles.quantize(Decimal("0.01"))
    whole = kopecks.to_integral_value()
    return f"{show_number(whole if whole == kopecks else kopecks)}{NBSP}₽"


def show_date(day: date) -> str:
    """Return «05.02.2025»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def show_time(moment: time) -> str:
    """Return «14:30», with seconds only when there are any."""
    return moment.isoformat("seconds" if moment.second else "minutes")


def show_moment(moment: datetime) -> str:
    """Return «05.02.2025 14:30», with seconds only when there are any."""
    return f"{show_date(moment)}{NBSP}{show_time(moment.time())}"


def show_long_date(day: date) -> str:
    """Return «5 февраля 2025»."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year:04}"


def show_day(day: date) -> str:
    """Return «12 марта, чт»: a day that is near enough to need no year."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]},{NBSP}{WEEKDAYS[day.weekday()]}"


def show_phone(phone: str) -> str:
    """Return «+7 912 345-67-89» for an E.164 phone; other countries as their own people write them."""
    if phone.startswith("+7") and len(phone) == _RUSSIAN_PHONE_LENGTH:
        return f"+7{NBSP}{phone[2:5]}{NBSP}{phone[5:8]}-{phone[8:10]}-{phone[10:]}"
    parsed = phonenumbers.parse(phone, None)
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", NBSP)


def show_short_name(name: str) -> str:
    """Return «Иванов И. П.»; a firm, a single word or an unusual name comes back as it is."""
    surname, *given = name.replace(".", ". ").split() or [""]
    ending = given[-1:] if given and given[-1].lower() in _PATRONYMIC_ENDINGS else []
    given = given[: len(given) - len(ending)]
    words_only = all(word.strip(".").replace("-", "").isalpha() for word in (surname, *given))
    if not 1 <= len(given) < _FULL_NAME or surname.upper() in _LEGAL_FORMS or not words_only:
        return name
    return NBSP.join([surname, *map(_initial, given), *ending])


def _initial(name: str) -> str:
    return "-".join(f"{part[:1].upper()}." for part in name.split("-") if part)


def show_number_in_cell(value: float) -> str:
    """Return the number as the cell shows it: at most 15 significant digits, «17» rather than «17,0»."""
    if value and not _TINY < abs(value) < _EXACT_TO:
        return f"{value:.15g}"
    return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
