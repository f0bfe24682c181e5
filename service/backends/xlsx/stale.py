"""Which cached values are no longer true: those of formulas that read, through any number of steps, what was changed."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from service.backends.xlsx.precedents import FormulaGroup, Read

Cells = set[tuple[float, int]]
"""(row, column); a row put in after row n is n + ½: between its neighbours, and equal to neither."""


class Changed:
    """Changed cells of one sheet, by column, so that a question about an area is a search in few sorted lists."""

    def __init__(self) -> None:
        self._rows: dict[int, list[float]] = {}

    def add(self, cells: Iterable[tuple[float, int]]) -> None:
        """Add cells."""
        fresh: dict[int, list[float]] = {}
        for row, column in cells:
            fresh.setdefault(column, []).append(row)
        for column, rows in fresh.items():
            known = self._rows.setdefault(column, [])
            if len(rows) == 1:
                insort(known, rows[0])
            else:
                known.extend(rows)
                known.sort()

    def rows(self, left: int, right: int) -> Iterator[list[float]]:
        """Yield the sorted changed rows of each column from ``left`` to ``right``."""
        if right - left < len(self._rows):
            columns: Iterable[int] = range(left, right + 1)
        else:
            columns = [column for column in self._rows if left <= column <= right]
        for column in columns:
            if column in self._rows:
                yield self._rows[column]

    def meets(self, top: float, left: int, bottom: float, right: int) -> bool:
        """Tell whether a changed cell lies in the area."""
        for rows in self.rows(left, right):
            at = bisect_left(rows, top)
            if at < len(rows) and rows[at] <= bottom:
                return True
        return False


def stale_cells(groups: Iterable[FormulaGroup], changed: dict[str, Cells]) -> dict[str, Cells]:
    """Return the formula cells, by casefolded sheet title, whose caches the ``changed`` cells made untrue."""
    groups = list(groups)
    stale: dict[str, Cells] = {}
    wave = changed
    while wave:
        news: dict[str, Cells] = {}
        fresh = {sheet: _as_changed(cells) for sheet, cells in wave.items()}
        for group in groups:
            sheet = group.sheet.casefold()
            known = stale.setdefault(sheet, set())
            hit = {(row, group.column) for row in _hit(group, fresh)} - known
            if hit:
                known |= hit
                news.setdefault(sheet, set()).update(hit)
        wave = news
    return {sheet: cells for sheet, cells in stale.items() if cells}


def _as_changed(cells: Cells) -> Changed:
    changed = Changed()
    changed.add(cells)
    return changed


def _hit(group: FormulaGroup, fresh: dict[str, Changed]) -> set[float]:
    """Return the rows of a group that read any freshly changed cell."""
    if group.reads_anything:
        return set(group.rows)
    rows: set[float] = set()
    for read in group.reads:
        changed = fresh.get(read.sheet)
        if changed is None:
            continue
        if not read.top.own and not read.bottom.own:
            top, bottom = sorted((read.top.number, read.bottom.number))
            if changed.meets(top, read.left, bottom, read.right):
                return set(group.rows)
        else:
            rows.update(_own_row_hits(group, read, changed))
    return rows


def _own_row_hits(group: FormulaGroup, read: Read, changed: Changed) -> Iterator[float]:
    """Yield the rows that read a changed cell of their own row, or of a range that ends or starts there."""
    if read.top == read.bottom:
        for rows in changed.rows(read.left, read.right):
            yield from (row - read.top.number for row in rows if row - read.top.number in group.rows)
        return
    for row in group.rows:
        top, bottom = sorted((read.top.at(row), read.bottom.at(row)))
        if changed.meets(top, read.left, bottom, read.right):
            yield row
