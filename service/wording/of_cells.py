"""Why a cell could not be understood: a sentence for each code of ``sheets_schema.cells.reason``."""

from typing import Final

from service.wording.sentence import Sentence, Sentences

_DATE = "впишите так: 05.02.2025"
_TIME = "впишите так: 14:30"
_ROUBLES = "впишите число в рублях: 1500 или 1500,50"
_TWO_READINGS = "«{value}» можно прочесть двояко: {one} или {other}"
_PHONE = "впишите так: +7 912 345-67-89"

_DATES: Sentences = {
    "date_not_a_date": Sentence("«{value}» — не дата", (_DATE,)),
    "date_ambiguous": Sentence(_TWO_READINGS, ("впишите день, месяц, год через точку: 05.02.2025",)),
    "date_impossible": Sentence("«{value}» — дня {day} нет в календаре", ("проверьте число и месяц",)),
    "date_no_year": Sentence("«{value}» — не указан год", (_DATE,)),
    "date_no_day": Sentence("«{value}» — не указано число", (_DATE,)),
    "date_two_digit_year": Sentence("«{value}» — неясно, какого века год «{year}»", ("впишите год четырьмя цифрами",)),
    "date_out_of_range": Sentence("«{value}» — вне пределов {first} – {last}", ("проверьте год",)),
    "date_number": Sentence("{number} — число, а не дата", (_DATE,)),
    "date_several": Sentence("в ячейке две даты: {one} и {other}", ("оставьте одну, вторую впишите в примечание",)),
    "date_weekday": Sentence(
        "«{value}» — день недели не сходится: написано {typed}, а это {real}",
        ("исправьте дату или уберите день недели",),
    ),
}

_TIMES: Sentences = {
    "time_not_a_time": Sentence("«{value}» — не время", (_TIME,)),
    "time_impossible": Sentence("«{time}» — такого времени нет", (_TIME,)),
    "time_has_zone": Sentence("«{value}» — указан часовой пояс", ("впишите местное время без пояса: 14:30",)),
}

_SUMS: Sentences = {
    "money_not_a_number": Sentence("«{value}» — не сумма", (_ROUBLES,)),
    "money_ambiguous": Sentence(
        _TWO_READINGS, ("впишите без разделителя тысяч, копейки через запятую: 1500 или 1500,50",)
    ),
    "money_fraction": Sentence("«{value}» — в сумме доли копейки", ("впишите до копеек, например {nearest}",)),
    "money_too_large": Sentence(
        "«{value}» — слишком большая сумма", ("проверьте число: суммы больше {most} робот не принимает",)
    ),
    "money_abbreviated": Sentence("«{value}» — сокращение можно понять по-разному", ("впишите сумму цифрами: 5000",)),
    "money_arithmetic": Sentence(
        "«{value}» — вычисление, а не сумма", ("впишите итог или поставьте впереди знак «=», чтобы таблица посчитала",)
    ),
    "money_currency": Sentence("«{value}» — сумма не в рублях", ("пересчитайте и впишите в рублях",)),
    "money_is_a_date": Sentence(
        "таблица приняла сумму за дату {day}", ("задайте ячейке денежный формат и впишите сумму заново",)
    ),
}

_COUNTS: Sentences = {
    "count_not_a_number": Sentence("«{value}» — не число", ("впишите целое число: 3",)),
    "count_ambiguous": Sentence(_TWO_READINGS, ("впишите целое число без точек и запятых",)),
    "count_not_whole": Sentence("«{value}» — не целое число", ("впишите целое число",)),
    "count_negative": Sentence("«{value}» — число меньше нуля", ("впишите ноль или больше",)),
    "count_too_large": Sentence("«{value}» — слишком большое число", ("впишите не больше {most}",)),
    "number_not_a_number": Sentence(
        "«{value}» — не номер", ("сотрите номер: если строка новая, робот поставит его сам",)
    ),
    "number_too_large": Sentence(
        "«{value}» — слишком большой номер: больше {most}",
        ("сотрите номер: если строка новая, робот поставит его сам",),
    ),
}

_PHONES: Sentences = {
    "phone_not_a_phone": Sentence("«{value}» — не телефон", (_PHONE,)),
    "phone_too_short": Sentence("«{value}» — в телефоне мало цифр: {digits}", (_PHONE,)),
    "phone_too_long": Sentence("«{value}» — в телефоне лишние цифры: их {digits}", (_PHONE,)),
    "phone_invalid": Sentence("«{value}» — такого номера нет ни у одного оператора", ("проверьте цифры",)),
    "phone_ambiguous": Sentence(
        "«{value}» — городской телефон без восьмёрки или пропущена цифра", ("если городской, впишите так: {phone}",)
    ),
    "phone_no_plus": Sentence("«{value}» — похоже на заграничный номер без плюса", ("если так, впишите: {phone}",)),
    "phone_two": Sentence("в ячейке два телефона: {one} и {other}", ("оставьте один, второй впишите в примечание",)),
    "phone_extension": Sentence("{phone} — с добавочным {extension}", ("добавочный впишите в примечание",)),
    "phone_with_words": Sentence(
        "«{value}» — рядом с телефоном слова", ("оставьте {phone}, остальное впишите в примечание",)
    ),
}

_TEXTS: Sentences = {
    "cell_error": Sentence("в ячейке ошибка формулы {text}", ("исправьте формулу или впишите значение",)),
    "text_forbidden": Sentence("в тексте недопустимый знак {character}", ("наберите текст заново, не копируя",)),
    "text_too_long": Sentence("текст длиннее {most} знаков", ("сократите его или положите файлом в папку заказа",)),
    "text_digits_lost": Sentence(
        "число слишком длинное, последние цифры таблица уже потеряла",
        ("задайте ячейке текстовый формат и впишите заново",),
    ),
    "text_not_finite": Sentence("в ячейке не текст и не число", ("впишите значение заново",)),
    "email_not_an_address": Sentence("«{value}» — не адрес почты", ("впишите так: ivanov@example.ru",)),
    "email_two": Sentence("в ячейке два адреса: {one} и {other}", ("оставьте один, второй впишите в примечание",)),
    "email_letters": Sentence("«{value}» — в адресе русские буквы: {letters}", ("наберите адрес латиницей",)),
    "yes_not_clear": Sentence("«{value}» — не «да» и не «нет»", ("впишите: да или нет",)),
}

OF_CELLS: Final[Sentences] = {**_DATES, **_TIMES, **_SUMS, **_COUNTS, **_PHONES, **_TEXTS}
