"""Two kept states of the workbook compared from outside, while the service may be running."""

from collections.abc import Sequence

from service.home import Home
from service.past import NoSuchVersion, differences
from service.settings import Settings
from service.web.house import CellChange
from sheets_schema.journal_ports import Version, Versions


def changes_between(
    home: Home, settings: Settings, versions: Versions, was: int, became: int | None
) -> Sequence[CellChange]:
    """Return what differs between the last states of two generations; without ``became`` up to the last state of all.

    Raises ``NoSuchVersion``, ``WorkbookUnreadable``, ``WorkbookUnavailable``.
    """
    kept = [version for version in versions.all() if (home.versions / version.path).exists()]
    before = _last(kept, was)
    return differences(home, settings, before, kept[-1] if became is None else _last(kept, became))


def _last(kept: Sequence[Version], generation: int) -> Version:
    for version in reversed(kept):
        if version.generation == generation:
            return version
    known = ", ".join(dict.fromkeys(str(version.generation) for version in kept))
    raise NoSuchVersion("version_unknown", generation=generation, known=known)
