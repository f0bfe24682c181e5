"""``naryad check``: everything that is wrong with the rows, without touching them."""

import typer

from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.problems import problem_as_json
from service.cli.screen import show_json, tell
from service.ticker import check as find_problems
from service.wording import counted, line


def check(home: HomeDir = HERE, as_json: AsJson = False) -> None:
    """Найти в таблице ошибки; ничего не менять. Код возврата 1, если они есть."""
    firm = open_firm(home)
    problems = find_problems(firm.home, firm.settings)
    if as_json:
        show_json(
            {"count": len(problems), "problems": [problem_as_json(each, firm.settings.language) for each in problems]}
        )
    else:
        for problem in problems:
            tell(line(problem, firm.settings.language))
        tell(counted(len(problems), "ошибка|ошибки|ошибок") if problems else "Ошибок нет.")
    raise typer.Exit(1 if problems else 0)
