"""Every worksheet of the firm's workbook. A renamed column is renamed here and nowhere else."""

from collections.abc import Mapping

from sheets_schema.cells.kinds import Kind as K
from sheets_schema.table import Column, Module, Owner, Table

ROBOT, FORMULA = Owner.ROBOT, Owner.FORMULA


def _number(
    hint: str = "Номер ставит робот, когда строка перестала меняться. Не правьте его: по нему строку узнают.",
) -> Column:
    return Column("number", "№", K.NUMBER, "No", ROBOT, ("N", "Номер", "№ заказа", "№ п/п"), width=7, hint=hint)


def _problems() -> Column:
    hint = "Что в строке не так, где и что сделать. Исправите — запись исчезнет сама."
    return Column("problems", "Проблемы", K.LONG_TEXT, "Problems", ROBOT, width=44, hint=hint)


ORDERS = Table(
    "orders",
    "Заказы",
    "Orders",
    (
        _number(),
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
        _problems(),
    ),
)

HISTORY = Table(
    "history",
    "История",
    "History",
    (
        _number("Номер записи."),
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
        _number(),
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
        _problems(),
    ),
)

EXPENSES = Table(
    "expenses",
    "Расходы",
    "Expenses",
    (
        _number(),
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
        _problems(),
    ),
    Module.EXPENSES,
)

ADVANCES = Table(
    "advances",
    "Подотчёт",
    "Advances to workers",
    (
        _number(),
        Column("date", "Дата", K.DATE, "Date", required=True, width=12),
        Column("worker", "Работник", K.CHOICE, "Worker", choices="Сотрудники", required=True, width=20),
        Column("kind", "Вид", K.CHOICE, "Kind", choices="Виды_подотчёта", required=True, width=18),
        Column("amount", "Сумма", K.MONEY, "Amount", required=True, width=14),
        Column("comment", "Комментарий", K.LONG_TEXT, "Comment", width=30),
        _problems(),
    ),
    Module.EXPENSES,
    aliases=("Подотчет",),
)

BOOKINGS = Table(
    "bookings",
    "Записи",
    "Bookings",
    (
        _number(),
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
        _problems(),
    ),
    Module.BOOKING,
)

MESSAGES = Table(
    "messages",
    "Сообщения",
    "Messages",
    (
        _number("Номер сообщения."),
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
        _number(),
        Column("since", "С", K.DATE, "Since", ROBOT, width=12),
        Column("phone", "Телефон", K.PHONE, "Phone", ROBOT, width=18),
        Column("client", "Клиент", K.TEXT, "Client", ROBOT, width=28),
        Column("order", "Заказ №", K.NUMBER, "Order No", ROBOT, width=9),
        Column("due", "Остаток", K.MONEY, "Balance due", ROBOT, width=14),
        Column("attempts", "Что отправляли", K.LONG_TEXT, "Attempts", ROBOT, width=34),
        Column("say", "Что сказать", K.LONG_TEXT, "What to say", ROBOT, width=44),
        Column("outcome", "Итог звонка", K.CHOICE, "Outcome", choices="Итоги_звонка", strict=False, width=22),
        Column("caller", "Кто звонил", K.CHOICE, "Caller", choices="Сотрудники", strict=False, width=18),
        _problems(),
    ),
    Module.MESSAGES,
)

CAMPAIGNS = Table(
    "campaigns",
    "Рассылки",
    "Campaigns",
    (
        _number(),
        Column("name", "Название", K.TEXT, "Name", required=True, width=24),
        Column("audience", "Кому", K.TEXT, "To whom", width=30),
        Column("template", "Шаблон", K.CHOICE, "Template", choices="Шаблоны", width=20),
        Column("kind", "Вид", K.CHOICE, "Kind", choices="Виды_рассылки", width=14),
        Column("when", "Когда", K.DATE, "When", width=12),
        Column("preview", "Предпросмотр", K.LONG_TEXT, "Preview", ROBOT, width=44),
        Column("go", "Отправить", K.YES, "Go", choices="Да_нет", width=11),
        _problems(),
    ),
    Module.MESSAGES,
)

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

TABLES: tuple[Table, ...] = (
    ORDERS, HISTORY, PAYMENTS, EXPENSES, ADVANCES, BOOKINGS, MESSAGES, CALLS, CAMPAIGNS,
    STAGES, PEOPLE, CREWS, TEMPLATES, SERVICES, CALENDAR, LISTS, SETTINGS,
)  # fmt: skip
"""In the order of the tabs; «Сводка» (``summary``) stands after the campaigns and is no table."""

BY_KEY: Mapping[str, Table] = {table.key: table for table in TABLES}

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
