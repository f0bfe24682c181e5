"""One cell of «Сводка»."""

from dataclasses import dataclass
from enum import Enum, auto

from sheets_schema.values import Value


class Look(Enum):
    """How a cell of «Сводка» is dressed."""

    TITLE = auto()
    HEADING = auto()
    COLUMN = auto()
    """The header of a column of text."""
    MIDDLE_COLUMN = auto()
    FIGURE_COLUMN = auto()
    """The header of a column of figures."""
    FREE_COLUMN = auto()
    """The header of a column that may be unused: it is dressed only when it has a name."""
    LABEL = auto()
    NOTE = auto()
    COUNT = auto()
    MONEY = auto()
    DATE = auto()
    MONTH = auto()
    TOTAL_LABEL = auto()
    TOTAL_COUNT = auto()
    TOTAL_MONEY = auto()


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """A cell by 1-based row and column; a ``Formula`` carries the value that we computed for it."""

    row: int
    column: int
    look: Look
    value: Value
