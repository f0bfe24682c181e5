"""The poller in a process of its own: reading a large workbook never stalls the pages (measured; see docs/decisions/002).

APScheduler is the ticker only; what is due lies in the journal.
"""

import multiprocessing
import os
import signal
import sys
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from service.home import Home
from service.logs import configure_logs
from service.settings import Settings

log = structlog.get_logger()


def start(home: Path, settings: Settings) -> BaseProcess:
    """Start the poller's process. It ends by itself when its parent is gone."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_watch, args=(home, settings, os.getpid()), name="naryad-poller", daemon=True)
    process.start()
    return process


def heartbeat(home: Home) -> Path:
    """Return the file whose time of change tells when the workbook was last looked at."""
    return home.own / "heartbeat"


def last_beat(home: Home, settings: Settings) -> datetime | None:
    """Return when the workbook was last looked at, in the firm's zone; None before the first time."""
    try:
        return datetime.fromtimestamp(heartbeat(home).stat().st_mtime, settings.zone_info)
    except FileNotFoundError:
        return None


def _watch(path: Path, settings: Settings, parent: int) -> None:
    from service.ticker import build_ticker  # noqa: PLC0415 - only this process pays for the spreadsheet libraries

    configure_logs("console" if sys.stderr.isatty() else "json")
    home = Home(path)
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
