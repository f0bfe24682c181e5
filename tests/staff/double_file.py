"""How the double opens and saves a file, and its lock, as LibreOffice does."""

import re
import socket
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook

from tests.staff.cells import BookCell
from tests.staff.double_lines import ungroup_columns

FORMULA_CELL = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="\w+")?>(<f>[^<]*</f>|<f/>)<v\s*(?:/>|></v>)</c>')
"""A formula cell as openpyxl writes it: never with a value."""


def lock_of(path: Path) -> Path:
    """Return LibreOffice's lock beside a file."""
    return path.with_name(f".~lock.{path.name}#")


def lock_line(user: str, now: datetime, profile: str) -> str:
    """Return the content of a lock: name, account, host, time, profile (seen from LibreOffice 7.4)."""
    return f"{user} ,root,{socket.gethostname()},{now:%d.%m.%Y %H:%M},{profile};"


def load(path: Path) -> tuple[Workbook, dict[BookCell, Any]]:
    """Read a workbook and what its formula cells showed."""
    book = load_workbook(path, rich_text=True)
    shown = load_workbook(path, data_only=True)
    caches = {
        cell: shown[sheet.title][cell.coordinate].value
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }
    for sheet in book.worksheets:
        ungroup_columns(sheet)
    return book, caches


def save(book: Workbook, path: Path, values: Mapping[str, Mapping[str, Any]]) -> None:
    """Write by temporary file and rename, with ``values`` (sheet → address → value) as the caches of formula cells.

    As after LibreOffice: nobody is named as the last author, very hidden sheets are hidden ones, nothing asks for a
    recalculation at opening.
    """
    book.properties.lastModifiedBy = None
    book.calculation.fullCalcOnLoad = None
    for sheet in book.worksheets:
        sheet.sheet_state = "hidden" if sheet.sheet_state == "veryHidden" else sheet.sheet_state
    bare = path.with_name(f".{path.name}.bare")
    whole = path.with_name(f".{path.name}.tmp")
    book.save(bare)
    parts = {f"xl/worksheets/sheet{n}.xml": values[sheet.title] for n, sheet in enumerate(book.worksheets, 1)}
    with zipfile.ZipFile(bare) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, cached(content, parts[name]) if name in parts else content)
    bare.unlink()
    whole.replace(path)


def cached(content: bytes, values: Mapping[str, Any]) -> bytes:
    """Return a worksheet's XML with values in its formula cells."""
    return FORMULA_CELL.sub(filler(values), content.decode()).encode()


def filler(values: Mapping[str, Any]) -> Callable[[re.Match[str]], str]:
    """Return the replacement of one formula cell: no ``<v>`` when no value is known, so that programs compute it."""

    def fill(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if value is None:
            return f'<c r="{match[1]}"{match[2]}>{match[3]}</c>'
        kind, text = typed_value(value)
        return f'<c r="{match[1]}"{match[2]} t="{kind}">{match[3]}<v>{text}</v></c>'

    return fill


def typed_value(value: Any) -> tuple[str, str]:
    """Return the type mark and the text of a cached value."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, int | float):
        return "n", repr(value)
    return ("e" if str(value).startswith("#") else "str"), escape(str(value))
