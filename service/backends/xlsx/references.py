"""A1 geometry: cells, ranges, lists of ranges."""

import re
from dataclasses import dataclass
from functools import cache

from sheets_schema.errors import EditRefused

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The grid of Excel 2007 and later."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LETTERS: dict[int, str] = {}


def column_letters(column: int) -> str:
    """Return ``AB`` for 28."""
    if column not in _LETTERS:
        text, rest = "", column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            text = chr(65 + digit) + text
        _LETTERS[column] = text
    return _LETTERS[column]


@cache
def column_number(letters: str) -> int:
    """Return 28 for ``AB``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """Return ``AB17`` for (17, 28)."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int]:
    """Return (row, column) of ``AB17`` or ``$AB$17``. Raises ``EditRefused`` (``edit_malformed``)."""
    found = _CELL.fullmatch(text)
    if found is None:
        raise EditRefused("edit_malformed", reason=f"not a cell: {text}")
    return int(found[2]), column_number(found[1])


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells; whole columns and rows are simply very tall or wide."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> "Area":
        """Parse ``A1`` or ``A1:C9``, dollars or not. Raises ``EditRefused``."""
        first, _, last = text.partition(":")
        top, left = parse_cell(first)
        bottom, right = parse_cell(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Tell whether the cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: "Area") -> bool:
        """Tell whether two areas share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def parse_areas(text: str) -> list[Area]:
    """Parse an ``sqref``: areas parted by blanks."""
    return [Area.parse(part) for part in text.split()]


def render_areas(areas: list[Area]) -> str:
    """Write an ``sqref``."""
    return " ".join(str(area) for area in areas)
