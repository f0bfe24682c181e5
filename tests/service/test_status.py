import os
from datetime import datetime
from zoneinfo import ZoneInfo

from service.clock import SystemClock
from service.home import Home, HomeLock, Keeper
from service.settings import load_settings
from service.status import Status, status_of
from service.ticker import build_ticker

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def looked_at(home: Home) -> Status:
    settings = load_settings(home.path)
    return status_of(home, settings, SystemClock(settings.zone_info))


def test_a_firm_that_never_ran_is_looked_at_without_a_trace(new_home: Home):
    before = sorted(new_home.own.iterdir())
    status = looked_at(new_home)
    assert (status.keeper, status.holder, status.waiting, status.recorded.orders) == (None, None, 0, 0)
    assert sorted(new_home.own.iterdir()) == before


def test_who_watches_and_who_has_the_workbook_open_is_told(new_home: Home):
    (new_home.path / f".~lock.{new_home.workbook().name}#").write_text(",Мария,OFFICE-1,24.11.2026 12:00,file:///x;")
    with HomeLock(new_home, "run"):
        status = looked_at(new_home)
    assert status.keeper == Keeper(os.getpid(), "run")
    assert status.holder is not None
    assert status.holder.name == "Мария"


def test_after_two_ticks_the_orders_and_the_time_are_told(demo_home: Home):
    ticker = build_ticker(demo_home, load_settings(demo_home.path))
    ticker.tick(NOW)  # the first only takes the workbook as it is
    ticker.tick(NOW)
    ticker.parts.journal.close()
    recorded = looked_at(demo_home).recorded
    assert recorded.orders >= 60
    assert recorded.rows_with_problems > 0
    assert recorded.last_activity == NOW
