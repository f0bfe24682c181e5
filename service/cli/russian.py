"""The words that typer puts around ours, in Russian."""

from typer import rich_utils


def speak_russian() -> None:
    """Name the parts of a help page and of a complaint."""
    rich_utils.OPTIONS_PANEL_TITLE = "Ключи"
    rich_utils.COMMANDS_PANEL_TITLE = "Команды"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Что указать"
    rich_utils.ERRORS_PANEL_TITLE = "Не получилось"
    rich_utils.DEFAULT_STRING = "[обычно: {}]"
    rich_utils.ENVVAR_STRING = "[переменная: {}]"
    rich_utils.RICH_HELP = "Подсказка: [blue]{command_path} {help_option}[/]"
