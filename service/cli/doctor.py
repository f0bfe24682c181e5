"""``naryad doctor``: what could keep the service from working here."""

from dataclasses import asdict

import typer

from service.cli.options import HERE, AsJson, HomeDir
from service.cli.screen import show_json, tell
from service.doctor import Finding, State, examine
from service.home import Home

_MARKS = {State.OK: ("✓", None), State.NOTE: ("!", "yellow"), State.TROUBLE: ("✗", "red")}


def doctor(home: HomeDir = HERE, as_json: AsJson = False) -> None:
    """Проверить настройки, права, диск, часы, таблицу и журнал. Код возврата 1, если что-то не сработает."""
    findings = examine(Home(home.resolve()))
    if as_json:
        show_json({"findings": [asdict(each) for each in findings]})
    else:
        for finding in findings:
            _show(finding)
    raise typer.Exit(int(any(each.state is State.TROUBLE for each in findings)))


def _show(finding: Finding) -> None:
    mark, style = _MARKS[finding.state]
    tell(f"{mark} {finding.topic}: {finding.text}" + (f"; {finding.remedy}" if finding.remedy else ""), style)
