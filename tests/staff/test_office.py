"""The running office itself: nothing is left behind, whatever happens to whom."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office, OfficeRefused, why_no_office
from tests.staff.table import ORDERS, make_orders

pytestmark = pytest.mark.libreoffice


def offices(office: Office) -> list[psutil.Process]:
    """Return the LibreOffice processes of one driver."""
    return [child for child in psutil.Process(office.pid).children(recursive=True) if "soffice" in child.name()]


def test_nothing_is_left_when_the_driver_is_killed(tmp_path: Path) -> None:
    if reason := why_no_office():
        pytest.skip(reason)
    office = Office()
    LibreOfficeStaff(office).open_and_read(make_orders(tmp_path / "orders.xlsx"))
    running = offices(office)
    psutil.Process(office.pid).kill()
    _, alive = psutil.wait_procs(running, timeout=10)
    with pytest.raises(BrokenPipeError):
        office.ask("screen", title=ORDERS)
    office.close()
    assert (len(running), alive, office.profile.exists()) == (1, [], False)


def test_an_answer_that_does_not_come_ends_everything(tmp_path: Path) -> None:
    if reason := why_no_office():
        pytest.skip(reason)
    office = Office()
    with pytest.raises(TimeoutError, match="did not answer 'read'"):
        office.ask("read", within=0.01, path=str(make_orders(tmp_path / "orders.xlsx")))
    office.close()
    assert not office.profile.exists()


def test_a_mistake_is_told_by_its_name(office: Office) -> None:
    with pytest.raises(OfficeRefused, match="no workbook is open"):
        office.ask("screen", title=ORDERS)


def test_libreoffice_reads_what_it_recalculated(office: Office, tmp_path: Path) -> None:
    path = make_orders(tmp_path / "orders.xlsx")
    before = path.read_bytes()
    read = LibreOfficeStaff(office).open_and_read(path)
    assert read[ORDERS][1][7].value == 10_499
    assert read["Итоги"][0][1].value == sum(row[5].value for row in read[ORDERS][1:])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_worksheet_becomes_a_picture(office: Office, tmp_path: Path) -> None:
    path = make_orders(tmp_path / "orders.xlsx")
    pages = LibreOfficeStaff(office).render_png(path, ORDERS, tmp_path / "look")
    assert [page.name for page in pages] == ["Заказы-1.png"]
    assert pages[0].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_command_draws_visible_worksheets(tmp_path: Path) -> None:
    if reason := why_no_office():
        pytest.skip(reason)
    path = make_orders(tmp_path / "orders.xlsx")
    command = [sys.executable, "-m", "tests.staff", "look", str(path), str(tmp_path / "look")]
    subprocess.run(command, check=True, timeout=60, cwd=Path(__file__).parents[2], capture_output=True)
    assert sorted(page.name for page in (tmp_path / "look").iterdir()) == ["Заказы-1.png", "Итоги-1.png"]
