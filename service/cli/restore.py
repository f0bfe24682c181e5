"""``naryad restore``: a home from a backup, or the workbook as it was in an earlier generation."""

from pathlib import Path
from typing import Annotated

import typer

from service.backup import restore_backup
from service.cli.opening import open_firm
from service.cli.options import HERE, HomeDir
from service.cli.screen import tell, warn
from service.clock import SystemClock
from service.home import Home
from service.settings import Settings
from service.wording import counted

Archive = Annotated[Path | None, typer.Argument(metavar="[КОПИЯ]", help="Файл, сделанный командой naryad backup.")]
Generation = Annotated[int | None, typer.Option("--to", metavar="СОСТОЯНИЕ", help="Номер из naryad history.")]
Yes = Annotated[bool, typer.Option("--yes", help="Отложить в сторону то, что есть сейчас.")]


def restore(archive: Archive = None, home: HomeDir = HERE, to: Generation = None, yes: Yes = False) -> None:
    """Вернуть фирму из копии или таблицу к прошлому состоянию. То, что есть сейчас, не стирается."""
    if (archive is None) == (to is None):
        raise typer.BadParameter("укажите одно из двух: файл копии или --to СОСТОЯНИЕ")
    if archive is not None:
        _from_backup(Home(home.resolve()), archive, overwrite=yes)
    elif to is not None:
        _to_generation(home, to)


def _from_backup(home: Home, archive: Path, *, overwrite: bool) -> None:
    """The settings of the home are not read: they may be the very thing that is broken."""
    restored = restore_backup(home, archive, SystemClock(Settings().zone_info).now(), overwrite=overwrite)
    tell(f"Возвращено из копии от {restored.manifest.made_at[:16].replace('T', ' ')}: {home.path}")
    if restored.aside is not None:
        tell(f"Что было до этого, лежит здесь: {restored.aside}")
    if restored.missing_files:
        missing = counted(len(restored.missing_files), "файла|файлов|файлов")
        warn(f"В папках заказов нет {missing} из списка копии, например: {restored.missing_files[0]}")


def _to_generation(path: Path, generation: int) -> None:
    from service.past import return_to  # noqa: PLC0415 - a restore from a backup must not depend on the flow

    firm = open_firm(path)
    return_to(firm.home, firm.settings, generation, firm.clock.now())
    tell(f"Таблица возвращена к состоянию {generation}; прежнее сохранено и видно в naryad history.")
