"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

HomeDir = Annotated[
    Path, typer.Option("--home", envvar="NARYAD_HOME", help="Папка фирмы.", show_default="текущая", metavar="ПАПКА")
]
HERE = Path()

AsJson = Annotated[bool, typer.Option("--json", help="Напечатать JSON для программ.")]
