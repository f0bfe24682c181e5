"""What the pages are given by the composition root. Everything here may be called from any thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from service.journal import Journal
from sheets_schema.journal_ports import Version
from sheets_schema.ports import Clock, Holder
from sheets_schema.rulebook import Rulebook, build_rulebook


@dataclass(frozen=True, slots=True)
class CellChange:
    """One difference between two versions, as a person reads it."""

    place: str
    was: str
    became: str


class Differ(Protocol):
    """Compares two kept versions of the workbook."""

    def __call__(self, was: Version, became: Version) -> Sequence[CellChange]:
        """Return what differs, in the order of the sheets. Raises ``WorkbookUnreadable`` or ``WorkbookUnavailable``."""


@dataclass(frozen=True)
class House:
    """The firm as the pages see it."""

    journal: Journal
    clock: Clock
    language: str
    """«ru» or «en»."""
    secret: str = field(repr=False)
    """Signs the cookies; a change of it logs everybody out."""
    workbook_path: Path
    public_url: str
    """Under which address phones find the service; empty while it is this computer only."""
    holder: Callable[[], Holder | None]
    """Who has the workbook open now."""
    firm_name: Callable[[], str]
    last_poll: Callable[[], datetime | None]
    """When the poller last looked at the workbook, changed or not; None when it never did."""
    poll_seconds: float = 2.0
    differ: Differ | None = None
    metrics_token: str = field(default="", repr=False)
    """With it /metrics answers beyond this computer."""
    demo: bool = False
    """A demo firm is shown what to try first."""

    def rules(self) -> Rulebook:
        """Return the firm's own rules as the poller read them last; a page asks once."""
        rules, _told_by_the_poller = build_rulebook(self.journal.snapshots.rules(), frozenset())
        return rules
