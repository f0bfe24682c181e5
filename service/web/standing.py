"""How things stand: what the office page says at a glance, gathered from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.journal import Journal
from service.web.house import House
from service.web.promises import STUCK, WAITING, Promise, promise
from sheets_schema.journal_ports import Version
from sheets_schema.ports import Holder
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Quarantine

AT_A_GLANCE: Final = 5
MOST_PROBLEMS: Final = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """What the office page shows."""

    looked_at: datetime | None
    """When the poller last looked at the workbook, changed or not."""
    saved: Version | None
    """The last state that a person saved."""
    orders: int
    waiting: int
    holder: str
    quarantine: Quarantine | None
    conditions: Sequence[tuple[Problem, datetime]]
    problems: Sequence[Problem]
    problem_count: int
    stuck: Sequence[Promise]
    stages: Sequence[tuple[str, int, float]]
    """Name, how many orders stand there, and the share of the fullest stage in percent."""


def standing(house: House) -> Standing:
    """Look at everything once."""
    journal = house.journal
    counts = journal.outbox.counts()
    problems = all_problems(journal)
    stages = _by_stage(house)
    return Standing(
        looked_at=house.last_poll(),
        saved=next((each for each in reversed(journal.versions.all()) if not each.by_robot), None),
        orders=journal.snapshots.count("orders"),
        waiting=sum(counts.get(state, 0) for state in WAITING),
        holder=holder_in_words(house.holder()),
        quarantine=journal.snapshots.state().quarantine,
        conditions=[
            each for scope, found in journal.conditions.all().items() if not _of_sheet(scope) for each in found
        ],
        problems=problems[:AT_A_GLANCE],
        problem_count=len(problems),
        stuck=[promise(each, house.language) for each in journal.outbox.listing(STUCK, AT_A_GLANCE)],
        stages=stages,
    )


def all_problems(journal: Journal, limit: int = MOST_PROBLEMS) -> list[Problem]:
    """Return the problems of sheets, then those of rows."""
    sheets = [problem for scope, found in journal.conditions.all().items() if _of_sheet(scope) for problem, _ in found]
    rows = [problem for row in journal.snapshots.with_problems(limit) for problem in row.problems]
    return (sheets + rows)[:limit]


def holder_in_words(holder: Holder | None) -> str:
    """Return «Мария, OFFICE-1»; empty when nobody has the file open."""
    if holder is None:
        return ""
    return ", ".join(part for part in (holder.name, holder.host) if part) or holder.lock


def _of_sheet(scope: str) -> bool:
    return scope.startswith("sheet:")


def _by_stage(house: House) -> Sequence[tuple[str, int, float]]:
    counts = house.journal.snapshots.by_stage("orders")
    names = [stage.name for stage in house.rules().stages.stages]
    ordered = [name for name in names if counts.get(name)] + sorted(name for name in counts if name not in names)
    most = max(counts.values(), default=1)
    return [(name, counts[name], round(100 * counts[name] / most, 1)) for name in ordered]
