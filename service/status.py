"""How one firm stands, seen from outside: the service may be running, or may never have run. Nothing is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from service.clock import SystemClock
from service.home import Home, Keeper, keeper_of
from service.journal import Journal, open_journal
from service.journal_file import journal_path
from service.settings import Settings
from service.wiring import workbook_at
from sheets_schema.effects import State
from sheets_schema.ports import Holder
from sheets_schema.problems import Problem

_WAITING = (State.DUE, State.CLAIMED)
_STUCK = (State.FAILED, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the journal knows; all of it empty before the first start. ``quarantine`` is its reason."""

    orders: int = 0
    rows_with_problems: int = 0
    quarantine: str = ""
    last_activity: datetime | None = None
    effects: Mapping[State, int] = field(default_factory=dict)
    conditions: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """``keeper`` is who watches the workbook, ``holder`` who has it open in a spreadsheet program."""

    workbook: Path
    keeper: Keeper | None
    holder: Holder | None
    recorded: Recorded

    @property
    def waiting(self) -> int:
        """How many effects are still to be carried out."""
        return sum(self.recorded.effects.get(state, 0) for state in _WAITING)

    @property
    def stuck(self) -> int:
        """How many effects need a person."""
        return sum(self.recorded.effects.get(state, 0) for state in _STUCK)


def status_of(home: Home, settings: Settings, clock: SystemClock) -> Status:
    """Look at everything once. Raises ``HomeTrouble``, ``JournalUnavailable``."""
    workbook = home.workbook()
    file = journal_path(settings.database)
    started = file is None or file.exists()
    return Status(
        workbook=workbook,
        keeper=keeper_of(home),
        holder=workbook_at(workbook, settings, clock).holder(),
        recorded=_recorded(settings) if started else Recorded(),
    )


def _recorded(settings: Settings) -> Recorded:
    journal = open_journal(settings.database)
    try:
        return _read(journal, settings.zone_info)
    finally:
        journal.close()


def _read(journal: Journal, zone: ZoneInfo) -> Recorded:
    quarantine = journal.snapshots.state().quarantine
    last = next(iter(journal.activity.recent(1)), None)
    return Recorded(
        orders=journal.snapshots.count("orders"),
        rows_with_problems=len(journal.snapshots.with_problems()),
        quarantine="" if quarantine is None else quarantine.reason,
        last_activity=None if last is None else last.at.astimezone(zone),
        effects=journal.outbox.counts(),
        conditions=tuple(problem for found in journal.conditions.all().values() for problem, _ in found),
    )
