"""``naryad init``: five questions and a workbook."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import typer

from service.cli.options import HERE, HomeDir
from service.cli.screen import tell, warn
from service.clock import SystemClock
from service.founding import Answers, found
from service.home import Home, workbooks_in
from sheets_schema.cells.phones import parse_phone
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.show import show_phone

_T = TypeVar("_T")
_NEW = "новая"
_LANGUAGES = ("ru", "en")
_ZONES = "Europe/Kaliningrad, Europe/Moscow, Europe/Samara, Asia/Yekaterinburg, Asia/Novosibirsk, Asia/Vladivostok"


def _zone(typed: str) -> str:
    if typed not in available_timezones():
        raise typer.BadParameter(f"«{typed}» — нет такого часового пояса; например: {_ZONES}")
    return typed


def _language(typed: str) -> str:
    if typed not in _LANGUAGES:
        raise typer.BadParameter(f"«{typed}» не подходит; напишите ru или en")
    return typed


def _phone(typed: str) -> str:
    """Return the phone as people write it; blank stays blank."""
    try:
        phone = parse_phone(typed)
    except Unreadable as error:
        raise typer.BadParameter(f"«{typed}» — не телефон; впишите так: +7 912 345-67-89") from error
    return show_phone(phone) if phone else ""


def _table(typed: str) -> Path | None:
    if typed in {"", _NEW}:
        return None
    path = Path(typed).expanduser()
    if not path.is_file():
        raise typer.BadParameter(f"файла {path} нет; впишите путь к .xlsx или слово «{_NEW}»")
    return path


Firm = Annotated[str | None, typer.Option(help="Название фирмы.")]
Phone = Annotated[str | None, typer.Option(help="Телефон фирмы: +7 912 345-67-89.")]
Zone = Annotated[str | None, typer.Option(help="Часовой пояс: Europe/Moscow, Asia/Yekaterinburg…")]
Language = Annotated[str | None, typer.Option(help="Язык: ru или en.")]
Workbook = Annotated[str | None, typer.Option(help="Своя таблица .xlsx (она будет скопирована) или слово «новая».")]


def init(
    home: HomeDir = HERE,
    firm: Firm = None,
    phone: Phone = None,
    zone: Zone = None,
    language: Language = None,
    table: Workbook = None,
) -> None:
    """Завести фирму. Что не задано ключами, спросит; если спросить некого, возьмёт обычное."""
    place = Home(home.resolve())
    answers = Answers(
        firm=_ask("Название фирмы", firm, "", str),
        phone=_ask("Телефон, по которому звонят клиенты", phone, "", _phone),
        zone=_ask("Часовой пояс", zone, "Europe/Moscow", _zone),
        language=_ask("Язык страниц и сообщений, ru или en", language, "ru", _language),
        table=_ask("Таблица: путь к своему файлу .xlsx или «новая»", table, _present_table(place), _table),
    )
    _report(place, found(place, answers, SystemClock(ZoneInfo(answers.zone)).now().date()), answers)


def _ask(question: str, given: str | None, default: str, parse: Callable[[str], _T]) -> _T:
    """Return the parsed answer; a person at a terminal is asked again until it can be understood."""
    if given is not None or not sys.stdin.isatty():
        return parse(default if given is None else given)
    while True:
        try:
            return parse(typer.prompt(question, default=default, show_default=bool(default)).strip())
        except typer.BadParameter as error:
            warn(error.message)


def _present_table(home: Home) -> str:
    there = workbooks_in(home.path) if home.path.is_dir() else []
    return str(there[0]) if len(there) == 1 else _NEW


def _report(home: Home, workbook: Path, answers: Answers) -> None:
    tell(f"Готово. Таблица: {workbook}")
    if answers.table is not None:
        tell(f"Добавить недостающие листы и столбцы: naryad upgrade --home {home.path}")
    elif not (answers.firm and answers.phone):
        tell("Название и телефон фирмы впишите в таблице, на листе «Настройки».")
    tell(f"Запустить: naryad run --home {home.path}")
