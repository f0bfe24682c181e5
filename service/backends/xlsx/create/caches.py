"""The values that programs show for our formulas until they recalculate; openpyxl writes none.

Without them a phone's preview, and our own reader, would show a new firm's sums as blank.
"""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from openpyxl import Workbook

from sheets_schema.values import Formula

Cached = Mapping[str, Mapping[str, str | Decimal]]
"""Worksheet title → cell address → the value of the formula there."""

_FORMULA_CELL: Final = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)[^>]*><f>(.*?)</f><v ?/?>(?:</v>)?</c>')


def cached_of(address: str, formula: Formula) -> dict[str, str | Decimal]:
    """Return the cache of one formula, empty when it leaves the cache out."""
    return {} if formula.cached is None else {address: formula.cached}


def fill_caches(made: BinaryIO, target: BinaryIO, book: Workbook, cached: Cached) -> None:
    """Copy the package that openpyxl has just made to ``target`` with every known cache filled in."""
    members = {f"xl/worksheets/sheet{place}.xml": title for place, title in enumerate(book.sheetnames, 1)}
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            content = source.read(info)
            if values := cached.get(members.get(info.filename, "")):
                content = _filled(content.decode("utf-8"), values).encode("utf-8")
            package.writestr(info, content, zipfile.ZIP_DEFLATED)


def _filled(xml: str, values: Mapping[str, str | Decimal]) -> str:
    def cell(match: re.Match[str]) -> str:
        address, style, formula = match.groups()
        if address not in values:
            return match[0]
        value = values[address]
        kind = ' t="str"' if isinstance(value, str) else ""
        shown = escape(value) if isinstance(value, str) else f"{value:f}"
        return f'<c r="{address}"{style}{kind}><f>{formula}</f><v>{shown}</v></c>'

    return _FORMULA_CELL.sub(cell, xml)
