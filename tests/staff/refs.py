"""References in formulas when rows and columns come, go and move, as LibreOffice adjusts them."""

import re
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import column_index_from_string, get_column_letter

CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
LOST = "#REF!"
LAST_ROW = 1_048_576

Span = tuple[int, int]
"""(first, last), 1-based, of rows or of columns."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A line came before ``at``."""

    at: int

    def __call__(self, span: Span) -> Span | None:
        end = span[1] + (self.at <= span[1] < LAST_ROW)  # a range down to the sheet's end stays within the sheet
        return min(span[0] + (span[0] >= self.at), end), end


@dataclass(frozen=True, slots=True)
class Deleted:
    """The line ``at`` went."""

    at: int

    def __call__(self, span: Span) -> Span | None:
        first, last = span[0] - (span[0] > self.at), span[1] - (span[1] >= self.at)
        return None if last < first else (first, last)


@dataclass(frozen=True, slots=True)
class Moved:
    """What lay in the line ``old`` lies in the line ``new`` now (cut and paste): only references wholly to it follow."""

    old: int
    new: int

    def __call__(self, span: Span) -> Span | None:
        return (self.new, self.new) if span == (self.old, self.old) else span


Change = Inserted | Deleted | Moved


def adjusted(formula: str, change: Change, by_rows: bool, own_sheet: bool, sheet: str) -> str:
    """Return a formula (with ``=``) after ``change`` on ``sheet``; ``own_sheet`` says that the formula stands on it."""
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and points_to(token.value, sheet, own_sheet):
            token.value = moved_reference(token.value, change, by_rows)
    return "=" + "".join(token.value for token in tokens.items)


def points_to(reference: str, sheet: str, own_sheet: bool) -> bool:
    """Tell whether a reference is to the sheet."""
    title, mark, _ = reference.rpartition("!")
    return title.strip("'") == sheet if mark else own_sheet


def moved_reference(reference: str, change: Change, by_rows: bool) -> str:
    """Return ``Sheet!A1`` or ``Sheet!A1:B2`` after the change; whole columns and names stay."""
    title, mark, ends = reference.rpartition("!")
    corners = [CORNER.fullmatch(end) for end in ends.split(":")]
    if not all(corners):
        return reference
    span = ordered([place(corner, by_rows) for corner in corners if corner])
    after = change(span)
    if after is None:
        return LOST
    placed = after[: len(corners)]
    written = [corner_text(corner, line, by_rows) for corner, line in zip(corners, placed, strict=True) if corner]
    return f"{title}{mark}{':'.join(written)}"


def ordered(places: list[int]) -> Span:
    """Return (first, last) of one or two corners."""
    return min(places), max(places)


def place(corner: re.Match[str], by_rows: bool) -> int:
    """Return a corner's row or column."""
    return int(corner[4]) if by_rows else column_index_from_string(corner[2])


def corner_text(corner: re.Match[str], line: int, by_rows: bool) -> str:
    """Return a corner with another row or column."""
    if by_rows:
        return f"{corner[1]}{corner[2]}{corner[3]}{line}"
    return f"{corner[1]}{get_column_letter(line)}{corner[3]}{corner[4]}"


def moved_ranges(ranges: str, change: Change, by_rows: bool) -> str:
    """Return a blank-separated list of ranges (validations, conditional formats, filters) after the change."""
    after = [moved_reference(one, change, by_rows) for one in ranges.split()]
    return " ".join(one for one in after if one != LOST)
