"""One tick: poll the workbook, make folders, write what is due, until nothing is left to do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.clock import SystemClock
from service.home import Home
from service.journal import open_journal
from service.journal.migrations import HEAD
from service.journal_file import journal_path, schema_version
from service.outbox.folders import FolderMaker
from service.past import put_back
from service.production_calendar import days_off
from service.settings import Settings
from service.tick_report import Round, TickReport
from service.wiring import Parts, assemble, workbook_at
from sheets_schema.effects import WORKBOOK_KINDS
from sheets_schema.errors import WorkbookError
from sheets_schema.problems import Problem, problem_of
from sheets_schema.snapshot import Snapshot
from watchers.examine import problems_of

ROUNDS = 6
"""A new row takes three: its number, its folder and history, the link. What is left goes on in the next tick."""


@dataclass
class Ticker:
    """Polls and executes. One thread of one process uses it."""

    parts: Parts
    folders: FolderMaker
    _troubled: bool = True
    """Whether the journal may still tell of trouble with writing: also true of what an earlier run left there."""

    def tick(self, now: datetime) -> TickReport:
        """Poll once and carry out what is due. Trouble with the workbook or the disk is in the report, never raised."""
        report = TickReport(now)
        report.restored = self._restore_if_asked(now)
        for _ in range(ROUNDS):
            found = Round(self.parts.poller.poll(now))
            found.folders = self.folders.run(now)
            found.written = self.parts.writer.run(now)
            self._tell_of_writing(found, now)
            report.rounds.append(found)
            if not found.did_something:
                break
        self._note(report, now)
        return report

    def _tell_of_writing(self, found: Round, now: datetime) -> None:
        """What keeps promises from being written is told, until they are; a file that cannot be read is told already."""
        written, conditions = found.written, self.parts.journal.conditions
        if written.trouble is not None and found.poll.outcome != "unreadable":
            conditions.put("write", [written.trouble], now)
            self._troubled = True
        elif self._troubled and (
            written.done or written.healed or not self.parts.journal.outbox.waiting(WORKBOOK_KINDS)
        ):
            conditions.put("write", [], now)
            self._troubled = False

    def _restore_if_asked(self, now: datetime) -> bool:
        """A person answered a quarantine with «Вернуть как было»: the last accepted state is put back."""
        snapshot = self.parts.poller.snapshot
        if snapshot.quarantine is None or self.parts.journal.snapshots.answer() != "restore:" + snapshot.stamp:
            return False
        accepted = [version for version in self.parts.archive.all() if not version.stale]
        try:
            put_back(self.parts, accepted[-1], now)
        except WorkbookError as error:
            self.parts.journal.conditions.put("workbook", [problem_of(error)], now)
            return False
        return True

    def _note(self, report: TickReport, now: datetime) -> None:
        if report.worth_noting:
            self.parts.journal.activity.note("tick", report.counts(), now)


def build_ticker(home: Home, settings: Settings) -> Ticker:
    """Put a ticker together. The caller holds the home's lock."""
    parts = assemble(home, settings)
    folders = FolderMaker(
        parts.store,
        parts.journal.outbox,
        parts.journal.conditions,
        timedelta(seconds=settings.outbox.lease_seconds),
        timedelta(seconds=settings.outbox.retry_seconds),
        settings.outbox.attempts,
    )
    return Ticker(parts, folders)


def check(home: Home, settings: Settings) -> Sequence[Problem]:
    """Return every problem of the workbook as it lies now: sheets, rules, rows. Changes nothing, and runs beside a service.

    Raises ``WorkbookUnavailable`` or ``WorkbookUnreadable``.
    """
    clock = SystemClock(settings.zone_info)
    image = workbook_at(home.workbook(), settings, clock).read()
    return problems_of(image, known_snapshot(settings), days_off(clock.now().date()), clock.now())


def known_snapshot(settings: Settings) -> Snapshot:
    """Return what the journal knows; nothing before the first start, or while its tables are those of another version."""
    path = journal_path(settings.database)
    if path is not None and schema_version(path) != HEAD:
        return Snapshot()
    journal = open_journal(settings.database)
    try:
        return journal.snapshots.load()
    finally:
        journal.close()
