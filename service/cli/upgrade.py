"""``naryad upgrade``: missing sheets and columns are added, nothing else is touched."""

from typing import Annotated

import typer

from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.problems import problem_as_json
from service.cli.screen import show_json, tell, warn
from service.upgrade import Upgraded, upgrade_workbook
from service.wording import line
from sheets_schema.edits import AddSheet
from sheets_schema.upgrade import Addition

DryRun = Annotated[bool, typer.Option("--dry-run", help="Только показать, чего не хватает.")]


def upgrade(home: HomeDir = HERE, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Добавить в таблицу недостающие листы и столбцы. Код возврата 1, если сначала нужно что-то поправить руками."""
    firm = open_firm(home)
    found = upgrade_workbook(firm.home, firm.settings, firm.clock.now(), dry=dry_run)
    if as_json:
        show_json(_as_json(found, firm.settings.language))
    else:
        _show(found, firm.settings.language, "Не хватает" if dry_run else "Добавлено")
    raise typer.Exit(1 if found.problems else 0)


def _show(found: Upgraded, language: str, verb: str) -> None:
    for addition in found.additions:
        tell(f"{verb}: {_in_words(addition)}")
    for problem in found.problems:
        warn(line(problem, language))
    if not found.additions and not found.problems:
        tell("Всё на месте: добавлять нечего.")


def _in_words(addition: Addition) -> str:
    if isinstance(addition, AddSheet):
        return f"лист «{addition.title}»"
    return f"столбец «{addition.header}» на листе «{addition.sheet}»"


def _as_json(found: Upgraded, language: str) -> dict[str, object]:
    return {
        "sheets": [each.title for each in found.additions if isinstance(each, AddSheet)],
        "columns": [
            {"sheet": each.sheet, "column": each.header} for each in found.additions if not isinstance(each, AddSheet)
        ],
        "problems": [problem_as_json(each, language) for each in found.problems],
    }
