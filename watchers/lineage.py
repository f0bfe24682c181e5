"""Where a saved file comes from: the state we know, or an older one that somebody had open all the while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sheets_schema.journal_ports import Version
from sheets_schema.ports import SheetImage, WorkbookImage
from watchers.merge import Merge, Sheets, distance, merge

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
    image: WorkbookImage, known_generation: int, versions: Sequence[Version], read: ReadVersion, ours: Sheets | None
) -> Lineage:
    """Tell which kept version a file descends from. ``ours`` are the sheets of the last accepted state.

    A file of the present generation is taken as a descendant of the last accepted state, unless an earlier save of the same
    generation is what it really continues: then it reverses, cell for cell, what another person saved meanwhile.
    """
    generation = image.generation or 0
    accepted = [version for version in versions if not version.stale]
    if ours is None or not accepted:
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
    if distance(sheets, image.sheets) >= near:
        return ORDINARY
    heal = merge(sheets, ours, image.sheets)
    reversed_whole = heal.edits and not heal.conflicts
    return Lineage(Origin.STALE, base, heal) if reversed_whole else ORDINARY


def _takes_back(theirs: Sheets, ours: Sheets) -> bool:
    """A quick look: only a file that differs from ours in rows that we had can reverse anything."""
    return any(_lost(sheet, theirs.get(title)) for title, sheet in ours.items())


def _lost(mine: SheetImage, now: SheetImage | None) -> bool:
    return now is None or (mine.rows != now.rows and bool(set(mine.rows) - set(now.rows)))
