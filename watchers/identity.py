"""Who is who: rows of the sheet matched with rows we know, however people sorted, copied, inserted or deleted them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets_schema.cells.kinds import Kind
from sheets_schema.snapshot import Displaced, KnownRow, Quarantine, SeenRow
from sheets_schema.table import Column, Owner, Table
from sheets_schema.values import Cells

Pair = tuple[KnownRow, SeenRow]

VANISHED_AT_LEAST, VANISHED_SHARE = 10, 5
"""Quarantine when at least ten rows, and more than a fifth of them, are gone at once."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Every seen row stands in exactly one of these lists; ``vanished`` are known rows that no seen row carries."""

    same: list[Pair] = field(default_factory=list)
    changed: list[Pair] = field(default_factory=list)
    fresh: list[SeenRow] = field(default_factory=list)
    """No number yet, or a second row under a number that was unknown till now (``copy_of``)."""
    foreign: list[SeenRow] = field(default_factory=list)
    """A number that we never gave and no row had: typed by hand."""
    copies: list[Pair] = field(default_factory=list)
    """A second row under a number; the known row keeps it."""
    renumbered: list[Pair] = field(default_factory=list)
    """The number was overtyped or erased, the contents say which row it is."""
    returned: list[Pair] = field(default_factory=list)
    """Was gone and is back (undo, an older copy)."""
    vanished: list[KnownRow] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many rows of the table stand in the sheet."""
        pairs = (self.same, self.changed, self.copies, self.renumbered, self.returned)
        return len(self.fresh) + len(self.foreign) + sum(map(len, pairs))


def match(table: Table, known: Mapping[int, KnownRow], seen: Iterable[SeenRow]) -> Matching:
    """Match the rows of a sheet with what is known. Pure; linear in the number of rows."""
    found = Matching()
    holders: dict[int, SeenRow] = {}
    doubles: dict[int, list[SeenRow]] = {}
    for row in seen:
        if row.number is None:
            found.fresh.append(row)
        elif row.number in holders:
            doubles.setdefault(row.number, [holders[row.number]]).append(row)
        else:
            holders[row.number] = row
    for number, rows in doubles.items():
        keeper = holders[number] = _keeper(known.get(number), rows)
        others = [row for row in rows if row is not keeper]
        if number in known:
            found.copies.extend((known[number], row) for row in others)
        else:
            found.fresh.extend(replace(row, number=None, copy_of=number) for row in others)
    _pair(found, known, holders)
    _recognise(table, found)
    return found


def _keeper(known: KnownRow | None, rows: Sequence[SeenRow]) -> SeenRow:
    """Of several rows under one number: the one that reads as we knew it, nearest to where it stood; else the nearest."""
    if known is None:
        return rows[0]
    return min(rows, key=lambda row: (row.raw != known.raw, _distance(known, row), abs(row.row - known.row)))


def _distance(known: KnownRow, row: SeenRow) -> int:
    return sum(before != now for before, now in zip(known.raw, row.raw, strict=True))


def _pair(found: Matching, known: Mapping[int, KnownRow], holders: Mapping[int, SeenRow]) -> None:
    for number, row in holders.items():
        before = known.get(number)
        if before is None:
            found.foreign.append(row)
        elif before.gone:
            found.returned.append((before, row))
        elif before.raw == row.raw:
            found.same.append((before, row))
        else:
            found.changed.append((before, row))
    found.vanished.extend(row for number, row in known.items() if not row.gone and number not in holders)


def _recognise(table: Table, found: Matching) -> None:
    """A vanished row whose contents stand in an unnumbered, strangely numbered or doubly numbered row is that row."""
    lost: dict[Cells, list[KnownRow]] = {}
    for known in found.vanished:
        print_ = _print(table, known.raw)
        if print_ is not None:
            lost.setdefault(print_, []).append(known)
    if not lost:
        return
    found.fresh[:] = [row for row in found.fresh if not _claimed(table, found, lost, row)]
    found.foreign[:] = [row for row in found.foreign if not _claimed(table, found, lost, row)]
    found.copies[:] = [pair for pair in found.copies if not _claimed(table, found, lost, pair[1])]
    back = {known.number for known, _row in found.renumbered}
    found.vanished[:] = [known for known in found.vanished if known.number not in back]


def _claimed(table: Table, found: Matching, lost: Mapping[Cells, list[KnownRow]], row: SeenRow) -> bool:
    alike = lost.get(_print(table, row.raw) or ())
    if not alike:
        return False
    known = min(alike, key=lambda known: (_distance(known, row), abs(row.row - known.row)))
    alike.remove(known)
    found.renumbered.append((known, row))
    return True


def _print(table: Table, raw: Cells) -> Cells | None:
    """The contents that tell a row from others: its identity columns where it has them, all its own cells otherwise."""
    places = [table.index[c.key] for c in _identity(table)]
    values = tuple(raw[place] for place in places)
    filled = sum(value is not None for value in values)
    return values if filled >= min(2, len(places)) else None


def _identity(table: Table) -> list[Column]:
    marked = [column for column in table.columns if column.identity]
    return marked or [column for column in table.columns if column.owner is Owner.STAFF]


def find_quarantine(table: Table, known: Mapping[int, KnownRow], found: Matching) -> Quarantine | None:
    """Tell whether the sheet looks torn: contents under other identities, many rows gone, or nothing left."""
    living = sum(not row.gone for row in known.values())
    numbers = tuple(row.number for row in found.vanished)
    if living > 1 and not found.seen:
        return Quarantine("emptied", table.key, numbers=numbers)
    displaced = tuple(_displaced(table, found.changed))
    if displaced:
        return Quarantine("displaced", table.key, rows=displaced)
    if len(numbers) >= VANISHED_AT_LEAST and len(numbers) * VANISHED_SHARE > living:
        return Quarantine("vanished", table.key, numbers=numbers)
    return None


def _displaced(table: Table, changed: Sequence[Pair]) -> Iterator[Displaced]:
    for place, column in enumerate(table.columns):
        if column.owner is not Owner.STAFF:
            continue
        moved = [(known, row) for known, row in changed if known.raw[place] != row.raw[place]]
        owners = {known.raw[place]: known.number for known, _row in moved if known.raw[place] is not None}
        hits = [(known, row) for known, row in moved if row.raw[place] in owners]
        if _is_torn(column, place, moved, len(hits)):
            for known, row in hits:
                was, now = known.raw[place], row.raw[place]
                yield Displaced(table.key, known.number, column.key, str(was), str(now), owners[now])


_FEW_VALUES = {Kind.CHOICE, Kind.YES, Kind.TICKS, Kind.COUNT, Kind.TIME}
"""Two rows that exchange such values are everyday work; eight whose values only changed places were sorted."""
_DAYS = {Kind.DATE, Kind.MOMENT}
"""Rain puts off every mounting by a day, and each order gets the day that another had: only a permutation tells here."""


def _is_torn(column: Column, place: int, moved: Sequence[Pair], hits: int) -> bool:
    """Tell whether a column's values went to other rows. ``hits`` of the ``moved`` rows carry what another had."""
    if column.identity:
        return hits >= 2 and 2 * hits >= len(moved)  # noqa: PLR2004 - each carries the other's
    if hits < (8 if column.kind in _FEW_VALUES else 4):
        return False
    nearly_all = 1.1 * hits >= len(moved) and column.kind not in _FEW_VALUES | _DAYS
    return nearly_all or _permuted(place, moved)


def _permuted(place: int, moved: Sequence[Pair]) -> bool:
    return Counter(known.raw[place] for known, _row in moved) == Counter(row.raw[place] for _known, row in moved)
