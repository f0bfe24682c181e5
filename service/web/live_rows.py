"""Rows as they will read once everything promised is written: the workbook as last seen ∪ what waits, joined by №."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from service.web.shown import link, parsed, shown
from sheets_schema.cells.kinds import Kind
from sheets_schema.effects import CellContent, Effect, Explained, ResultOf
from sheets_schema.problems import Problem
from sheets_schema.snapshot import KnownRow
from sheets_schema.table import Column, Table
from sheets_schema.tables import BY_KEY

_SHOWN_ELSEWHERE: Final = frozenset({"number", "problems", "stage"})
_LONG: Final = frozenset({Kind.LONG_TEXT, Kind.TICKS})


@dataclass(frozen=True, slots=True)
class Field:
    """One filled cell of a row, ready to be shown."""

    title: str
    shown: str
    href: str
    waits: bool
    long: bool

    @property
    def outside(self) -> bool:
        """Whether it leads off our pages: then words stand for the address."""
        return self.href.startswith("http")


@dataclass(frozen=True)
class LiveRow:
    """A row by column key. ``promised`` are the columns whose value is not in the workbook yet."""

    table: Table
    number: int
    row: int | None
    values: Mapping[str, object]
    promised: frozenset[str] = frozenset()
    problems: Sequence[Problem] = ()
    gone: bool = False
    unwritten: bool = False
    """The whole row waits to be appended."""
    overdue: bool = field(default=False, kw_only=True)
    due: str = field(default="", kw_only=True)

    def text(self, key: str) -> str:
        """Return a cell as plain text; empty for blank."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def cell(self, key: str) -> str:
        """Return a cell as people write it; empty for blank."""
        return shown(self.table.by_key[key].kind, self.values.get(key))

    def waits(self, key: str) -> bool:
        """Tell whether a cell is promised and not written yet."""
        return self.unwritten or key in self.promised

    @property
    def fields(self) -> Sequence[Field]:
        """The filled cells in the order of the sheet."""
        columns = [each for each in self.table.columns if each.key not in _SHOWN_ELSEWHERE and self._shows(each)]
        return [
            Field(
                each.title,
                self.cell(each.key),
                link(each.kind, self.values[each.key]),
                self.waits(each.key),
                each.kind in _LONG,
            )
            for each in columns
        ]

    def _shows(self, column: Column) -> bool:
        """A link whose address the cell does not tell (it holds a word over a formula) would lead nowhere."""
        filled = bool(self.cell(column.key))
        return filled and (column.kind is not Kind.LINK or bool(link(column.kind, self.values[column.key])))


def live_row(known: KnownRow, promised: Mapping[str, CellContent]) -> LiveRow:
    """Lay what waits over a known row."""
    table = BY_KEY[known.table]
    cells = zip(table.columns, known.raw, strict=False)
    values = {column.key: parsed(column.kind, raw) for column, raw in cells if raw is not None}
    waits = _settled(promised)
    return LiveRow(table, known.number, known.row, {**values, **waits}, frozenset(waits), known.problems, known.gone)


def appended_row(effect: Effect) -> LiveRow:
    """Return a row that is promised and not in the workbook yet."""
    table = BY_KEY[effect.table]
    return LiveRow(table, effect.number or 0, None, _settled(effect.cells), frozenset(effect.cells), unwritten=True)


def _settled(cells: Mapping[str, CellContent]) -> dict[str, object]:
    """Leave out what is not known yet, and the explanations: problems are shown by themselves."""
    return {key: value for key, value in cells.items() if not isinstance(value, ResultOf | Explained)}
