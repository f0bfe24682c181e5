"""What deciding may look at besides the rows: the firm's rules, the moment, who probably saved, and fresh numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sheets_schema.rulebook import Rulebook
from watchers.merge import Conflict


@dataclass
class Numbers:
    """Gives out row numbers; a number once given, or once seen in a sheet, is never given again."""

    next: dict[str, int]

    def take(self, table: str) -> int:
        """Return a fresh number for a row of that table."""
        number = self.next.get(table, 1)
        self.next[table] = number + 1
        return number

    def seen(self, table: str, numbers: Iterable[int]) -> None:
        """Step over numbers that stand in the sheet already."""
        self.next[table] = max(self.next.get(table, 1), max(numbers, default=0) + 1)


@dataclass(frozen=True)
class Context:
    """The circumstances of one poll."""

    now: datetime
    rules: Rulebook
    mark: str
    """Names this state of the workbook in idempotency keys: deciding again on the same state gives the same keys."""
    numbers: Numbers
    probable_author: str = ""
    """Who of the staff saved the file, by its ``lastModifiedBy``."""
    orders: frozenset[int] = frozenset()
    """Numbers of the orders that exist: known ones and those that stand in the sheet now."""
    conflicts: tuple[Conflict, ...] = ()
    """Cells that two people changed differently before the file was merged."""

    @property
    def today(self) -> date:
        """The firm's day."""
        return self.now.date()
