"""Changes ten rows of a workbook every two seconds, for the bench of pages under polling: in a process of its own."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.poll import touch_ten
from sheets_schema.errors import WorkbookChanged


def main(path: Path, seconds: float) -> None:
    """Touch until the time is over."""
    until, turn = time.monotonic() + seconds, 2000
    while time.monotonic() < until:
        turn += 1
        with suppress(WorkbookChanged):  # the service wrote in that instant: the next turn will do
            touch_ten(path, turn)
        time.sleep(2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
