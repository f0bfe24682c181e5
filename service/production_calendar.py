"""Days off in Russia by the government's yearly transfers (package ``holidays``); plain weekends are the firm's matter.

The package loads the 250 countries of the world: 15 MiB for a handful of days. So it is asked in a process that ends at once.
"""

import subprocess
import sys
from datetime import date
from functools import cache


def days_off(around: date) -> frozenset[date]:
    """Return the production calendar's days off of this year and the next."""
    return _of(around.year)


@cache
def _of(year: int) -> frozenset[date]:
    command = [sys.executable, "-m", __name__, str(year), str(year + 1)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own program
    return frozenset(map(date.fromisoformat, said.split()))


def main() -> None:
    """Print the days off of the years given, one a line."""
    import holidays  # noqa: PLC0415 - the other process must not pay for it

    for day in sorted(holidays.country_holidays("RU", years=map(int, sys.argv[1:]))):
        print(day.isoformat())  # noqa: T201 - read by the other process


if __name__ == "__main__":
    main()
