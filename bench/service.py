"""The running service: from start to ready, memory idle and at 100 000 rows, pages while the workbook is polled."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

import httpx2
import psutil

from bench.books import make_book
from bench.poll import touch_ten
from service.home import Home

PORT = 8399
BASE = f"http://127.0.0.1:{PORT}"
NOW = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Moscow"))


@contextmanager
def serving(home: Path) -> Iterator[tuple[psutil.Process, httpx2.Client, float]]:
    """Run the real service; yield its process, a client that is let in, and the seconds from start to ready."""
    log = (home / "out.log").open("w+")
    started = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        "from service.cli import main; main()",
        "run",
        "--home",
        str(home),
        "--port",
        str(PORT),
    ]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    client = httpx2.Client(base_url=BASE, follow_redirects=True, headers={"Origin": BASE})
    try:
        ready = until_healthy(client, started)
        enter(client, Path(log.name))
        yield psutil.Process(process.pid), client, ready
    finally:
        client.close()
        process.terminate()
        process.wait(20)
        log.close()


def until_healthy(client: httpx2.Client, started: float) -> float:
    """Wait for the first answer; at most a minute."""
    while time.perf_counter() - started < 60:
        try:
            if client.get("/healthz").status_code == 200:
                return time.perf_counter() - started
        except httpx2.TransportError:
            time.sleep(0.01)
    raise TimeoutError("the service did not start")


def enter(client: httpx2.Client, log: Path) -> None:
    """Use the first link as a person does: open it, press the button."""
    for _ in range(100):
        found = re.search(r"/enter/\S+", log.read_text())
        if found:
            break
        time.sleep(0.05)
    assert found is not None
    client.post(found[0])
    assert client.get("/orders").status_code == 200


def memory(process: psutil.Process) -> float:
    """Return the MiB of the service and its poller together: private pages, and their shares of what they share."""
    return sum(_of_living(each, lambda one: one.memory_full_info().pss) for each in _family(process)) / 2**20


def _family(process: psutil.Process) -> Iterator[psutil.Process]:
    yield process
    yield from process.children(recursive=True)


def _of_living(process: psutil.Process, ask: Callable[[psutil.Process], float]) -> float:
    """Some children live for a moment only: one that is gone weighs nothing."""
    try:
        return ask(process)
    except psutil.NoSuchProcess:
        return 0.0


def pages(client: httpx2.Client, seconds: float) -> float:
    """Ask for the table of orders for some seconds, one request after another; return the 99th percentile in ms."""
    times: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        start = time.perf_counter()
        assert client.get("/orders").status_code == 200
        times.append((time.perf_counter() - start) * 1000)
    return quantiles(times, n=100)[98]


def polled_until(client: httpx2.Client, process: psutil.Process, seconds: float) -> float:
    """Wait until the poller is quiet again; return the peak of memory seen meanwhile."""
    peak, quiet, until = 0.0, 0, time.perf_counter() + seconds
    while time.perf_counter() < until and quiet < 10:
        peak = max(peak, memory(process))
        busy = sum(_of_living(each, lambda one: one.cpu_percent(0.2)) for each in process.children(recursive=True))
        quiet = quiet + 1 if busy < 10 and client.get("/readyz").status_code == 200 else 0
    return peak


def main() -> dict[str, float]:
    """Print the figures and return them."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in (100, 10_000, 100_000):
            home = Home(Path(folder) / f"firm{rows}")
            home.prepare()
            path = make_book(home.path / "Заказы.xlsx", rows)
            with serving(home.path) as (process, client, ready):
                found[f"ready_s_{rows}"] = ready
                found[f"peak_mib_{rows}"] = polled_until(client, process, 120)
                found[f"idle_mib_{rows}"] = memory(process)
                if rows == 10_000:
                    found |= under_load(client, path)
                if rows == 100_000:
                    touch_ten(path, 1000)
                    time.sleep(3)
                    found["peak_changed_mib"] = polled_until(client, process, 60)
    for name, value in found.items():
        print(f"{name:>24}  {value:.2f}", flush=True)
    return found


def under_load(client: httpx2.Client, path: Path) -> dict[str, float]:
    """Pages of a quiet service, and while a workbook of 10 000 rows is changed and polled again and again."""
    pages(client, 2)
    quiet = pages(client, 6)
    writer = subprocess.Popen([sys.executable, "-m", "bench.toucher", str(path), "8"])
    busy = pages(client, 8)
    writer.wait(30)
    return {"p99_quiet_ms": quiet, "p99_polled_ms": busy, "p99_ratio": busy / quiet}


if __name__ == "__main__":
    main()
