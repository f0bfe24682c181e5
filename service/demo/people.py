"""Clients of the demo firm: names, phones, addresses. Nobody here exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

_SURNAMES: Final = (
    "Абрамов", "Алексеев", "Баранов", "Белоусов", "Богданов", "Быков", "Васильев", "Виноградов", "Власов", "Герасимов",
    "Голубев", "Григорьев", "Денисов", "Егоров", "Ершов", "Жуков", "Захаров", "Ильин", "Калинин", "Киселёв", "Ковалёв",
    "Комаров", "Крылов", "Ларионов", "Макаров", "Медведев", "Мельников", "Назаров", "Осипов", "Панов", "Поляков",
    "Прохоров", "Романов", "Савельев", "Семёнов", "Соболев", "Тарасов", "Тихонов", "Фомин", "Цветков", "Чернов", "Щербаков",
    "Вишневский", "Островский", "Белинский", "Шевченко", "Гончаренко", "Дробыш",
)  # fmt: skip
_MEN: Final = (
    "Александр", "Алексей", "Андрей", "Борис", "Вадим", "Валерий", "Василий", "Виктор", "Владимир", "Геннадий", "Евгений",
    "Игорь", "Константин", "Леонид", "Максим", "Михаил", "Олег", "Пётр", "Степан", "Юрий",
)  # fmt: skip
_WOMEN: Final = (
    "Алла", "Валентина", "Вера", "Галина", "Дарья", "Екатерина", "Зинаида", "Ирина", "Лариса", "Любовь", "Людмила",
    "Марина", "Мария", "Надежда", "Наталья", "Нина", "Светлана", "Тамара", "Татьяна", "Юлия",
)  # fmt: skip
_PATRONYMICS: Final = (
    "Александрович", "Алексеевич", "Анатольевич", "Андреевич", "Борисович", "Васильевич", "Викторович", "Владимирович",
    "Геннадьевич", "Евгеньевич", "Иванович", "Михайлович", "Николаевич", "Олегович", "Павлович", "Петрович", "Сергеевич",
    "Степанович", "Юрьевич",
)  # fmt: skip
_FIRMS: Final = ("ООО «Тихая гавань»", "СНТ «Энергетик»", "ИП Савченко Ольга Игоревна", "ООО «Боровское подворье»")

_STREETS: Final = (
    "ул. Садовая", "ул. Полевая", "ул. Лесная", "ул. Заречная", "ул. Молодёжная", "ул. Центральная", "ул. Новая",
    "пер. Берёзовый", "ул. Солнечная", "ул. Дачная", "ул. Механизаторов", "пер. Тихий",
)  # fmt: skip
_SETTLEMENTS: Final = (
    "г. Калуга", "г. Обнинск", "г. Малоярославец", "г. Боровск", "г. Балабаново", "г. Жуков", "г. Кондрово", "г. Таруса",
    "д. Воробьёво", "с. Недельное", "д. Кривское", "п. Ферзиково", "с. Перемышль", "д. Детчино",
)  # fmt: skip
_GARDENS: Final = ("Рассвет", "Ромашка", "Берёзка", "Луч", "Заря", "Строитель", "Лесная поляна", "Ветеран", "Протва")
_DISTRICTS: Final = ("Боровский р-н", "Жуковский р-н", "Малоярославецкий р-н", "Тарусский р-н", "Дзержинский р-н")

_LATIN: Final = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
         "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya"), strict=True)
)  # fmt: skip
_MAIL_HOSTS: Final = ("example.com", "example.org", "example.net")  # RFC 2606: nobody gets mail there


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who wants electricity. ``phone`` is spelled as the office spells it."""

    name: str
    phone: str
    email: str
    address: str


def clients(random: Random) -> Iterator[Client]:
    """Yield clients without end, no two of one name, phone or address; about one in fifteen is a firm."""
    seen: set[str] = set()
    firms = list(_FIRMS)
    while True:
        name = firms.pop() if firms and random.random() < 1 / 15 else _person(random)
        client = Client(name, phone(random), _email(random, name), _address(random))
        if seen.isdisjoint({client.name, client.phone, client.address}):
            seen |= {client.name, client.phone, client.address}
            yield client


def phone(random: Random) -> str:
    """Return a phone that cannot ring: code 975 has been given to no operator."""
    return f"+7 975 {random.randrange(100, 1000)}-{random.randrange(100):02}-{random.randrange(100):02}"


def feminine(surname: str) -> str:
    """Return the surname as a woman bears it."""
    if surname.endswith("ский"):
        return surname.removesuffix("ий") + "ая"
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин")) else surname


def _person(random: Random) -> str:
    surname, patronymic = random.choice(_SURNAMES), random.choice(_PATRONYMICS)
    if random.random() < 0.5:  # noqa: PLR2004 - half the clients are women
        return f"{surname} {random.choice(_MEN)} {patronymic}"
    return f"{feminine(surname)} {random.choice(_WOMEN)} {patronymic.removesuffix('ич')}на"


def _email(random: Random, name: str) -> str:
    word = name.split()[1 if name.startswith("ИП") else 0] if "«" not in name else name.split("«")[1].strip("»")
    latin = "".join(_LATIN.get(letter, "") for letter in word.casefold())
    return f"{latin}{random.randrange(1, 90)}@{random.choice(_MAIL_HOSTS)}"


def _address(random: Random) -> str:
    if random.random() < 0.35:  # noqa: PLR2004 - a third are gardens, which have plots and no streets
        return f"{random.choice(_DISTRICTS)}, СНТ «{random.choice(_GARDENS)}», уч. {random.randrange(2, 240)}"
    return f"{random.choice(_SETTLEMENTS)}, {random.choice(_STREETS)}, д. {random.randrange(1, 96)}"
