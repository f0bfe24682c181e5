"""References inside formulas: found by one tokenising expression, then moved, copied down or read.

Grammar: ECMA-376 part 1, 18.17. Strings, function names, structured references (``Table1[[#This Row],[Sum]]``), errors
and numbers are recognised only so that nothing inside them is taken for a reference.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from service.backends.xlsx.references import MAX_COLUMN, MAX_ROW, Area, column_letters, column_number
from service.backends.xlsx.rowshift import RowShift

BROKEN = "#REF!"

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                                         # a string
  | \#[A-Z0-9/]+[!?]?                                                      # an error value
  | (?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[\w.]+(?::[\w.]+)?)!)?         # a sheet, or several: Jan:Dec!
    (?:(?P<area>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?)(?![\w.(\[!])
     | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(\[!])
     | (?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(\[!])
     | (?P<struct>[\w.\\]*\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
     | (?P<call>[^\W\d][\w.]*)(?=\()
     | (?P<name>[^\W\d][\w.\\?]*))
  | \d+(?:\.\d*)?(?:[eE][+-]?\d+)?                                         # a number
    """,
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference. A whole column has no row (0), a whole row no column (0)."""

    column: int
    row: int
    column_fixed: bool
    row_fixed: bool

    @classmethod
    def parse(cls, text: str) -> "Corner":
        """Parse ``$A1``, ``$A`` or ``$1``."""
        found = _CORNER.fullmatch(text)
        assert found is not None, text
        dollar, letters, second, digits = found.groups()
        if not letters:
            return cls(0, int(digits), False, bool(dollar))
        return cls(column_number(letters), int(digits or 0), bool(dollar), bool(second))

    def __str__(self) -> str:
        letters = ("$" if self.column_fixed else "") + column_letters(self.column) if self.column else ""
        return letters + (("$" if self.row_fixed else "") + str(self.row) if self.row else "")

    @property
    def on_grid(self) -> bool:
        """Tell whether both numbers can stand in a sheet."""
        return 0 <= self.row <= MAX_ROW and 0 <= self.column <= MAX_COLUMN


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a formula. ``sheet`` keeps its quotes and exclamation mark; empty: the own sheet."""

    sheet: str
    first: Corner
    last: Corner | None

    def __str__(self) -> str:
        return f"{self.sheet}{self.first}" + (f":{self.last}" if self.last else "")

    @property
    def on_grid(self) -> bool:
        """Tell whether both ends can stand in a sheet."""
        return self.first.on_grid and (self.last is None or self.last.on_grid)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheet names without quotes, casefolded: none, one, or the two ends of a 3-D reference."""
        return sheet_names(self.sheet)

    @property
    def area(self) -> Area:
        """The cells it covers."""
        last = self.last or self.first
        rows = sorted((self.first.row or 1, last.row or MAX_ROW))
        columns = sorted((self.first.column or 1, last.column or MAX_COLUMN))
        return Area(rows[0], columns[0], rows[1], columns[1])


@dataclass(frozen=True, slots=True)
class Mention:
    """A defined name, a table (``kind`` struct) or a function (call) that a formula mentions."""

    kind: str
    text: str
    sheet: str = ""


@lru_cache(maxsize=4096)
def sheet_names(prefix: str) -> tuple[str, ...]:
    """Return ``('лист 1',)`` for ``'Лист 1'!``; an external workbook (``[1]Лист!``) yields its bracket too."""
    if not prefix:
        return ()
    bare = prefix[:-1]
    if bare.startswith("'"):
        bare = bare[1:-1].replace("''", "'")
    return tuple(part.casefold() for part in bare.split(":"))


def parse(formula: str) -> Iterator[Reference | Mention]:
    """Yield what a formula refers to, in order."""
    for token in _TOKEN.finditer(formula):
        kind = token.lastgroup
        if kind in {"area", "columns", "rows"}:
            yield _reference(token)
        elif kind in {"struct", "call", "name"}:
            yield Mention(kind, token[kind], token["sheet"] or "")


def _reference(token: re.Match[str]) -> Reference:
    first, _, last = (token["area"] or token["columns"] or token["rows"]).partition(":")
    return Reference(token["sheet"] or "", Corner.parse(first), Corner.parse(last) if last else None)


def rewrite(formula: str, change: Callable[[Reference], Reference | None]) -> str:
    """Replace each reference; None makes it ``#REF!``. All else stays, letter for letter."""

    def replaced(token: re.Match[str]) -> str:
        if token.lastgroup not in {"area", "columns", "rows"}:
            return token[0]
        old = _reference(token)
        if not old.on_grid:  # a name that only looks like a cell: XFE1 is beyond the last column
            return token[0]
        new = change(old)
        if new is None:
            return BROKEN
        return token[0] if new == old else str(new)

    return _TOKEN.sub(replaced, formula)


def copy_down(formula: str, rows: int, columns: int = 0) -> str:
    """Return the formula as it reads ``rows`` below (and ``columns`` beside): fixed parts stay, others follow."""

    def moved(reference: Reference) -> Reference | None:
        first = _copied(reference.first, rows, columns)
        last = _copied(reference.last, rows, columns) if reference.last else None
        if first is None or (reference.last and last is None):
            return None
        return replace(reference, first=first, last=last)

    return rewrite(formula, moved)


def _copied(corner: Corner, rows: int, columns: int) -> Corner | None:
    row = corner.row + rows if corner.row and not corner.row_fixed else corner.row
    column = corner.column + columns if corner.column and not corner.column_fixed else corner.column
    if (corner.row and row < 1) or (corner.column and column < 1):
        return None
    new = replace(corner, row=row, column=column)
    return new if new.on_grid else None


def shift_rows(formula: str, own_sheet: str, moved_sheet: str, shift: RowShift, *, grow: bool = False) -> str:
    """Return the formula after the rows of ``moved_sheet`` were shifted; ``own_sheet`` holds the formula.

    ``grow`` also stretches ranges that ended at the last data row (what Excel does to totals below a list).
    """
    own, target = own_sheet.casefold(), moved_sheet.casefold()

    def moved(reference: Reference) -> Reference | None:
        sheets = reference.sheets
        if sheets != (target,) and not (not sheets and own == target):
            return reference
        return _shifted(reference, shift, grow=grow)

    return rewrite(formula, moved)


def _shifted(reference: Reference, shift: RowShift, *, grow: bool) -> Reference | None:
    if not reference.first.row:
        return reference
    last = reference.last or reference.first
    upside_down = last.row < reference.first.row
    top, bottom = sorted((reference.first.row, last.row))
    span = shift.span(top, bottom, grow=grow and top < bottom)
    if span is None:
        return None
    first_row, last_row = reversed(span) if upside_down else span
    first = replace(reference.first, row=first_row)
    return replace(reference, first=first, last=replace(reference.last, row=last_row) if reference.last else None)
