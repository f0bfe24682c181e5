"""Two kept states of the workbook compared from outside, while the service may be running."""

from collections.abc import Sequence
from pathlib import Path

from service.clock import SystemClock
from service.home import Home
from service.past import NoSuchVersion
from service.settings import Settings
from service.wiring import workbook_at
from sheets_schema.journal_ports import Version, Versions
from sheets_schema.ports import SheetImage
from watchers.compare import Difference, compare


def changes_between(
    home: Home, settings: Settings, versions: Versions, was: int, became: int | None
) -> Sequence[Difference]:
    """Return what differs between the last states of two generations; without ``became`` up to the last state of all.

    Raises ``NoSuchVersion``, ``WorkbookUnreadable``, ``WorkbookUnavailable``.
    """
    kept = [version for version in versions.all() if (home.versions / version.path).exists()]
    before = _last(kept, was)
    after = kept[-1] if became is None else _last(kept, became)
    return compare(_read(home.versions / before.path, settings), _read(home.versions / after.path, settings))


def _last(kept: Sequence[Version], generation: int) -> Version:
    for version in reversed(kept):
        if version.generation == generation:
            return version
    known = ", ".join(dict.fromkeys(str(version.generation) for version in kept))
    raise NoSuchVersion("version_unknown", generation=generation, known=known)


def _read(path: Path, settings: Settings) -> dict[str, SheetImage]:
    return dict(workbook_at(path, settings, SystemClock(settings.zone_info)).read().sheets)
