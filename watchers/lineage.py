"""Where a saved file comes from: the state we know, or an older one that somebody had open all the while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sheets_schema.journal_ports import Version
from sheets_schema.ports import SheetImage, WorkbookImage
from watchers.grid import Line
from watchers.merge import Merge, Sheets, Three, distance, merge, three_of

ReadVersion = Callable[[Version], Sheets]


NOTHING = Merge()


class Origin(Enum):
    """What a state of the file descends from."""

    LATEST = auto()
    STALE = auto()
    """An older generation, or an older save of the same one: what came since must be put back."""


@dataclass(frozen=True)
class Lineage:
    """The verdict, and for a stale save the version it was opened from and what must be done to it."""

    origin: Origin
    base: Version | None = None
    heal: Merge = NOTHING


ORDINARY = Lineage(Origin.LATEST)


def trace(
    image: WorkbookImage,
    known_generation: int,
    versions: Sequence[Version],
    read: ReadVersion,
    ours: Sheets | None,
    *,
    same_hand: bool = False,
) -> Lineage:
    """Tell which kept version a file descends from. ``ours`` are the sheets of the last accepted state.

    A file of the present generation is taken as a descendant of the last accepted state, unless an earlier save of the same
    generation is what it really continues: then it reverses, cell for cell, what another person saved meanwhile. What a
    person takes back of his own save (``same_hand``) he means to take back.
    """
    generation = image.generation or 0
    accepted = [version for version in versions if not version.stale]
    if ours is None or not accepted:
        return ORDINARY
    if generation >= known_generation and same_hand:
        return ORDINARY
    if generation >= known_generation:
        return _same_generation(image, [v for v in accepted[:-1] if v.generation == generation], read, ours)
    candidates = [version for version in accepted if version.generation == generation] or accepted[:1]
    base, sheets = _nearest(image.sheets, candidates, read)
    return Lineage(Origin.STALE, base, merge(sheets, ours, image.sheets))


def _nearest(theirs: Sheets, candidates: Sequence[Version], read: ReadVersion) -> tuple[Version, Sheets]:
    """Of equally near versions take the oldest: what came after it is then put back or told, never passed over."""
    return min(((version, read(version)) for version in candidates), key=lambda pair: distance(pair[1], theirs))


def _same_generation(image: WorkbookImage, earlier: Sequence[Version], read: ReadVersion, ours: Sheets) -> Lineage:
    """Look for a save that was opened before another person's save and takes all of it back."""
    if not earlier or not _takes_back(image.sheets, ours):
        return ORDINARY
    near = distance(ours, image.sheets)
    base, sheets = _nearest(image.sheets, earlier, read)
    own = distance(sheets, image.sheets)
    if (
        own == 0 or own >= near
    ):  # a save without anything of its own goes back on purpose: nobody saves what he did not touch
        return ORDINARY
    heal = merge(sheets, ours, image.sheets)
    reversed_whole = heal.edits and not heal.conflicts and not _keeps_news(sheets, ours, image.sheets)
    return Lineage(Origin.STALE, base, heal) if reversed_whole else ORDINARY


def _keeps_news(base: Sheets, ours: Sheets, theirs: Sheets) -> bool:
    """Tell whether a file carries anything that came with our state: then it descends from it, whatever else it takes back."""
    titles = (title for title in ours if title in base and title in theirs and ours[title].rows != base[title].rows)
    return any(_keeps(three_of(title, base[title], ours[title], theirs[title])) for title in titles)


def _keeps(three: Three) -> bool:
    base, ours, theirs = three.base.lines, three.ours.lines, three.theirs.lines
    strangers = [line for key, line in theirs.items() if key[0] == "=" and key not in base]
    for key, line in ours.items():
        before = base[key].cells if key in base else (None,) * len(line.cells)
        now = theirs[key].cells if key in theirs else before
        news = [place for place, cell in enumerate(line.cells) if cell not in (None, before[place])]
        if any(now[place] == line.cells[place] and place not in three.formulas for place in news):
            return True
        if key not in base and key not in theirs and any(_same_row(line, other) for other in strangers):
            return True
    return any(key not in ours and key not in theirs for key in base)


def _same_row(before: Line, now: Line) -> bool:
    """More than two thirds stayed: two new orders of one day at one stage have that much in common, and no more."""
    filled = [(old, new) for old, new in zip(before.cells, now.cells, strict=True) if old is not None]
    return 3 * sum(old == new for old, new in filled) > 2 * len(filled)


def _takes_back(theirs: Sheets, ours: Sheets) -> bool:
    """A quick look: only a file that differs from ours in rows that we had can reverse anything."""
    return any(_lost(sheet, theirs.get(title)) for title, sheet in ours.items())


def _lost(mine: SheetImage, now: SheetImage | None) -> bool:
    return now is None or (mine.rows != now.rows and bool(set(mine.rows) - set(now.rows)))
