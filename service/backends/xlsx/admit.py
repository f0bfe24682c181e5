"""The door: what a workbook cannot hold is refused here, before anything is touched."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from service.backends.xlsx.references import MAX_COLUMN, MAX_ROW
from sheets_schema.edits import AddColumn, AddSheet, AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value

MAX_TEXT = 32_767
"""Excel's limit for one cell; openpyxl cuts silently, Excel «repairs» the file. Counted in UTF-16 units."""
MAX_FORMULA = 8_192
MAX_TITLE = 31
FIRST_DAY, FIRST_DAY_1904 = date(1900, 1, 1), date(1904, 1, 1)

_HOSTILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold: one such character makes the whole workbook unreadable."""
_TITLE_SIGNS = re.compile(r"[\[\]:*?/\\]|^'|'$")


def admit(edits: Sequence[Edit], first_day: date = FIRST_DAY) -> None:
    """Raise ``EditRefused`` with a code and the place for the first edit that no workbook can take."""
    for edit in edits:
        sheet = edit.title if isinstance(edit, AddSheet) else edit.sheet
        for row, column, value in _values(edit):
            problem = problem_of(value, first_day)
            if problem:
                raise EditRefused(problem, sheet=sheet, row=row, column=column, value=_shown(value))
            if not (1 <= column <= MAX_COLUMN and 0 <= row <= MAX_ROW):
                raise EditRefused("edit_off_grid", sheet=sheet, row=row, column=column)
        if isinstance(edit, AddSheet):
            _admit_title(edit.title)


def problem_of(value: Value, first_day: date = FIRST_DAY) -> str | None:
    """Return the code of what is wrong with a value, or None."""
    match value:
        case str():
            return _text_problem(value, MAX_TEXT)
        case Formula():
            return _text_problem(value.text, MAX_FORMULA) or problem_of(value.cached)
        case Decimal():
            return None if value.is_finite() else "edit_not_a_number"
        case datetime() if value.tzinfo is not None:
            return "edit_date_with_zone"
        case date():
            day = value.date() if isinstance(value, datetime) else value
            return None if day >= first_day else "edit_date_range"
        case _:
            return None


def _text_problem(text: str, limit: int) -> str | None:
    if _HOSTILE.search(text):
        return "edit_hostile_character"
    units = len(text) if len(text) * 2 <= limit else len(text.encode("utf-16-le")) // 2
    return "edit_too_long" if units > limit else None


def _values(edit: Edit) -> Iterator[tuple[int, int, Value]]:
    match edit:
        case PutCell(row=row, column=column, value=value):
            if row < 1:
                raise EditRefused("edit_off_grid", sheet=edit.sheet, row=row, column=column)
            yield row, column, value
        case AppendRow():
            yield from ((0, column, value) for column, value in edit.cells.items())
        case AddColumn():
            yield edit.header_row, 1, edit.header
        case AddSheet():
            for row, cells in enumerate(edit.rows, start=1):
                yield from ((row, column, value) for column, value in enumerate(cells, start=1))
        case DeleteRow():
            return


def _admit_title(title: str) -> None:
    if not 0 < len(title) <= MAX_TITLE or _TITLE_SIGNS.search(title) or _HOSTILE.search(title):
        raise EditRefused("edit_sheet_title", sheet=title)


def _shown(value: Value) -> str:
    """Return a harmless, short form of the value for the explanation."""
    return ascii(value if isinstance(value, str) else str(value))[:80]
