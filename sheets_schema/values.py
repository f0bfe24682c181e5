"""What may stand in a cell: raw values as a reader gives them, and values as a writer takes them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Raw = str | float | bool | date | datetime | time | timedelta | None
"""One cell as read: ``None`` for blank, numbers as float, dates without a zone (a cell has none), rounded to the second."""

Cells = tuple[Raw, ...]
"""One row as read, left to right, cut after its last non-blank cell."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that *we* write, without its leading ``=``, in English function names with ``,`` between arguments.

    ``cached`` is the value that programs show until they recalculate; ``None`` leaves the cache out.
    """

    text: str
    cached: str | Decimal | None = None


Value = str | int | Decimal | bool | date | datetime | time | Formula | None
"""One cell to be written: ``None`` blanks it, ``str`` is always text (never a formula), money is Decimal roubles."""
