"""The shell that carries workbook effects out: claim, plan, record the intention, write, acknowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.outbox.caches import current_cells, known_caches
from service.outbox.plan import Explain, plan_write
from sheets_schema.edits import Edit
from sheets_schema.effects import WORKBOOK_KINDS
from sheets_schema.errors import EditRefused, WorkbookBusy, WorkbookChanged, WorkbookError, WorkbookUnavailable
from sheets_schema.journal_ports import Claimed, Outbox, Write, Writes
from sheets_schema.ports import Holder, Stamp, Workbook
from sheets_schema.problems import Problem, problem_of
from watchers.known import apply_write
from watchers.lineage import Origin
from watchers.poll import Poller

OF_ITS_OWN = frozenset(
    {"edit_hostile_character", "edit_too_long", "edit_not_a_number", "edit_date_with_zone", "edit_date_range"}
)
"""Refusals that lie in what was to be written: no state of the file would take it."""


@dataclass(frozen=True)
class WriteReport:
    """What one round of writing did: ids of effects by fate, and why it waits."""

    done: Sequence[int] = ()
    lost: Sequence[int] = ()
    healed: int = 0
    """Edits that put back what a stale save took away."""
    waits: str = ""
    """``held``, ``quarantine``, ``changed`` or the code of the trouble; empty when nothing waits."""
    holder: Holder | None = None
    deferred: bool = False
    """One effect was set aside until its next try: the others may go on."""
    trouble: Problem | None = None
    """What only a person can mend: a full disk, a missing right, a file damaged where it was not read."""


@dataclass
class WorkbookWriter:
    """Writes what is due into the workbook of a poller, always onto exactly the state that was polled."""

    poller: Poller
    workbook: Workbook
    outbox: Outbox
    writes: Writes
    explain: Explain
    lease: timedelta
    retry_after: timedelta
    _done: list[int] = field(default_factory=list)
    _lost: list[int] = field(default_factory=list)
    _trouble: Problem | None = None

    def run(self, now: datetime) -> WriteReport:
        """Write everything that is due in one go. While somebody holds the file, or it looks torn, everything waits."""
        self._done, self._lost, self._trouble = [], [], None
        try:
            waits = self._why_wait()
            if waits:
                holder = self.workbook.holder() if waits == "held" else None
                return WriteReport(waits=waits if self._anything_waits() else "", holder=holder)
            healed = self._heal(now)
            if not healed:
                self._carry_out(self.outbox.claim(WORKBOOK_KINDS, now, self.lease), now)
        except WorkbookError as error:
            passing = isinstance(error, WorkbookBusy | WorkbookChanged)
            trouble = None if passing else problem_of(error)
            return WriteReport(tuple(self._done), tuple(self._lost), waits=error.code, trouble=trouble)
        return WriteReport(
            tuple(self._done), tuple(self._lost), healed, deferred=self._trouble is not None, trouble=self._trouble
        )

    def _why_wait(self) -> str:
        snapshot = self.poller.snapshot
        if snapshot.quarantine is not None:
            return "quarantine"
        if not snapshot.baseline:
            return "not_read"
        if self.workbook.stamp().token != (self.poller.image.stamp.token if self.poller.image else snapshot.stamp):
            return "changed"
        return "held" if self.workbook.holder() is not None else ""

    def _anything_waits(self) -> bool:
        return self.poller.lineage.origin is Origin.STALE or self.outbox.waiting(WORKBOOK_KINDS)

    def _heal(self, now: datetime) -> int:
        """Put back what a stale save took away, before anything else is written onto it."""
        lineage = self.poller.lineage
        if lineage.origin is not Origin.STALE:
            return 0
        edits = list(lineage.heal.edits)
        while True:
            try:
                self._write(edits, (), Write(self._next, (), (), now), now)
            except EditRefused as error:
                edits = self._without(edits, error)
            else:
                return len(edits) or 1

    def _without(self, edits: Sequence[Edit], error: EditRefused) -> list[Edit]:
        """Leave out what the file refuses to take back, and tell it: everything else must not wait for that one cell.

        What was refused is not lost: it stands in the kept version, whose difference the page «Версии» shows.
        """
        self._trouble = problem_of(error)
        rest = [edit for edit in edits if not _is_at(edit, error)]
        if len(rest) == len(edits):
            rest = [edit for edit in edits if getattr(edit, "sheet", "") != error.params.get("sheet")]
        return rest if len(rest) < len(edits) else []

    @property
    def _next(self) -> int:
        return self.poller.snapshot.generation + 1

    def _carry_out(self, claimed: Sequence[Claimed], now: datetime) -> None:
        if not claimed:
            return
        image = self.poller.ensure_image()
        plan = plan_write(claimed, self.poller.reads, self.poller.snapshot, self.explain)
        for effect_id, problem in plan.lost.items():
            self._cannot(effect_id, problem, now)
        if plan.idle:
            self.outbox.done(dict.fromkeys(plan.idle, ""), now)
            self._done += plan.idle
        edits = plan.all_edits()
        if not edits:
            return
        edits += current_cells(image, now.date())
        write = Write(self._next, tuple(plan.carried), tuple(plan.rows.values()), now)
        try:
            self._write(edits, plan.carried, write, now)
        except EditRefused as error:
            self._apart(claimed, plan.carried, error, now)
        except WorkbookError as error:
            self._give_back(plan.carried, error, now)
            raise

    def _cannot(self, effect_id: int, problem: Problem, now: datetime) -> None:
        """A sheet that is away for a while comes back, and what was promised for it waits; anything else is final."""
        away = problem.code == "sheet_not_read"
        self.outbox.failed(effect_id, problem, retry_at=now + self.retry_after if away else None)
        if not away:
            self._lost.append(effect_id)

    def _write(self, edits: Sequence[Edit], carried: Sequence[int], write: Write, now: datetime) -> None:
        image = self.poller.ensure_image()
        self.writes.intend(write)
        try:
            caches = known_caches(self.poller, write, now.date())
            stamp = self.workbook.write(edits, base=image.stamp, generation=write.generation, caches=caches)
        except WorkbookError as error:
            self._not_written(write, image.stamp, error)
            raise
        self.writes.acknowledge(write.generation, results=dict.fromkeys(carried, ""), now=now)
        apply_write(self.poller.snapshot, write)
        self.poller.own_stamp = stamp
        self._done += carried

    def _not_written(self, write: Write, base: Stamp, error: WorkbookError) -> None:
        """Take the intention back, unless the disk failed *after* the exchange: then the next poll tells by the generation."""
        if isinstance(error, WorkbookUnavailable) and not self._is_still(base):
            return
        self.writes.abandon(write.generation)

    def _is_still(self, base: Stamp) -> bool:
        try:
            return self.workbook.stamp() == base
        except WorkbookError:
            return True  # it is away: nothing of ours lies there

    def _apart(self, claimed: Sequence[Claimed], carried: Sequence[int], error: EditRefused, now: datetime) -> None:
        """One edit was refused: try the halves apart, so that only the culprit fails and everything else is written."""
        mine = [each for each in claimed if each.id in set(carried)]
        if len(mine) == 1:
            self._refused(mine[0], error, now)
            return
        self._carry_out(mine[: len(mine) // 2], now)
        self.outbox.release([each.id for each in mine[len(mine) // 2 :]])

    def _refused(self, each: Claimed, error: EditRefused, now: datetime) -> None:
        """What no cell can hold fails for good; where the place refuses (a merged cell, a damaged sheet) it waits and is told."""
        problem, for_good = problem_of(error, each.effect.table), error.code in OF_ITS_OWN
        self.outbox.failed(each.id, problem, retry_at=None if for_good else now + self.retry_after)
        if for_good:
            self._lost.append(each.id)
        else:
            self._trouble = problem

    def _give_back(self, carried: Sequence[int], error: WorkbookError, now: datetime) -> None:
        if isinstance(error, WorkbookBusy | WorkbookChanged):
            self.outbox.release(carried)
            return
        for effect_id in carried:
            self.outbox.failed(effect_id, problem_of(error), retry_at=now + self.retry_after)


def _is_at(edit: Edit, error: EditRefused) -> bool:
    place = {name: getattr(edit, name, None) for name in ("sheet", "row", "column")}
    return all(place[name] == value for name, value in error.params.items() if name in place)
