"""The only place that chooses adapters: which workbook, which store, which clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from service.archive import FileArchive
from service.backends.local_disk import LocalDisk
from service.backends.xlsx.package import Limits
from service.backends.xlsx.save import stamp_of
from service.backends.xlsx.workbook import XlsxWorkbook
from service.clock import SystemClock
from service.home import Home
from service.journal import Journal, open_journal
from service.outbox.writer import WorkbookWriter
from service.production_calendar import days_off
from service.settings import Settings
from service.wording import cell
from sheets_schema.ports import FileStore, WorkbookImage
from sheets_schema.problems import Problem
from watchers.poll import Poller

MIB = 1024 * 1024


@dataclass(frozen=True)
class Parts:
    """One firm's adapters, put together."""

    home: Home
    settings: Settings
    clock: SystemClock
    journal: Journal
    workbook: XlsxWorkbook
    archive: FileArchive
    store: FileStore
    poller: Poller
    writer: WorkbookWriter


def assemble(home: Home, settings: Settings) -> Parts:
    """Open everything that one firm needs. Raises ``HomeTrouble``, ``JournalUnavailable``."""
    home.prepare()
    clock = SystemClock(settings.zone_info)
    path = home.workbook()
    journal = open_journal(settings.database)
    workbook = workbook_at(path, settings, clock)
    archive = FileArchive(
        path, home.versions, journal.versions, _reader(settings, clock), _token, settings.limits.versions
    )
    poller = Poller(workbook, journal.snapshots, journal.writes, journal.conditions, archive, days_off)
    poller.start()
    writer = WorkbookWriter(
        poller,
        workbook,
        journal.outbox,
        journal.writes,
        explainer(settings.language),
        timedelta(seconds=settings.outbox.lease_seconds),
        timedelta(seconds=settings.outbox.retry_seconds),
    )
    return Parts(home, settings, clock, journal, workbook, archive, LocalDisk(home.files), poller, writer)


def workbook_at(path: Path, settings: Settings, clock: SystemClock) -> XlsxWorkbook:
    """Return the workbook at a path, under the limits of the settings."""
    return XlsxWorkbook(path, clock.now, Limits(total=settings.limits.unzipped_mb * MIB))


def _reader(settings: Settings, clock: SystemClock) -> Callable[[Path], WorkbookImage]:
    return lambda path: workbook_at(path, settings, clock).read()


def _token(path: Path) -> str:
    return stamp_of(path.stat()).token


def explainer(language: str) -> Callable[[Sequence[Problem]], str]:
    """Return what renders problems as the text of a «Проблемы» cell."""
    return lambda problems: cell(problems, language)
