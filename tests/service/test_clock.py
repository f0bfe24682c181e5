import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from service.clock import SystemClock


def test_now_is_the_machines_time_in_the_firms_zone():
    now = SystemClock(ZoneInfo("Asia/Vladivostok")).now()
    assert abs(now - datetime.fromtimestamp(time.time(), UTC)) < timedelta(seconds=5)
    assert now.utcoffset() == timedelta(hours=10)
