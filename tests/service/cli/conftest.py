"""The command line run in this process, as ``main`` runs it."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from service.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def naryad(monkeypatch, capsys) -> Callable[..., Ran]:
    """``naryad("tick", "--home", path)``: what it printed and its exit code."""
    monkeypatch.delenv("NARYAD_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["naryad", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            code: Any = 0
        except SystemExit as exit_:
            code = exit_.code
        printed = capsys.readouterr()
        return Ran(int(code or 0), printed.out, printed.err)

    return run
