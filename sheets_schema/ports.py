"""What the core needs from outside, as small Protocols. Each has one contract suite that its fake and all backends pass."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sheets_schema.edits import Edit
from sheets_schema.effects import Effect
from sheets_schema.values import Cells


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells one state of a workbook from another without reading it (for a file: mtime in ns, size, inode)."""

    token: str


@dataclass(frozen=True, slots=True)
class SheetImage:
    """One worksheet as read: row ``i`` of the sheet is ``rows[i - 1]``; blank rows are empty tuples."""

    title: str
    rows: Sequence[Cells] = field(repr=False)
    uncached: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of formulas whose program stored no value: their blank is *not* a person's blank."""


@dataclass(frozen=True, slots=True)
class WorkbookImage:
    """A workbook as read in one go."""

    stamp: Stamp
    sheets: Mapping[str, SheetImage]
    generation: int | None = None
    """The generation that the file declares; ``None`` when it declares none (never touched by us)."""
    saved_by: str = ""
    """The file's ``lastModifiedBy``: a probable author, never a certain one."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the workbook open, as its lock file says. ``since`` is None when the lock does not say."""

    name: str
    host: str
    since: datetime | None
    lock: str


Caches = Mapping[tuple[str, int, int], object]
"""(sheet title, row, column) → what our formula there comes to (Decimal, str or None): shown until a program recalculates."""


class Workbook(Protocol):
    """The firm's own table, wherever it lies."""

    def stamp(self) -> Stamp:
        """Return the present stamp, cheaply. Raises ``WorkbookUnavailable``."""

    def read(self, only: Collection[str] | None = None) -> WorkbookImage:
        """Read the named worksheets (all when None). Raises ``WorkbookUnavailable`` or ``WorkbookUnreadable``."""

    def holder(self) -> Holder | None:
        """Return who has it open now; ``None`` when nobody does or the lock is stale."""

    def write(self, edits: Sequence[Edit], *, base: Stamp, generation: int, caches: Caches | None = None) -> Stamp:
        """Apply all edits or none to the state that ``base`` names, and store ``generation`` in it.

        ``caches`` are values of formulas that the caller computed himself, by rows as they were read: where an edit makes the
        stored value of such a formula stale it is replaced by this one, and other formulas lose theirs until recalculated.

        Raises ``WorkbookChanged`` when its state is no longer ``base``, ``WorkbookBusy`` while somebody holds it,
        ``WorkbookUnavailable`` (disk full, no right to write …) and ``WorkbookUnreadable``. Nothing is written then.
        """


class FileStore(Protocol):
    """Where the folders of orders lie."""

    def make_folder(self, name: str) -> str:
        """Make the folder (or find it) and return its link. Raises ``StoreUnavailable``."""

    def put(self, folder: str, name: str, content: bytes) -> str:
        """Store a file and return its link; the same content under the same name twice is one file."""


class Clock(Protocol):
    """The only source of «now»."""

    def now(self) -> datetime:
        """Return the present moment, zone-aware, in the firm's zone."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking. ``role`` is one of «владелец», «офис», «бригадир», «рабочий»."""

    name: str
    role: str


class WebKit(Protocol):
    """What a room with pages (forms, booking) is given by the web service."""

    def render(self, template: str, **context: object) -> str:
        """Return a template as HTML; values are escaped."""

    def person(self, request: object) -> Person:
        """Return who is asking; the room's guard has let him in already."""

    def emit(self, effects: Sequence[Effect]) -> None:
        """Promise effects; they are durable when this returns."""
