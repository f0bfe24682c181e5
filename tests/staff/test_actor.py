"""Both actors do the same to the same workbook: the double may stand for LibreOffice where thousands of runs are needed."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.staff.cells import differences, read_saved
from tests.staff.double import StaffDouble
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office
from tests.staff.scenarios import SCENARIOS, on
from tests.staff.table import make_orders

NOW = datetime(2026, 11, 24, 10, 0)

pytestmark = pytest.mark.libreoffice


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_double_leaves_the_same_values_as_libreoffice(name: str, office: Office, tmp_path: Path) -> None:
    real, double = make_orders(tmp_path / "real.xlsx"), make_orders(tmp_path / "double.xlsx")
    LibreOfficeStaff(office).play(on(real, SCENARIOS[name]))
    StaffDouble(lambda: NOW).play(on(double, SCENARIOS[name]))
    assert differences(read_saved(double), read_saved(real)) == []
