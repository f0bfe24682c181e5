"""What one tick saw and did, for ``naryad tick --json`` and the office page. Numbers and codes, no personal data but the №."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from service.outbox.writer import WriteReport
from sheets_schema.snapshot import Decision, Quarantine
from watchers.poll import PollReport


@dataclass
class Round:
    """One poll and what was carried out after it."""

    poll: PollReport
    folders: Sequence[int] = ()
    written: WriteReport = field(default_factory=WriteReport)

    @property
    def did_something(self) -> bool:
        """Whether another round may find more to do."""
        decided = self.poll.decision is not None and bool(self.poll.decision.effects)
        return bool(
            self.folders
            or self.written.done
            or self.written.lost
            or self.written.deferred
            or self.written.healed
            or decided
            or self.written.waits == "changed"
        )


@dataclass
class TickReport:
    """One tick: its rounds in order."""

    at: datetime
    rounds: list[Round] = field(default_factory=list)
    restored: bool = False

    @property
    def worth_noting(self) -> bool:
        """Whether the office page should list this tick."""
        return self.restored or any(
            each.did_something or each.poll.outcome not in {"unchanged", "unreadable"} for each in self.rounds
        )

    @property
    def quarantine(self) -> Quarantine | None:
        """The quarantine that stands after the tick."""
        decisions = [each.poll.decision for each in self.rounds if each.poll.decision is not None]
        return decisions[-1].quarantine if decisions else None

    def counts(self) -> Mapping[str, object]:
        """Return the tick in numbers."""
        return {
            "outcome": self.rounds[0].poll.outcome if self.rounds else "",
            "decided": sum(len(each.poll.decision.effects) for each in self.rounds if each.poll.decision),
            "executed": sum(len(each.folders) + len(each.written.done) for each in self.rounds),
            "healed": sum(each.written.healed for each in self.rounds),
        }

    def as_json(self) -> dict[str, object]:
        """Return the stable form that docs/cli.md describes."""
        last = self.rounds[-1] if self.rounds else None
        return {
            "at": self.at.isoformat(timespec="seconds"),
            "outcome": self.rounds[0].poll.outcome if self.rounds else "",
            "read": [each.poll.outcome for each in self.rounds],
            "changed": [row for each in self.rounds if each.poll.decision for row in _changed(each.poll.decision)],
            "decided": [
                effect.key for each in self.rounds if each.poll.decision for effect in each.poll.decision.effects
            ],
            "executed": dict(_kinds(self.rounds)),
            "healed": sum(each.written.healed for each in self.rounds),
            "restored": self.restored,
            "waits": last.written.waits if last else "",
            "held_by": last.written.holder.name if last and last.written.holder else "",
            "quarantined": _quarantine(self.quarantine),
            "trouble": next((each.poll.trouble.code for each in self.rounds if each.poll.trouble), ""),
        }


def _changed(decision: Decision) -> list[dict[str, object]]:
    return [{"table": row.table, "number": row.number, "gone": row.gone} for row in decision.rows]


def _kinds(rounds: Sequence[Round]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for each in rounds:
        counted["make_folder"] += len(each.folders)
        counted["workbook"] += len(each.written.done)
        counted["lost"] += len(each.written.lost)
    return counted


def _quarantine(found: Quarantine | None) -> dict[str, object] | None:
    if found is None:
        return None
    rows = [{"number": row.number, "column": row.column, "knew": row.knew, "sees": row.sees} for row in found.rows]
    return {"reason": found.reason, "table": found.table, "numbers": list(found.numbers), "rows": rows}
