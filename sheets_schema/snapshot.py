"""What we know of the workbook: the last seen rows, the last valid records, and what we promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sheets_schema.effects import Effect
from sheets_schema.problems import Problem
from sheets_schema.values import Cells, Raw

Record = Mapping[str, object]
"""A valid row: typed values by column key (str, Decimal roubles, date, datetime, time, bool, int, tuple of str), blanks left out."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A numbered row as the journal knows it.

    ``raw`` is the row aligned to the table's columns as last seen *or as last written by us* (formula columns None), so that
    our own writes never look like a person's change. ``record`` is None until the row was valid once.
    """

    table: str
    number: int
    row: int
    raw: Cells
    record: Record | None = None
    problems: tuple[Problem, ...] = ()
    entered: Mapping[str, int] = field(default_factory=dict)
    """How many times the order entered each stage: part of the key of a step's effects."""
    gone: bool = False
    """A tombstone: the row vanished from the sheet; its number is never given again."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as it stands in the sheet now. ``raw`` is aligned to the table's columns; ``number`` is what stands under «№».

    A copied row has ``number`` None and ``copy_of`` set: the number in its ``raw`` belongs to the row it was copied from.
    """

    row: int
    number: int | None
    raw: tuple[Raw, ...]
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Displaced:
    """An identity that carries another's contents: shown side by side until a person decides."""

    table: str
    number: int
    column: str
    knew: str
    sees: str
    belongs_to: int | None = None


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Why nothing is done and nothing written until a person confirms, or a later save restores order."""

    reason: str
    """``displaced``, ``vanished`` or ``emptied``."""
    table: str
    rows: tuple[Displaced, ...] = ()
    numbers: tuple[int, ...] = ()
    since: datetime | None = None


@dataclass(slots=True)
class Snapshot:
    """Everything known, by table key. The poller keeps it in memory; the journal stores what changes."""

    rows: dict[str, dict[int, KnownRow]] = field(default_factory=dict)
    pending: dict[str, tuple[SeenRow, ...]] = field(default_factory=dict)
    """Rows without a number that were seen once: numbered when they are the same on the next poll."""
    next_number: dict[str, int] = field(default_factory=dict)
    generation: int = 0
    stamp: str = ""
    """The stamp of the state that was read last; empty before the first poll."""
    baseline: frozenset[str] = frozenset()
    """Tables whose first poll is behind us."""
    quarantine: Quarantine | None = None
    accepted: str = ""
    """The stamp of a state that a person confirmed as right although it looked displaced."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one poll decided: committed to the journal in one transaction."""

    rows: Sequence[KnownRow] = ()
    """New or changed known rows (tombstones among them)."""
    pending: Mapping[str, tuple[SeenRow, ...]] = field(default_factory=dict)
    effects: Sequence[Effect] = ()
    next_number: Mapping[str, int] = field(default_factory=dict)
    stamp: str = ""
    baseline: frozenset[str] = frozenset()
    quarantine: Quarantine | None = None
    sheet_problems: Sequence[Problem] = ()
    """Problems of sheets and of the firm's rules: they have no row to be explained in."""
    sheet_tables: frozenset[str] = frozenset()
    """Tables whose sheet problems this poll looked at anew."""
