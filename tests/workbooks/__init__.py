"""Workbooks of many makers, made at test time: each holds the list «Заказы» and things that must not be lost."""

from collections.abc import Callable
from pathlib import Path

from tests.workbooks.foreign import FOREIGN
from tests.workbooks.grafted import GRAFTED
from tests.workbooks.office import OFFICE

Maker = Callable[[Path], None]

MAKERS: dict[str, Maker] = {**OFFICE, **GRAFTED, **FOREIGN}
"""By name; the name's ending is the file's."""


def make(name: str, folder: Path) -> Path:
    """Make one workbook in ``folder``."""
    path = folder / name
    MAKERS[name](path)
    return path
