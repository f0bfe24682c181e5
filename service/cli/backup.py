"""``naryad backup``: a copy of the firm that was read back before it counts."""

from pathlib import Path
from typing import Annotated

import typer

from service.backup import make_backup
from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.screen import progress_of, show_json, tell
from service.wording import counted

Target = Annotated[
    Path | None, typer.Option("--to", help="Файл или папка для копии.", metavar="КУДА", show_default="текущая папка")
]
WithFiles = Annotated[
    bool, typer.Option("--with-files", help="Положить в копию и папки заказов, а не только их список.")
]


def backup(home: HomeDir = HERE, to: Target = None, with_files: WithFiles = False, as_json: AsJson = False) -> None:
    """Сделать копию: таблица, журнал, настройки, прошлые состояния, список файлов. Службу останавливать не нужно."""
    firm = open_firm(home)
    now = firm.clock.now()
    target = to or Path()
    if target.is_dir():
        target /= f"naryad-{now:%Y-%m-%d-%H%M%S}.zip"
    with progress_of("Копия") as steps:
        manifest = make_backup(firm.home, firm.settings, target, now, with_files=with_files, steps=steps)
    if as_json:
        show_json(
            {
                "backup": str(target),
                "members": len(manifest.members),
                "files": len(manifest.files),
                "with_files": with_files,
            }
        )
        return
    tell(f"Копия сделана и проверена: {target}")
    if manifest.files and not with_files:
        listed = counted(len(manifest.files), "файл|файла|файлов")
        tell(f"В папках заказов {listed}: в копии их список; чтобы положить и сами файлы, добавьте --with-files.")
