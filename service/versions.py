"""Two kept states of the workbook compared from outside, while the service may be running."""

from collections.abc import Sequence

from service.clock import SystemClock
from service.home import Home
from service.past import NoSuchVersion
from service.settings import Settings
from service.web.house import CellChange
from service.wiring import workbook_at
from sheets_schema.journal_ports import Version, Versions
from watchers.compare import compare


def changes_between(
    home: Home, settings: Settings, versions: Versions, was: int, became: int | None
) -> Sequence[CellChange]:
    """Return what differs between the last states of two generations; without ``became`` up to the last state of all.

    Raises ``NoSuchVersion``, ``WorkbookUnreadable``, ``WorkbookUnavailable``.
    """
    kept = [version for version in versions.all() if (home.versions / version.path).exists()]
    before = _last(kept, was)
    return differences(home, settings, before, kept[-1] if became is None else _last(kept, became))


def differences(home: Home, settings: Settings, was: Version, became: Version) -> Sequence[CellChange]:
    """Return what differs between two kept states. Raises ``WorkbookUnreadable`` or ``WorkbookUnavailable``."""
    clock = SystemClock(settings.zone_info)
    sheets = [workbook_at(home.versions / version.path, settings, clock).read().sheets for version in (was, became)]
    return [CellChange(each.place, each.was, each.became) for each in compare(*sheets)]


def _last(kept: Sequence[Version], generation: int) -> Version:
    for version in reversed(kept):
        if version.generation == generation:
            return version
    known = ", ".join(dict.fromkeys(str(version.generation) for version in kept))
    raise NoSuchVersion("version_unknown", generation=generation, known=known)
