"""A poll against calamine's bare read of the same file, in one run: unchanged, and with ten rows changed."""

import gc
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from bench.books import COLUMNS, make_book
from service.backends.xlsx.workbook import XlsxWorkbook
from service.home import Home
from service.settings import load_settings
from service.ticker import Ticker, build_ticker
from sheets_schema.edits import PutCell

NOW = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Moscow"))


def clocked(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bare_read(path: Path) -> None:
    """Read «Заказы» as calamine alone does it."""
    CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Заказы").to_python(skip_empty_area=False)


def settled(folder: Path, rows: int) -> tuple[Ticker, Path, datetime]:
    """Return a ticker on a home of that many orders, past its first polls (folders are not made: all is past baseline)."""
    home = Home(folder / f"firm{rows}")
    home.prepare()
    path = make_book(home.path / "Заказы.xlsx", rows)
    ticker = build_ticker(home, load_settings(home.path))
    ticker.parts.poller.poll(NOW)
    ticker.parts.poller.snapshot.pending.clear()
    return ticker, path, NOW


def touch_ten(path: Path, turn: int) -> None:
    """Change ten rows as a person would, by our own patcher (what is measured is the reading)."""
    place = [column.key for column in COLUMNS].index("note") + 1
    workbook = XlsxWorkbook(path, lambda: NOW)
    edits = [PutCell("Заказы", 2 + 7 * row, place, f"правка {turn} {row}") for row in range(10)]
    workbook.write(edits, base=workbook.stamp(), generation=turn)


def measure(folder: Path, rows: int, turns: int) -> dict[str, float]:
    """Return the best of several turns, in seconds."""
    ticker, path, now = settled(folder, rows)
    poller = ticker.parts.poller
    unchanged = min(clocked(lambda: poller.poll(now)) for _ in range(200))
    idle = min(clocked(lambda: ticker.tick(now)) for _ in range(50))
    bare, changed = [], []
    for turn in range(1, turns + 1):
        touch_ten(path, turn)
        gc.collect()
        bare.append(clocked(lambda: bare_read(path)))
        at = now + timedelta(minutes=turn)
        changed.append(clocked(partial(poller.poll, at)))
    return {"rows": rows, "unchanged": unchanged, "idle_tick": idle, "bare": min(bare), "changed": min(changed)}


def main() -> list[dict[str, float]]:
    """Print the table and return its rows."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows, turns in ((10_000, 5), (100_000, 3)):
            figures = measure(Path(folder), rows, turns)
            found.append(figures)
            ratio = figures["changed"] / figures["bare"]
            print(
                f"{rows:>7} rows  unchanged poll {figures['unchanged'] * 1000:.3f} ms  idle tick {figures['idle_tick'] * 1000:.2f} ms  "
                f"bare read {figures['bare']:.3f} s  changed poll {figures['changed']:.3f} s = {ratio:.2f} × bare",
                flush=True,
            )
    return found


if __name__ == "__main__":
    main()
