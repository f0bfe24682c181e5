"""What a workbook of an older version, or one that a firm brought along, lacks: added without touching what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.home import Home, HomeLock, HomeTrouble
from service.settings import Settings
from service.wiring import Parts, assemble
from sheets_schema.defaults import default_contents
from sheets_schema.errors import NaryadError
from sheets_schema.journal_ports import Write
from sheets_schema.modules import is_used
from sheets_schema.problems import Problem
from sheets_schema.reading import read_table
from sheets_schema.rulebook import build_rulebook, rule_records
from sheets_schema.tables import TABLES
from sheets_schema.upgrade import Addition, missing


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was added (or would be), and what a person has to mend before more can be."""

    additions: Sequence[Addition]
    problems: Sequence[Problem]


def upgrade_workbook(home: Home, settings: Settings, now: datetime, *, dry: bool = False) -> Upgraded:
    """Add every missing sheet and column; with ``dry`` only tell. The state before stays among the kept versions.

    Raises ``HomeTrouble`` (``home_held``, ``upgrade_quarantined``), ``WorkbookBusy``, ``WorkbookUnreadable`` …
    """
    with HomeLock(home, "upgrade"):
        parts = assemble(home, settings)
        try:
            return _upgrade(parts, now, dry=dry)
        finally:
            parts.journal.close()


def _upgrade(parts: Parts, now: datetime, *, dry: bool) -> Upgraded:
    image = parts.workbook.read()
    rules, _misfits = build_rulebook(
        rule_records({table.key: read_table(table, image.sheets) for table in TABLES})[0], frozenset()
    )
    wanted = [table for table in TABLES if is_used(table, rules)]
    additions, problems = missing(wanted, image, default_contents())
    if additions and not dry:
        parts.poller.poll(now)  # so that today's state is known and kept before it is touched
        if parts.poller.snapshot.quarantine is not None:
            raise HomeTrouble("upgrade_quarantined", home=str(parts.home.path))
        _write(parts, additions, now)
        parts.poller.poll(now)
    return Upgraded(additions, problems)


def _write(parts: Parts, additions: Sequence[Addition], now: datetime) -> None:
    """Write as the outbox does: the intention first, so that a kill at any step can be told afterwards."""
    generation = parts.poller.snapshot.generation + 1
    base = parts.poller.ensure_image().stamp
    parts.journal.writes.intend(Write(generation, (), (), now))
    try:
        parts.poller.own_stamp = parts.workbook.write(additions, base=base, generation=generation)
    except NaryadError:
        parts.journal.writes.abandon(generation)
        raise
    parts.journal.writes.acknowledge(generation, results={}, now=now)
    parts.poller.snapshot.generation = generation
