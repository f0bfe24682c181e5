"""The command line: one file a command. Only the file of the command that was asked for is imported, so that it starts fast."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Final

import typer

from service.cli.russian import speak_russian
from sheets_schema.errors import NaryadError

COMMANDS: Final[Mapping[str, str]] = {
    "init": "Завести фирму: пять вопросов и готовая таблица.",
    "demo": "Завести выдуманную фирму, чтобы попробовать.",
    "run": "Запустить службу: следить за таблицей и открыть страницы.",
    "tick": "Один раз прочесть таблицу и сделать всё, чему пора.",
    "check": "Найти в таблице ошибки; ничего не менять.",
    "status": "Показать, что прочитано, что ждёт и кто держит таблицу.",
    "doctor": "Проверить настройки, права, диск и программы.",
    "invite": "Напечатать ссылку для входа в офис.",
    "history": "Показать сохранённые состояния таблицы или историю строки.",
    "backup": "Сделать резервную копию и проверить её.",
    "restore": "Вернуть фирму из копии или таблицу к прошлому состоянию.",
    "upgrade": "Добавить в таблицу столбцы и листы новой версии.",
}

EPILOG: Final = "Папка фирмы задаётся ключом --home или переменной NARYAD_HOME; без них — текущая папка."


def main() -> None:
    """Run the command line. Exits 0 when all is well, 1 when something is wrong with the firm's data, 2 on wrong use."""
    try:
        build(sys.argv[1:])()
    except NaryadError as error:
        from service.cli.trouble import explain  # noqa: PLC0415 - wording is only loaded when something must be said

        sys.exit(explain(error))


def build(arguments: Sequence[str]) -> typer.Typer:
    """Return the application with every command listed, and the one that the arguments name ready to run."""
    speak_russian()
    app = typer.Typer(
        help="Наряд: помощник, который следит за таблицей фирмы.",
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_root)
    asked = next((word for word in arguments if not word.startswith("-")), "")
    for name, purpose in COMMANDS.items():
        app.command(name, help=purpose)(_command(name) if name == asked else _listed)
    return app


def _command(name: str) -> Callable[..., None]:
    command: Callable[..., None] = getattr(import_module(f"service.cli.{name}"), name)
    return command


def _listed() -> None:
    """Stand in the list of commands: only the one that was asked for is imported."""


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(version("naryad"))
        raise typer.Exit


def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Версия.")
    ] = False,
) -> None:
    """Наряд: помощник, который следит за таблицей фирмы."""
