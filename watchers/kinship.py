"""Rows that had no number in one version and have one in another are still the same rows."""

from collections.abc import Iterator

from watchers.grid import Grid, Line, RowKey


def kin(base: Grid, ours: Grid, theirs: Grid) -> tuple[Grid, Grid, Grid]:
    """Give one key to rows that are the same although their number was given, or their text changed, in between."""
    renamed_base: dict[RowKey, RowKey] = {}
    strangers = {other: mine for other, mine in ours.lines.items() if other not in base.lines}
    for key, line in _nameless(base):
        twin = next((other for other, mine in strangers.items() if _grew(line, mine)), None)
        if twin is not None:
            renamed_base[key] = twin
            del strangers[twin]
    here = {line.row: key for key, line in _nameless(base)}
    renamed_theirs: dict[RowKey, RowKey] = {}
    for key, line in _nameless(theirs):
        origin = key if key in base.lines else here.get(line.row)
        if origin is not None and (origin == key or _alike(base.lines[origin], line)):
            renamed_theirs[key] = renamed_base.get(origin, origin)
    return _rename(base, renamed_base), ours, _rename(theirs, renamed_theirs)


def _nameless(grid: Grid) -> Iterator[tuple[RowKey, Line]]:
    return ((key, line) for key, line in grid.lines.items() if key[0] == "=")


def _grew(before: Line, now: Line) -> bool:
    """Whether everything that stood in the row before still stands there: only blanks were filled in."""
    return all(old in (None, new) for old, new in zip(before.cells, now.cells, strict=True))


def _alike(before: Line, now: Line) -> bool:
    filled = [(old, new) for old, new in zip(before.cells, now.cells, strict=True) if old is not None]
    return 2 * sum(old == new for old, new in filled) >= len(filled)


def _rename(grid: Grid, names: dict[RowKey, RowKey]) -> Grid:
    return Grid({names.get(key, key): line for key, line in grid.lines.items()}, grid.places)
