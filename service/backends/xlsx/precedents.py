"""What each formula of a worksheet reads, formula by formula of the same shape, so that ten thousand rows cost one look.

A shape is a formula with its own row number (and those just above and below) blotted out: ``L17-N17`` in row 17 and
``L18-N18`` in row 18 are one. Shared formulas are of one shape by nature.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from service.backends.xlsx.formula_cells import SharedGroup, SpecialFormulas, formula_text, located_formulas
from service.backends.xlsx.formulas import Corner, Mention, Reference, parse
from service.backends.xlsx.markup import attribute
from service.backends.xlsx.references import MAX_COLUMN, MAX_ROW
from service.backends.xlsx.scan import SheetXml
from service.backends.xlsx.scope import Scope

ANYWHERE = frozenset({"INDIRECT", "OFFSET"})
"""Functions that may read what the formula does not name."""

_UNSURE = re.compile("[0-9.\0\1\2][\0\1\2]|[\0\1\2][0-9.]")


@dataclass(frozen=True, slots=True)
class Rows:
    """One end of what is read: row ``number``, or when ``own`` the formula's row plus ``number``."""

    number: int
    own: bool

    def at(self, row: int) -> int:
        """Return the row for a formula in ``row``."""
        return row + self.number if self.own else self.number


@dataclass(frozen=True, slots=True)
class Read:
    """Cells that a formula reads: columns ``left`` to ``right`` of a sheet (by casefolded title), from ``top`` to ``bottom``."""

    sheet: str
    left: int
    right: int
    top: Rows
    bottom: Rows


@dataclass(slots=True)
class FormulaGroup:
    """Formulas of one shape in one column."""

    sheet: str
    column: int
    reads: tuple[Read, ...]
    reads_anything: bool
    rows: set[int] = field(default_factory=set)


RowsOf = Callable[[Corner, int], Rows]


def formula_groups(xml: SheetXml, title: str, specials: SpecialFormulas, scope: Scope) -> list[FormulaGroup]:
    """Return the formulas of a worksheet by shape."""
    if not xml.has_formulas:
        return []
    groups: dict[tuple[int, str], FormulaGroup] = {}
    for column, row, text in _plain_formulas(xml):
        shape = _shape(text, row)
        key = (column, shape if shape is not None else f"{row}!{text}")
        if key not in groups:
            groups[key] = _group(title, column, text, row, scope, near=shape is not None)
        groups[key].rows.add(row)
    shared = [group for one in specials.shared.values() for group in _shared_groups(one, title, scope)]
    return [*groups.values(), *shared]


def _plain_formulas(xml: SheetXml) -> Iterator[tuple[int, int, str]]:
    """Yield (column, row, text) of every formula that stands by itself."""
    for found in located_formulas(xml):
        tag = found.match[1]
        if not tag or attribute(b"<f " + tag, "t") != "shared":
            yield found.column, found.row, formula_text(found.match)


def _shape(text: str, row: int) -> str | None:
    """Blot out the own row and its neighbours; None where a number around them makes that doubtful."""
    shape = text.replace(str(row + 1), "\2").replace(str(row), "\0").replace(str(row - 1), "\1")
    return None if _UNSURE.search(shape) else shape


def _group(title: str, column: int, text: str, row: int, scope: Scope, *, near: bool) -> FormulaGroup:
    def rows(corner: Corner, other: int) -> Rows:
        own = near and corner.row > 0 and abs(corner.row - row) <= 1
        return Rows(corner.row - row if own else corner.row or other, own)

    reads, anything = _reads(title, text, scope, rows)
    return FormulaGroup(title, column, reads, anything)


def _shared_groups(group: SharedGroup, title: str, scope: Scope) -> Iterator[FormulaGroup]:
    home = group.origin[0]

    def rows(corner: Corner, other: int) -> Rows:
        own = bool(corner.row) and not corner.row_fixed
        return Rows(corner.row - home if own else corner.row or other, own)

    for column in {column for _, column in group.cells}:
        reads, anything = _reads(title, group.text_at(home, column), scope, rows)
        yield FormulaGroup(title, column, reads, anything, {row for row, other in group.cells if other == column})


def _reads(title: str, text: str, scope: Scope, rows: RowsOf) -> tuple[tuple[Read, ...], bool]:
    reads: list[Read] = []
    anything = False
    for item in parse(text):
        if isinstance(item, Reference):
            last = item.last or item.first
            left, right = sorted((item.first.column or 1, last.column or MAX_COLUMN))
            top, bottom = rows(item.first, 1), rows(last, MAX_ROW)
            reads += (Read(sheet, left, right, top, bottom) for sheet in scope.sheets(item.sheets, title))
        elif item.kind == "call":
            anything |= item.text.upper() in ANYWHERE
        else:
            reads += _mentioned(item, title, scope)
            anything |= scope.is_dynamic(item)
    return tuple(dict.fromkeys(reads)), anything


def _mentioned(item: Mention, title: str, scope: Scope) -> Iterator[Read]:
    for sheet, area, this_row in scope.areas(item, title):
        top, bottom = (Rows(0, True), Rows(0, True)) if this_row else (Rows(area.top, False), Rows(area.bottom, False))
        yield Read(sheet, area.left, area.right, top, bottom)
