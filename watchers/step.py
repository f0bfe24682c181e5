"""One row's step from what we knew to what was accepted now: what rules look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheets_schema.problems import Problem
from sheets_schema.snapshot import Record
from sheets_schema.table import Table
from watchers.diff import FieldChange


@dataclass(frozen=True)
class Step:
    """``record`` is the accepted record after the step (None while the row was never valid).

    A new row has ``was`` None and ``new`` True; its cells are written by the effect ``numbered_by`` that gives it its number,
    and everything else about it waits for that effect.
    """

    table: Table
    number: int
    row: int
    was: Record | None
    record: Record | None
    changes: Sequence[FieldChange] = ()
    problems: Sequence[Problem] = ()
    told: Sequence[Problem] = ()
    """The problems that the row was last known to have: explained already."""
    raw: Mapping[str, object] = field(default_factory=dict)
    entered: Mapping[str, int] = field(default_factory=dict)
    new: bool = False
    copy_of: int | None = None
    numbered_by: str | None = None
    gone: bool = False

    def change(self, column: str) -> FieldChange | None:
        """Return the change of one column, if there was one."""
        return next((change for change in self.changes if change.column == column), None)

    def key(self, what: str, mark: str) -> str:
        """Return the idempotency key of an effect of this row in this state of the workbook."""
        return f"{what}:{self.table.key}:{self.number}@{mark}"
