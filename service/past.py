"""Going back to one of the workbook's kept states."""

from datetime import datetime

from service.home import Home, HomeLock
from service.settings import Settings
from service.wiring import Parts, assemble
from sheets_schema.errors import NaryadError
from sheets_schema.journal_ports import Version, Write


class NoSuchVersion(NaryadError):  # noqa: N818 - a fact about the archive, named as one
    """The generation that was asked for is not kept any more."""


def return_to(home: Home, settings: Settings, generation: int, now: datetime) -> Version:
    """Put the workbook back to its last accepted state of a generation; today's state stays among the versions.

    Raises ``NoSuchVersion`` (``version_unknown``), ``WorkbookBusy`` while somebody has the file open.
    """
    with HomeLock(home, "restore"):
        parts = assemble(home, settings)
        kept = [version for version in parts.archive.all() if version.generation == generation and not version.stale]
        if not kept:
            known = ", ".join(dict.fromkeys(str(version.generation) for version in parts.archive.all()))
            raise NoSuchVersion("version_unknown", generation=generation, known=known)
        parts.poller.poll(now)  # so that today's state is kept first
        put_back(parts, kept[-1], now)
        return kept[-1]


def put_back(parts: Parts, version: Version, now: datetime) -> None:
    """Make a kept state the present one, byte for byte but for its generation, which is a new one."""
    poller = parts.poller
    generation = poller.snapshot.generation + 1
    base = parts.workbook.stamp()
    parts.journal.writes.intend(Write(generation, (), (), now))
    try:
        poller.own_stamp = parts.workbook.restore(parts.archive.path(version), base=base, generation=generation)
    except NaryadError:
        parts.journal.writes.abandon(generation)
        raise
    parts.journal.writes.acknowledge(generation, results={}, now=now)
    poller.snapshot.generation = generation
