"""Days that nobody thought of: the double and LibreOffice still end with the same values."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.staff.actions import Action, Close, Open, Save
from tests.staff.actor import Staff
from tests.staff.cells import differences, read_saved
from tests.staff.double import StaffDouble
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office
from tests.staff.random_days import days, play_through
from tests.staff.table import make_orders

NOW = datetime(2026, 11, 24, 10, 0)


def played(staff: Staff, path: Path, day: list[Action]) -> list[str]:
    """Play a day on a file; return what could not be done."""
    staff.do(Open(path))
    try:
        missed = play_through(staff, day)
        staff.do(Save())
    finally:
        staff.do(Close())
    return missed


@pytest.mark.long
@pytest.mark.libreoffice
def test_fifty_random_days_leave_the_same_values(office: Office, tmp_path: Path) -> None:
    start = make_orders(tmp_path / "start.xlsx")

    # Fixed examples, none shrunk: a failure is about a change of ours, and shrinking by a real office takes minutes.
    @settings(
        max_examples=50,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(days)
    def same(day: list[Action]) -> None:
        real, double = shutil.copy(start, tmp_path / "real.xlsx"), shutil.copy(start, tmp_path / "double.xlsx")
        missed = played(LibreOfficeStaff(office), Path(real), day)
        assert played(StaffDouble(lambda: NOW), Path(double), day) == missed
        assert differences(read_saved(Path(double)), read_saved(Path(real))) == []

    same()
