"""What is wrong with a row, a sheet or the workbook: a code and its parameters, never a sentence.

``service.wording`` renders them in the reader's language, with the place, the value and the remedy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sheets_schema.errors import NaryadError


class Level(StrEnum):
    """ERROR: the row keeps its last valid record and nothing is done about its changes. NOTE: explained, and work goes on."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should mend. ``row`` is the sheet row when it was seen (1-based), ``column`` a column key."""

    code: str
    table: str
    column: str = ""
    number: int | None = None
    row: int | None = None
    value: str = ""
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    level: Level = Level.ERROR

    @property
    def matter(self) -> tuple[object, ...]:
        """What makes two problems the same to a reader: everything but the row, which a sort moves."""
        return (
            self.code,
            self.table,
            self.column,
            self.number,
            self.value,
            tuple(sorted(self.params.items())),
            self.level,
        )


def problem_of(error: NaryadError, table: str = "") -> Problem:
    """Return an error from outside as a problem, so that it can be kept and shown like any other."""
    return Problem(error.code, table, params={name: str(value) for name, value in error.params.items()})
