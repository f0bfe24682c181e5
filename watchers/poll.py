"""The short shell of watching: gather what stands in the workbook, let the pure part decide, commit the decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sheets_schema.errors import WorkbookError, WorkbookUnreadable
from sheets_schema.journal_ports import Conditions, JournalMovedOn, SnapshotStore, Version, Writes
from sheets_schema.ports import Holder, Stamp, Workbook, WorkbookImage
from sheets_schema.problems import Problem, problem_of
from sheets_schema.reading import TableRead, find_sheet, read_table
from sheets_schema.rulebook import Rulebook, build_rulebook, rule_records
from sheets_schema.snapshot import Decision, Snapshot
from sheets_schema.table import Table
from sheets_schema.tables import TABLES
from watchers.collector import collector_paused
from watchers.context import Context, Numbers
from watchers.decide import decide, settle
from watchers.known import apply_decision, apply_write
from watchers.lineage import ORDINARY, Lineage, Origin, trace
from watchers.merge import Conflict, Sheets


class Archive(Protocol):
    """Keeps a byte copy of each state of the workbook."""

    def keep(self, image: WorkbookImage, *, by_robot: bool, stale: bool, now: datetime) -> None:
        """Keep the state that the image was read from."""

    def all(self) -> Sequence[Version]:
        """Return what is kept, oldest first."""

    def read(self, version: Version) -> Sheets:
        """Read a kept state."""


@dataclass(frozen=True)
class PollReport:
    """What one poll saw and decided."""

    outcome: str
    """``unchanged``, ``settled``, ``decided``, ``baseline``, ``quarantined``, ``stale`` or ``unreadable``."""
    decision: Decision | None = None
    trouble: Problem | None = None
    lineage: Lineage | None = None


@dataclass
class Poller:
    """Watches one workbook. Keeps the snapshot and the last image in memory; everything of weight is in the journal."""

    workbook: Workbook
    snapshots: SnapshotStore
    writes: Writes
    conditions: Conditions
    archive: Archive
    days_off: Callable[[date], frozenset[date]]
    """The state's days off around a day."""
    snapshot: Snapshot = field(default_factory=Snapshot)
    image: WorkbookImage | None = None
    reads: Mapping[str, TableRead] = field(default_factory=dict)
    rules: Rulebook = field(default_factory=Rulebook)
    own_stamp: Stamp | None = None
    """The stamp of the state that our last write left."""
    lineage: Lineage = ORDINARY
    _conflicts: tuple[Conflict, ...] = ()
    _ours: Sheets | None = None
    _damaged: set[int] = field(default_factory=set)
    """Kept copies that cannot be read: a file can be damaged where nothing was read anew when it was kept."""
    _holder: tuple[str, str] | None = None
    """Who held the file when its last accepted state was read."""
    _failed: str = ""
    _troubled: bool = True
    """Whether the journal may still tell of trouble with the file: also true of what an earlier run left there."""
    _unsettled: bool = False
    """A kill came between the intention of a write and its end: the file must be looked at, changed or not."""

    def start(self) -> None:
        """Load what is known."""
        self.snapshot = self.snapshots.load()
        for table in TABLES:
            if table.robot:
                self.snapshot.rows.pop(table.key, None)
        self.rules = Rulebook(self.snapshots.rules())
        self._unsettled = self.writes.intended() is not None

    def poll(self, now: datetime) -> PollReport:
        """Look at the workbook once. Trouble with the file is reported and told, never raised; the last good state stays."""
        try:
            stamp = self.workbook.stamp()
            if self.snapshot.quarantine is not None:
                self.snapshot.accepted = self.snapshots.answer()
            if stamp.token == self._failed:
                return PollReport("unreadable")
            if self._troubled and stamp.token == self.snapshot.stamp:  # it is back, the same as it was
                self._mended(now)
            if stamp.token == self.snapshot.stamp and self.snapshot.accepted != stamp.token and self._healthy:
                return self._second_look(now)
            with collector_paused():
                return self._look(now)
        except WorkbookError as error:
            return self._tell(error, now)

    @property
    def _healthy(self) -> bool:
        return self.lineage.origin is Origin.LATEST and not self._unsettled

    def _mended(self, now: datetime) -> None:
        self.conditions.put("workbook", [], now)
        self._troubled = False

    def _tell(self, error: WorkbookError, now: datetime) -> PollReport:
        self._troubled, trouble = True, problem_of(error)
        self.conditions.put("workbook", [trouble], now)
        return PollReport("unreadable", trouble=trouble)

    def ensure_image(self) -> WorkbookImage:
        """Return the image of the state that was decided on last, reading it when the service has just started."""
        if self.image is None:
            self._take(self.workbook.read())
        assert self.image is not None
        return self.image

    def _take(self, image: WorkbookImage) -> None:
        """Take an image as the present one; a sheet that was not read anew keeps the rows that were made of it."""
        before, self.image = self.image, image
        self.reads = {table.key: self._rows_of(table, image, before) for table in TABLES}

    def _rows_of(self, table: Table, image: WorkbookImage, before: WorkbookImage | None) -> TableRead:
        now, then = find_sheet(table, image.sheets), find_sheet(table, before.sheets) if before else None
        return self.reads[table.key] if now is not None and now is then else read_table(table, image.sheets)

    def _second_look(self, now: datetime) -> PollReport:
        waiting = any(self.snapshot.pending.values())
        if not waiting or self.snapshot.quarantine is not None or self.workbook.holder() is not None:
            return PollReport("unchanged")
        self.ensure_image()
        self._read_rules(now)
        decision = self._commit(lambda context: settle(self.snapshot, context), now)
        return PollReport("settled", decision)

    def _look(self, now: datetime) -> PollReport:
        try:
            image = self.workbook.read()
        except WorkbookUnreadable:  # it stays so until somebody saves; what is only unavailable is tried again
            self._failed = self.workbook.stamp().token
            raise
        self._failed = ""
        self._mended(now)
        self._settle_write(image, now)
        self.lineage = self._trace(image)
        self._take(image)
        if self.lineage.origin is Origin.STALE:
            self._keep(image, now, stale=True)
            self._conflicts = self.lineage.heal.conflicts
            return PollReport("stale", lineage=self.lineage)
        return self._decide(image, now)

    def _keep(self, image: WorkbookImage, now: datetime, *, stale: bool) -> None:
        self.archive.keep(image, by_robot=image.stamp == self.own_stamp, stale=stale, now=now)

    def _settle_write(self, image: WorkbookImage, now: datetime) -> None:
        """A write that a kill interrupted either stands in the file or did not happen: its generation tells."""
        self._unsettled = False
        intended = self.writes.intended()
        if intended is None:
            return
        if image.generation is not None and image.generation >= intended.generation:
            self.writes.acknowledge(intended.generation, results=dict.fromkeys(intended.effects, ""), now=now)
            apply_write(self.snapshot, intended)
            self.own_stamp = image.stamp
        else:
            self.writes.abandon(intended.generation)

    def _trace(self, image: WorkbookImage) -> Lineage:
        self.snapshot.generation = max(
            self.snapshot.generation, image.generation or 0
        )  # the journal is older than the file: it was restored
        if image.stamp == self.own_stamp or self.snapshot.accepted == image.stamp.token:
            return ORDINARY
        while True:
            try:
                return self._descent(image)
            except WorkbookUnreadable:  # of a kept copy: it is passed over from now on, and the others are asked
                continue

    def _descent(self, image: WorkbookImage) -> Lineage:
        versions = [version for version in self.archive.all() if version.id not in self._damaged]
        accepted = [version for version in versions if not version.stale]
        if self._ours is None and accepted:
            self._ours = self._read_kept(accepted[-1])
        same_hand = self._same_hand(image, accepted[-1]) if accepted else False
        return trace(image, self.snapshot.generation, versions, self._read_kept, self._ours, same_hand=same_hand)

    def _read_kept(self, version: Version) -> Sheets:
        try:
            return self.archive.read(version)
        except WorkbookUnreadable:
            self._damaged.add(version.id)
            raise

    def _same_hand(self, image: WorkbookImage, last: Version) -> bool:
        """Whether the person who saved now saved the last accepted state too: the file names him, or he holds it all along."""
        named = bool(image.saved_by) and image.saved_by == last.saved_by
        return named or (self._holder is not None and self._holder == _name_of(self.workbook.holder()))

    def _read_rules(self, now: datetime) -> list[Problem]:
        """Build the firm's rules; a rule sheet that cannot be used now leaves its rules as they were."""
        records, problems = rule_records(self.reads)
        usable = {key: rows for key, rows in records.items() if self.reads[key].layout is not None}
        if not usable.get("stages"):  # an emptied «Этапы» is a slip, not a firm without stages
            usable.pop("stages", None)
        self.rules, misfits = build_rulebook({**self.rules.records, **usable}, self.days_off(now.date()))
        return problems + misfits

    def _decide(self, image: WorkbookImage, now: datetime) -> PollReport:
        before = self.rules
        problems = self._read_rules(now)
        self._keep_rules(before)
        first = "orders" not in self.snapshot.baseline
        decision = self._commit(lambda context: self._decided(image, context, problems), now)
        if decision.quarantine is not None:
            return PollReport("quarantined", decision)
        self._ours, self._conflicts = image.sheets, ()
        self._holder = _name_of(self.workbook.holder())
        return PollReport("baseline" if first else "decided", decision)

    def _decided(self, image: WorkbookImage, context: Context, problems: Sequence[Problem]) -> Decision:
        """Decide, and keep the state before anything follows from it; a torn one is kept, but never merged against."""
        decision = decide(self.reads, self.snapshot, context, problems)
        self._keep(image, context.now, stale=decision.quarantine is not None)
        return decision

    def _commit(self, decision_of: Callable[[Context], Decision], now: datetime) -> Decision:
        """Decide and store; when a form reserved numbers meanwhile, decide again on the fresh counters."""
        while True:
            base = dict(self.snapshot.next_number)
            decision = decision_of(self._context(now))
            try:
                self.snapshots.commit(decision, base=base, now=now)
            except JournalMovedOn:
                self.snapshot.next_number = self.snapshots.load().next_number
                continue
            apply_decision(self.snapshot, decision)
            return decision

    def _keep_rules(self, before: Rulebook) -> None:
        """The pages, in their own process, see the rules through the journal."""
        if self.rules.records != before.records:
            self.snapshots.keep_rules(self.rules.records)

    def _context(self, now: datetime) -> Context:
        assert self.image is not None
        known = {number for number, row in self.snapshot.rows.get("orders", {}).items() if not row.gone}
        standing = {row.number for row in self.reads["orders"].rows if row.number}
        author = "" if self.image.stamp == self.own_stamp else self.rules.person(self.image.saved_by)
        mark, numbers = self.image.stamp.token, Numbers(dict(self.snapshot.next_number))
        return Context(now, self.rules, mark, numbers, author, frozenset(known | standing), self._conflicts)


def _name_of(holder: Holder | None) -> tuple[str, str] | None:
    return None if holder is None else (holder.name, holder.host)
