"""Cells as they come out of a file or a program, brought to one form so that two files can be compared."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

EPOCH = datetime(1899, 12, 30)
Value = str | float | bool | datetime | None
BookCell = Any
"""A cell of openpyxl: its type stubs know neither ``_value`` nor ``_style``, and merged cells are another class."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell: what it shows and, for a formula cell, its formula without ``=`` in English with ``,``."""

    value: Value
    formula: str | None = None


Sheets = dict[str, list[list[Seen]]]
"""Worksheets by title, each a list of rows from row 1, blank tails cut."""


def from_serial(serial: float) -> datetime | float:
    """Return the moment of a spreadsheet's day number, rounded to the second; the number when no calendar has it."""
    try:
        moment = EPOCH + timedelta(days=serial)
    except OverflowError:
        return serial
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def from_json(cell: Any) -> Seen:
    """Return a cell of ``uno_reading``."""
    if isinstance(cell, dict) and "formula" in cell:
        return Seen(from_json(cell["value"]).value, plain_formula(cell["formula"].replace(";", ",")))
    if isinstance(cell, dict):
        return Seen(from_serial(cell["date"]))
    return Seen(cell if cell != "" else None)


def read_saved(path: Path) -> Sheets:
    """Read a file as it lies on the disk: values are the caches that its program left."""
    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    try:
        return {
            sheet.title: trimmed([
                [saved_cell(value.value, formula) for value, formula in zip(*pair, strict=True)]
                for pair in zip(sheet.iter_rows(), formulas[sheet.title].iter_rows(), strict=True)
            ])
            for sheet in values.worksheets
        }  # fmt: skip
    finally:
        values.close()
        formulas.close()


def saved_cell(value: Any, formula: Any) -> Seen:
    """Return one cell of openpyxl's two readings; ``TRUE()``, LibreOffice's way to write a truth, is that truth."""
    text = formula.value if formula.data_type == "f" else None
    if text is not None and str(text).upper() in {"=TRUE()", "=FALSE()"}:
        return Seen("TRUE" in str(text).upper())
    return Seen(one_form(value), None if text is None else plain_formula(str(text)[1:]))


def one_form(value: Any) -> Value:
    """Return numbers as float of 12 digits (what survives both programs), moments to the second, blank as None."""
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time):
        return one_form((value.hour * 3600 + value.minute * 60 + value.second) / 86400)
    if isinstance(value, timedelta):
        return one_form(value / timedelta(days=1))
    if isinstance(value, bool) or value is None:
        return value
    return float(f"{value:.12g}") if isinstance(value, int | float) else (value or None)


def plain_formula(text: str) -> str:
    """Return a formula with what programs write differently taken out: blanks, case, quotes, dollars, «Sheet.A1»."""
    bare = text.replace(" ", "").replace("'", "").replace("$", "").upper()
    return re.sub(r"([^\W\d]\w*)\.(?=[A-Z]+\d)", r"\1!", bare)


def trimmed(rows: list[list[Seen]]) -> list[list[Seen]]:
    """Cut blank tails of rows and of the table."""
    table = [row[: max((i for i, cell in enumerate(row, 1) if cell != Seen(None)), default=0)] for row in rows]
    return table[: max((i for i, row in enumerate(table, 1) if row), default=0)]


def differences(one: Sheets, other: Sheets) -> list[str]:
    """Return every cell that differs, as ``sheet!row,column: this | that``."""
    found = [f"sheets: {list(one)} | {list(other)}"] if list(one) != list(other) else []
    for title in one.keys() & other.keys():
        no_row: list[Seen] = []
        for row, pair in enumerate(zip_longest(one[title], other[title], fillvalue=no_row), 1):
            cells = enumerate(zip_longest(*pair, fillvalue=Seen(None)), 1)
            found += [
                f"{title}!{get_column_letter(at)}{row}: {this} | {that}" for at, (this, that) in cells if this != that
            ]
    return found
