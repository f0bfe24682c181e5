"""«Save anyway» through LibreOffice's real window: what an office does at the end of a day without reading."""

import os
from pathlib import Path

import pytest

from tests.staff.cells import read_saved
from tests.staff.double_file import lock_of
from tests.staff.table import make_orders
from tests.staff.windows import LibreOfficeWindows, wait_until, why_no_screen

pytestmark = [
    pytest.mark.long,
    pytest.mark.libreoffice,
    pytest.mark.skipif(bool(why_no_screen()), reason=why_no_screen() or "all there"),
]
CHANGED = "Document Has Been Changed by Others"


def generation(path: Path) -> object:
    """Return the generation in the hidden sheet."""
    return read_saved(path)["_naryad"][0][1].value


def test_enter_at_the_question_saves_the_old_copy_over_the_robots(tmp_path: Path) -> None:
    orders = make_orders(tmp_path / "orders.xlsx", generation=5)
    an_hour_ago = orders.stat().st_mtime - 3600
    os.utime(orders, (an_hour_ago, an_hour_ago))
    with LibreOfficeWindows(orders) as office:
        wait_until(lock_of(orders).exists, "the lock")
        office.write("777000")
        office.keys("Return")
        make_orders(tmp_path / "robot.xlsx", rows=9, generation=6).replace(orders)
        office.keys("ctrl+s")
        office.focus(CHANGED)
        assert generation(orders) == 6
        office.keys("Return")
        wait_until(lambda: generation(orders) == 5, "the save")
        assert lock_of(orders).exists()
    assert 777_000 in [cell.value for row in read_saved(orders)["Заказы"] for cell in row], (
        "our edit, wherever the cursor was"
    )
