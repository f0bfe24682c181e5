"""Worksheets about clients: bookings, messages, calls, campaigns."""

from sheets_schema.cells.kinds import Kind as K
from sheets_schema.own_columns import number, problems
from sheets_schema.table import Column, Module, Owner, Table

ROBOT = Owner.ROBOT

BOOKINGS = Table(
    "bookings",
    "Записи",
    "Bookings",
    (
        number(),
        Column("day", "День", K.DATE, "Day", required=True, width=12),
        Column("start", "Начало", K.TIME, "Start", required=True, width=9),
        Column("crew", "Бригада", K.CHOICE, "Crew", choices="Бригады", width=14),
        Column("service", "Услуга", K.CHOICE, "Service", choices="Услуги", width=26),
        Column("name", "Клиент", K.TEXT, "Client", aliases=("ФИО",), identity=True, width=28),
        Column("phone", "Телефон", K.PHONE, "Phone", identity=True, width=18),
        Column("email", "E-mail", K.EMAIL, "Email", identity=True, width=22),
        Column("address", "Адрес", K.TEXT, "Address", identity=True, width=34),
        Column("method", "Как платит", K.CHOICE, "How paid", choices="Способы_оплаты", width=12),
        Column("price", "Цена", K.MONEY, "Price", width=12),
        Column("state", "Состояние", K.CHOICE, "State", choices="Состояния_записи", width=14),
        Column("signed_form", "Подписанный бланк", K.LINK, "Signed form", ROBOT, width=16),
        Column("remark", "Замечание", K.LONG_TEXT, "Remark", width=26),
        Column("to_order", "В заказ", K.YES, "To order", choices="Да_нет", width=10),
        problems(),
    ),
    Module.BOOKING,
)


MESSAGES = Table(
    "messages",
    "Сообщения",
    "Messages",
    (
        number("Номер сообщения."),
        Column("at", "Когда", K.MOMENT, "When", ROBOT, width=17),
        Column("order", "Заказ №", K.NUMBER, "Order No", ROBOT, width=9),
        Column("client", "Клиент", K.TEXT, "Client", ROBOT, width=28),
        Column("channel", "Канал", K.TEXT, "Channel", ROBOT, width=12),
        Column("template", "Шаблон", K.TEXT, "Template", ROBOT, width=20),
        Column("text", "Текст", K.LONG_TEXT, "Text", ROBOT, width=50),
        Column("state", "Состояние", K.TEXT, "State", ROBOT, width=16),
        Column("cost", "Стоимость", K.MONEY, "Cost", ROBOT, width=12),
    ),
    Module.MESSAGES,
    robot=True,
)


CALLS = Table(
    "calls",
    "Обзвон",
    "Call list",
    (
        number(),
        Column("since", "С", K.DATE, "Since", ROBOT, width=12),
        Column("phone", "Телефон", K.PHONE, "Phone", ROBOT, width=18),
        Column("client", "Клиент", K.TEXT, "Client", ROBOT, width=28),
        Column("order", "Заказ №", K.NUMBER, "Order No", ROBOT, width=9),
        Column("due", "Остаток", K.MONEY, "Balance due", ROBOT, width=14),
        Column("attempts", "Что отправляли", K.LONG_TEXT, "Attempts", ROBOT, width=34),
        Column("say", "Что сказать", K.LONG_TEXT, "What to say", ROBOT, width=44),
        Column("outcome", "Итог звонка", K.CHOICE, "Outcome", choices="Итоги_звонка", strict=False, width=22),
        Column("caller", "Кто звонил", K.CHOICE, "Caller", choices="Сотрудники", strict=False, width=18),
        problems(),
    ),
    Module.MESSAGES,
)


CAMPAIGNS = Table(
    "campaigns",
    "Рассылки",
    "Campaigns",
    (
        number(),
        Column("name", "Название", K.TEXT, "Name", required=True, width=24),
        Column("audience", "Кому", K.TEXT, "To whom", width=30),
        Column("template", "Шаблон", K.CHOICE, "Template", choices="Шаблоны", width=20),
        Column("kind", "Вид", K.CHOICE, "Kind", choices="Виды_рассылки", width=14),
        Column("when", "Когда", K.DATE, "When", width=12),
        Column("preview", "Предпросмотр", K.LONG_TEXT, "Preview", ROBOT, width=44),
        Column("go", "Отправить", K.YES, "Go", choices="Да_нет", width=11),
        problems(),
    ),
    Module.MESSAGES,
)
