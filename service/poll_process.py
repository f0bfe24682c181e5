"""The poller in a process of its own: reading a large workbook never stalls the pages (measured; see docs/decisions/002).

APScheduler is the ticker only; what is due lies in the journal.
"""

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import structlog

from service.home import Home
from service.logs import configure_logs
from service.settings import Settings, load_settings

log = structlog.get_logger()


def start(home: Path, lock: int) -> subprocess.Popen[bytes]:
    """Start the poller's process. It ends by itself when its parent is gone.

    It shares the home's ``lock`` (an open descriptor), so that nobody else takes the home while it is still ending.
    """
    command = [sys.executable, "-m", "service.poll_process", str(home), str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(lock,))  # noqa: S603 - our own program


def heartbeat(home: Home) -> Path:
    """Return the file whose time of change tells when the workbook was last looked at."""
    return home.own / "heartbeat"


def last_beat(home: Home, settings: Settings) -> datetime | None:
    """Return when the workbook was last looked at, in the firm's zone; None before the first time."""
    try:
        return datetime.fromtimestamp(heartbeat(home).stat().st_mtime, settings.zone_info)
    except FileNotFoundError:
        return None


def watch(home: Home, parent: int) -> None:
    """Tick until the parent process is gone or SIGTERM comes."""
    from apscheduler.executors.pool import ThreadPoolExecutor  # noqa: PLC0415 - the pages' process imports this file too
    from apscheduler.schedulers.blocking import BlockingScheduler  # noqa: PLC0415 - likewise

    from service.ticker import build_ticker  # noqa: PLC0415 - only this process pays for the spreadsheet libraries

    configure_logs("console" if sys.stderr.isatty() else "json")
    settings = load_settings(home.path)
    ticker = build_ticker(home, settings)
    scheduler = BlockingScheduler(executors={"default": ThreadPoolExecutor(1)}, timezone=settings.zone_info)

    def tick() -> None:
        if os.getppid() != parent:
            scheduler.shutdown(wait=False)
            return
        report = ticker.tick(ticker.parts.clock.now())
        heartbeat(home).touch()
        if report.worth_noting:
            log.info("tick", **report.counts())
            give_back_memory()

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=True))
    scheduler.add_job(
        tick,
        "interval",
        seconds=settings.poll.seconds,
        next_run_time=ticker.parts.clock.now(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()


def give_back_memory() -> None:
    """Hand freed memory back to the system after much was read: glibc keeps it otherwise (malloc_trim(3)); elsewhere a no-op."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    watch(Home(Path(sys.argv[1])), int(sys.argv[2]))
