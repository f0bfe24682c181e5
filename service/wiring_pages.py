"""What the pages' process chooses. It looks at the locks beside the workbook, and loads no spreadsheet library for that: 6 MiB."""

from collections.abc import Callable, Sequence
from pathlib import Path

from service.backends.xlsx.locks import holder_of, office_runs_here
from service.clock import SystemClock
from service.home import Home
from service.settings import Settings
from service.web import CellChange, Differ
from sheets_schema.journal_ports import Version
from sheets_schema.ports import Holder


def holder_at(path: Path, clock: SystemClock) -> Callable[[], Holder | None]:
    """Return what tells who has the workbook at a path open now."""
    return lambda: holder_of(path, clock.now, office_runs_here)


def differ_of(home: Home, settings: Settings) -> Differ:
    """Return what compares two kept versions; the first time takes a moment longer."""

    def differ(was: Version, became: Version) -> Sequence[CellChange]:
        from service.versions import differences  # noqa: PLC0415 - see the module's docstring

        return differences(home, settings, was, became)

    return differ
