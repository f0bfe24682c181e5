"""Every worksheet of the firm's workbook. A renamed column is renamed here and nowhere else.

Orders and money stand below; ``client_tables`` has bookings and messages, ``rule_tables`` the firm's own rules.
"""

from collections.abc import Mapping

from sheets_schema.cells.kinds import Kind as K
from sheets_schema.client_tables import BOOKINGS, CALLS, CAMPAIGNS, MESSAGES
from sheets_schema.own_columns import number, problems
from sheets_schema.rule_tables import CALENDAR, CREWS, LISTS, PEOPLE, SERVICES, SETTINGS, STAGES, TEMPLATES
from sheets_schema.table import Column, Module, Owner, Table

ROBOT, FORMULA = Owner.ROBOT, Owner.FORMULA


ORDERS = Table(
    "orders",
    "Заказы",
    "Orders",
    (
        number(),
        Column("date", "Дата", K.DATE, "Date", aliases=("Дата заявки", "Дата обращения"), width=12),
        Column(
            "channel",
            "Канал",
            K.CHOICE,
            "Channel",
            choices="Каналы",
            strict=False,
            width=12,
            hint="Как обратился клиент.",
        ),
        Column(
            "name",
            "ФИО",
            K.TEXT,
            "Name",
            aliases=("Клиент", "Ф.И.О.", "Заказчик"),
            required=True,
            identity=True,
            width=30,
        ),
        Column(
            "phone", "Телефон", K.PHONE, "Phone", aliases=("Тел.", "Тел", "Контактный телефон"), identity=True, width=18
        ),
        Column(
            "email",
            "E-mail",
            K.EMAIL,
            "Email",
            aliases=("Почта", "Эл. почта", "Электронная почта"),
            identity=True,
            width=22,
        ),
        Column("address", "Адрес объекта", K.TEXT, "Address", aliases=("Адрес",), identity=True, width=36),
        Column(
            "object_type",
            "Тип объекта",
            K.CHOICE,
            "Object type",
            choices="Типы_объектов",
            strict=False,
            width=16,
            hint="До десяти обычных типов из «Справочников»; для остального — «другое» или свой текст.",
        ),
        Column("features", "Особенности", K.LONG_TEXT, "Features", width=24),
        Column("inspection_date", "Дата осмотра", K.DATE, "Inspection date", width=12),
        Column("inspector", "Осмотр проводит", K.CHOICE, "Inspector", choices="Сотрудники", strict=False, width=18),
        Column("price", "Стоимость", K.MONEY, "Price", aliases=("Цена", "Сумма договора"), width=14),
        Column(
            "advance",
            "Аванс",
            K.MONEY,
            "Advance",
            width=14,
            hint="Сколько аванса внесено всего. Робот записывает изменение в «Платежи»: там и видно, когда и кто взял.",
        ),
        Column("paid", "Оплачено", K.MONEY, "Paid", FORMULA, width=14, hint="Сумма по листу «Платежи»."),
        Column(
            "due",
            "Остаток",
            K.MONEY,
            "Balance due",
            FORMULA,
            width=14,
            hint="Стоимость − Оплачено; пусто, пока нет стоимости.",
        ),
        Column(
            "documents",
            "Документы клиента",
            K.TICKS,
            "Client's documents",
            aliases=("Документы",),
            choices="Документы",
            strict=False,
            width=26,
            hint="Что клиент уже принёс, через запятую.",
        ),
        Column("documents_complete", "Документы получены", K.YES, "Documents complete", choices="Да_нет", width=12),
        Column("stage", "Этап", K.CHOICE, "Stage", aliases=("Статус",), choices="Этапы", required=True, width=24),
        Column("responsible", "Ответственный", K.CHOICE, "Responsible", choices="Сотрудники", strict=False, width=18),
        Column(
            "moved_by",
            "Кто перевёл",
            K.CHOICE,
            "Moved by",
            choices="Сотрудники",
            strict=False,
            width=18,
            hint="Кто перевёл заказ на этот этап. Можно выбрать себя; иначе робот впишет, что знает.",
        ),
        Column(
            "due_date",
            "Срок этапа",
            K.DATE,
            "Stage due",
            width=12,
            hint="Ставится по сроку из «Этапов»; можно исправить.",
        ),
        Column("mounting_date", "Дата монтажа", K.DATE, "Mounting date", width=12),
        Column("crew", "Бригада", K.CHOICE, "Crew", choices="Бригады", strict=False, width=14),
        Column("note", "Примечание", K.LONG_TEXT, "Note", aliases=("Комментарий",), width=30),
        Column("answered", "Клиент ответил", K.YES, "Client answered", choices="Да_нет", width=11),
        Column("consent", "Согласие на рассылку", K.YES, "Consent to mailing", choices="Да_нет", width=12),
        Column("print", "Напечатать", K.CHOICE, "Print", choices="Бланки", strict=False, width=16),
        Column("form_state", "Бланк", K.CHOICE, "Form", choices="Состояния_бланка", strict=False, width=16),
        Column("folder", "Папка", K.LINK, "Folder", ROBOT, width=12, hint="Папка заказа: сканы, фото, бумаги."),
        Column("files", "Файлы", K.TEXT, "Files", ROBOT, width=16),
        Column("papers", "Бумаги", K.LINK, "Papers", ROBOT, width=16),
        problems(),
    ),
)

