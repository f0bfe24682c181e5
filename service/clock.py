"""The one place that asks the machine for the time; everywhere else «now» is an argument."""

from datetime import datetime
from zoneinfo import ZoneInfo


class SystemClock:
    """The ``Clock`` port over the machine's clock, in the firm's zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """Return the present moment, zone-aware."""
        return datetime.now(self._zone)  # noqa: TID251 - this is the clock adapter that the ban points to
