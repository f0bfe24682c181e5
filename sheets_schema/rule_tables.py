"""Worksheets with the firm's own rules: edited by the firm, read by us, never written."""

from collections.abc import Mapping

from sheets_schema.cells.kinds import Kind as K
from sheets_schema.table import Column, Module, Table

STAGES = Table(
    "stages",
    "Этапы",
    "Stages",
    (
        Column("name", "Этап", K.TEXT, "Stage", required=True, width=28),
        Column("order", "Порядок", K.COUNT, "Order", required=True, width=10),
        Column(
            "fields",
            "Что должно быть заполнено",
            K.TICKS,
            "Required fields",
            width=52,
            hint="Заголовки столбцов листа «Заказы» через запятую: без них на этап не перейти.",
        ),
        Column("term", "Срок, рабочих дней", K.COUNT, "Term, working days", width=12),
        Column("responsible", "Ответственный", K.CHOICE, "Responsible", choices="Сотрудники", strict=False, width=20),
        Column("template", "Сообщение клиенту", K.TEXT, "Message template", choices="Шаблоны", strict=False, width=22),
        Column(
            "next",
            "Можно перейти в",
            K.TICKS,
            "Allowed next",
            width=60,
            hint="Этапы через запятую; пусто — куда угодно.",
        ),
        Column("closed", "Завершающий", K.YES, "Closed", choices="Да_нет", width=14),
        Column("aliases", "Другие названия", K.TICKS, "Aliases", width=30),
    ),
)


PEOPLE = Table(
    "people",
    "Сотрудники",
    "Staff",
    (
        Column("name", "Имя", K.TEXT, "Name", required=True, width=24),
        Column("role", "Роль", K.CHOICE, "Role", choices="Роли", required=True, width=14),
        Column("phone", "Телефон", K.PHONE, "Phone", width=18),
        Column("email", "E-mail", K.EMAIL, "Email", width=22),
        Column("crew", "Бригада", K.CHOICE, "Crew", choices="Бригады", strict=False, width=14),
        Column("active", "Работает", K.YES, "Active", choices="Да_нет", width=10),
        Column(
            "signature",
            "Имя в Excel",
            K.TEXT,
            "Name in the office program",
            width=20,
            hint="Под каким именем он сохраняет файл (Файл → Параметры). По нему робот узнаёт, кто вероятно правил.",
        ),
    ),
)


CREWS = Table(
    "crews",
    "Бригады",
    "Crews",
    (
        Column("name", "Бригада", K.TEXT, "Crew", required=True, width=18),
        Column("foreman", "Бригадир", K.CHOICE, "Foreman", choices="Сотрудники", strict=False, width=22),
        Column("districts", "Районы", K.TICKS, "Districts", width=34),
        Column("active", "Работает", K.YES, "Active", choices="Да_нет", width=10),
    ),
)


TEMPLATES = Table(
    "templates",
    "Шаблоны",
    "Templates",
    (
        Column("name", "Шаблон", K.TEXT, "Template", required=True, width=24),
        Column("subject", "Тема письма", K.TEXT, "Subject", width=34),
        Column("text", "Текст", K.LONG_TEXT, "Text", required=True, width=80),
        Column("channels", "Каналы по очереди", K.TICKS, "Channels in turn", width=26),
        Column("wait_hours", "Ждать ответа, часов", K.COUNT, "Wait, hours", width=14),
    ),
    Module.MESSAGES,
)


SERVICES = Table(
    "services",
    "Услуги",
    "Services",
    (
        Column("name", "Услуга", K.TEXT, "Service", required=True, width=34),
        Column("price", "Цена", K.MONEY, "Price", required=True, width=14),
        Column("minutes", "Длительность, минут", K.COUNT, "Duration, minutes", width=14),
        Column("crews", "Бригады", K.TICKS, "Crews", width=26),
        Column("prepare", "Что подготовить", K.LONG_TEXT, "What to prepare", width=44),
        Column("offered", "Показывать", K.YES, "Offered", choices="Да_нет", width=12),
    ),
    Module.BOOKING,
)


CALENDAR = Table(
    "calendar",
    "Календарь",
    "Calendar",
    (
        Column("day", "Дата", K.DATE, "Date", required=True, width=12),
        Column("kind", "День", K.CHOICE, "Day", choices="Виды_дней", required=True, width=14),
        Column("crew", "Бригада", K.CHOICE, "Crew", choices="Бригады", strict=False, width=14),
        Column("comment", "Комментарий", K.TEXT, "Comment", width=34),
    ),
)


LISTS = Table(
    "lists",
    "Справочники",
    "Lists",
    (
        Column("channels", "Каналы", K.TEXT, "Channels", width=16),
        Column("object_types", "Типы объектов", K.TEXT, "Object types", width=20),
        Column("documents", "Документы", K.TEXT, "Documents", width=30),
        Column("categories", "Категории расходов", K.TEXT, "Expense categories", width=20),
    ),
)


SETTINGS = Table(
    "settings",
    "Настройки",
    "Settings",
    (
        Column("name", "Параметр", K.TEXT, "Setting", required=True, width=34),
        Column("value", "Значение", K.TEXT, "Value", width=34),
        Column("hint", "Пояснение", K.LONG_TEXT, "Hint", width=70),
    ),
)


FIXED_LISTS: Mapping[str, tuple[str, ...]] = {
    "Да_нет": ("да", "нет"),
    "Виды_платежей": ("аванс", "доплата", "возврат"),
    "Способы_оплаты": ("наличные", "карта", "перевод", "онлайн"),
    "Виды_подотчёта": ("выдано", "возвращено", "сдано в кассу"),
    "Состояния_записи": ("ждёт оплаты", "подтверждена", "перенесена", "выполнена", "отменена"),
    "Состояния_бланка": ("напечатан", "аванс подписан", "остаток подписан", "скан в папке"),
    "Бланки": ("договор", "акт", "заявка", "опись"),
    "Роли": ("владелец", "офис", "бригадир", "рабочий"),
    "Виды_рассылки": ("служебная", "реклама"),
    "Виды_дней": ("выходной", "рабочий", "отсутствует"),
    "Итоги_звонка": ("ответил", "не дозвонились", "перезвонить", "отказался"),
}
"""Lists that the program's rules rest on: they are written into the workbook but not edited by the firm."""