HISTORY = Table(
    "history",
    "История",
    "History",
    (
        number("Номер записи."),
        Column("at", "Когда", K.MOMENT, "When", ROBOT, width=17),
        Column("table", "Лист", K.TEXT, "Sheet", ROBOT, width=12),
        Column("row", "Строка №", K.NUMBER, "Row No", ROBOT, aliases=("Заказ №",), width=9),
        Column("what", "Что", K.TEXT, "What", ROBOT, width=20),
        Column("was", "Было", K.LONG_TEXT, "Was", ROBOT, width=28),
        Column("became", "Стало", K.LONG_TEXT, "Became", ROBOT, width=28),
        Column("who", "Кто", K.TEXT, "Who", ROBOT, width=20),
        Column(
            "known",
            "Откуда известно",
            K.TEXT,
            "How known",
            ROBOT,
            width=16,
            hint="форма · скрипт · со слов · вероятно · неизвестно",
        ),
    ),
    robot=True,
)

PAYMENTS = Table(
    "payments",
    "Платежи",
    "Payments",
    (
        number(),
        Column("date", "Дата", K.DATE, "Date", aliases=("Когда",), required=True, width=12),
        Column("order", "Заказ №", K.NUMBER, "Order No", aliases=("Заказ",), width=9),
        Column("booking", "Запись №", K.NUMBER, "Booking No", width=9),
        Column("amount", "Сумма", K.MONEY, "Amount", required=True, width=14),
        Column("kind", "Вид", K.CHOICE, "Kind", choices="Виды_платежей", required=True, width=12),
        Column("method", "Как", K.CHOICE, "How", choices="Способы_оплаты", width=12),
        Column("taken_by", "Кто взял", K.CHOICE, "Taken by", choices="Сотрудники", strict=False, width=18),
        Column("receipt", "Чек", K.TEXT, "Receipt", width=18),
        Column("comment", "Комментарий", K.LONG_TEXT, "Comment", width=30),
        Column("source", "Источник", K.TEXT, "Source", ROBOT, width=18),
        problems(),
    ),
)

EXPENSES = Table(
    "expenses",
    "Расходы",
    "Expenses",
    (
        number(),
        Column("date", "Дата", K.DATE, "Date", required=True, width=12),
        Column("worker", "Работник", K.CHOICE, "Worker", choices="Сотрудники", required=True, width=20),
        Column(
            "category", "Категория", K.CHOICE, "Category", choices="Категории", strict=False, required=True, width=16
        ),
        Column("amount", "Сумма", K.MONEY, "Amount", required=True, width=14),
        Column("comment", "Комментарий", K.LONG_TEXT, "Comment", width=30),
        Column("order", "Заказ №", K.NUMBER, "Order No", aliases=("Заказ",), width=9),
        Column("receipt", "Чек", K.LINK, "Receipt", ROBOT, width=14),
        Column("fiscal", "ФН, ФД, ФП", K.TEXT, "Fiscal sign", ROBOT, width=22),
        Column("checked", "Проверил владелец", K.TEXT, "Checked by owner", width=16),
        problems(),
    ),
    Module.EXPENSES,
)

ADVANCES = Table(
    "advances",
    "Подотчёт",
    "Advances to workers",
    (
        number(),
        Column("date", "Дата", K.DATE, "Date", required=True, width=12),
        Column("worker", "Работник", K.CHOICE, "Worker", choices="Сотрудники", required=True, width=20),
        Column("kind", "Вид", K.CHOICE, "Kind", choices="Виды_подотчёта", required=True, width=18),
        Column("amount", "Сумма", K.MONEY, "Amount", required=True, width=14),
        Column("comment", "Комментарий", K.LONG_TEXT, "Comment", width=30),
        problems(),
    ),
    Module.EXPENSES,
    aliases=("Подотчет",),
)

TABLES: tuple[Table, ...] = (
    ORDERS, HISTORY, PAYMENTS, EXPENSES, ADVANCES, BOOKINGS, MESSAGES, CALLS, CAMPAIGNS,
    STAGES, PEOPLE, CREWS, TEMPLATES, SERVICES, CALENDAR, LISTS, SETTINGS,
)  # fmt: skip
"""In the order of the tabs; «Сводка» (``summary``) stands after the campaigns and is no table."""

BY_KEY: Mapping[str, Table] = {table.key: table for table in TABLES}
