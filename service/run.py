"""``naryad run``: the pages in this process, the poller in its own, one lock on the home for both."""

import signal
import sys
from pathlib import Path
from threading import Event, Thread

import structlog
import uvicorn

from service import poll_process
from service.clock import SystemClock
from service.home import Home, HomeLock
from service.journal import open_journal
from service.logs import configure_logs
from service.settings import Settings
from service.web import House, create_app, first_link
from service.wiring_pages import differ_of, holder_at
from sheets_schema.default_settings import FIRM_NAME
from sheets_schema.rulebook import Rulebook

log = structlog.get_logger()


def serve(home: Home, settings: Settings) -> None:
    """Serve until stopped. Raises ``HomeTrouble`` when another poller holds the home, or the home is not as it must be."""
    with HomeLock(home, "run") as lock:
        configure_logs("console" if sys.stderr.isatty() else "json")
        house = house_of(home, settings)
        _greet(house, settings)
        config = uvicorn.Config(
            create_app(house), host=settings.host, port=settings.port, log_config=None, access_log=False
        )
        server, stopping = uvicorn.Server(config), Event()
        keeper = Thread(target=_keep_polling, args=(home.path, lock.fileno(), server, stopping), daemon=True)
        keeper.start()
        signal.signal(
            signal.SIGTERM, lambda *_: sys.exit(0)
        )  # uvicorn stops gracefully, then sends itself the signal anew
        try:
            server.run()
        finally:
            stopping.set()
            keeper.join()


def house_of(home: Home, settings: Settings) -> House:
    """Return the firm as the pages see it. Raises ``HomeTrouble``, ``JournalUnavailable``."""
    clock = SystemClock(settings.zone_info)
    journal = open_journal(settings.database)
    path = home.workbook()

    def firm_name() -> str:
        return Rulebook(journal.snapshots.rules()).setting(FIRM_NAME)

    return House(
        journal=journal,
        clock=clock,
        language=settings.language,
        secret=home.secret(),
        workbook_path=path,
        public_url=settings.public_url,
        holder=holder_at(path, clock),
        firm_name=firm_name,
        last_poll=lambda: poll_process.last_beat(home, settings),
        poll_seconds=settings.poll.seconds,
        differ=differ_of(home, settings),
        demo=home.is_demo,
    )


def _greet(house: House, settings: Settings) -> None:
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    print(f"\n  Наряд работает: {base}")  # noqa: T201 - the first thing that a person at the terminal needs
    if not house.journal.devices.all():
        print(f"  Откройте эту ссылку, она впустит вас один раз:\n  {base}{first_link(house.journal, house.clock)}")  # noqa: T201
    else:
        print("  Ещё одно устройство впустит: naryad invite")  # noqa: T201
    print(flush=True)  # noqa: T201


def _keep_polling(home: Path, lock: int, server: uvicorn.Server, stopping: Event) -> None:
    """Start the poller once the pages answer, and again when it dies: what it had promised is in the journal."""
    while not server.started and not stopping.wait(0.02):
        pass
    while not stopping.is_set():
        process = poll_process.start(home, lock)
        while process.poll() is None and not stopping.wait(0.2):
            pass
        if stopping.is_set():
            process.terminate()
            process.wait(10)
            return
        log.error("poller_died", exitcode=process.returncode)
        stopping.wait(2)
