"""The settings of a new firm, each with its default and what it does. The firm edits them in «Настройки»."""

from typing import Final

from sheets_schema.contents import Row

FIRM_NAME: Final = "Название фирмы"
FIRM_PHONE: Final = "Телефон фирмы"
ZONE: Final = "Часовой пояс"
WORKING_WEEKDAYS: Final = "Рабочие дни недели"
WORKING_HOURS: Final = "Рабочие часы"
MODULES: Final = "Модули"
MESSAGE_DELAY: Final = "Задержка сообщения клиенту, минут"
MESSAGE_LIMIT: Final = "Предупреждать о сообщениях больше чем"
QUIET_HOURS: Final = "Тихие часы"
LANGUAGE: Final = "Язык"


def _setting(name: str, value: str, hint: str) -> Row:
    return {"name": name, "value": value, "hint": hint} if value else {"name": name, "hint": hint}


SETTINGS: Final[tuple[Row, ...]] = (
    _setting(FIRM_NAME, "", "Так фирма подписывает сообщения и бумаги."),
    _setting(FIRM_PHONE, "", "По нему просим клиентов звонить: «предварительно связавшись с нами по телефону…»."),
    _setting(ZONE, "Europe/Moscow", "Название зоны: Europe/Moscow, Asia/Yekaterinburg, Asia/Novosibirsk…"),
    _setting(
        WORKING_WEEKDAYS, "пн, вт, ср, чт, пт", "По ним считаются сроки этапов. Исключения — на листе «Календарь»."
    ),
    _setting(WORKING_HOURS, "9:00–18:00", "Когда бригады принимают записи клиентов."),
    _setting(
        MODULES,
        "заказы, расходы, записи, сообщения",
        "Чем пользуется фирма. Уберите слово — его листы робот не читает.",
    ),
    _setting(MESSAGE_DELAY, "10", "Столько ждём перед отправкой: успеете вернуть этап — сообщение не уйдёт."),
    _setting(MESSAGE_LIMIT, "10", "Если за раз набралось больше сообщений клиентам, робот ждёт вашего «Отправить»."),
    _setting(QUIET_HOURS, "21:00–9:00", "В это время клиентам не пишем: сообщение ждёт утра."),
    _setting(LANGUAGE, "ru", "ru или en: язык пояснений и страниц."),
)
