"""The journal: what was seen, promised and done, in one database. One small class a concern, grouped by ``Journal``."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from service.journal.activity import Activity
from service.journal.backup import backup_to
from service.journal.conditions import JournalConditions
from service.journal.devices import Devices
from service.journal.engine import open_engine
from service.journal.migrations import migrate
from service.journal.outbox import JournalOutbox
from service.journal.snapshots import Snapshots
from service.journal.versions import JournalVersions
from service.journal.writes import JournalWrites

__all__ = ["Journal", "open_journal"]


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal. May be shared by threads; each process opens its own."""

    engine: Engine
    snapshots: Snapshots
    outbox: JournalOutbox
    writes: JournalWrites
    versions: JournalVersions
    conditions: JournalConditions
    devices: Devices
    activity: Activity

    def backup_to(self, path: Path) -> None:
        """Write a consistent copy of a SQLite journal to ``path`` while work goes on (see ``backup_to``)."""
        backup_to(self.engine, path)

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()


def open_journal(where: Path | str) -> Journal:
    """Open the journal at a path (SQLite) or a database URL; make it, or bring an older one up, where needed.

    Raises ``JournalUnavailable`` (no right, disk full, not a database, made by a newer program …).
    """
    engine = open_engine(where)
    migrate(engine)
    return Journal(
        engine,
        Snapshots(engine),
        JournalOutbox(engine),
        JournalWrites(engine),
        JournalVersions(engine),
        JournalConditions(engine),
        Devices(engine),
        Activity(engine),
    )
