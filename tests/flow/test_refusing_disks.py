"""Disks that are full and folders that may not be written to: promises wait, one sentence explains it, nothing is torn."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.wording import said_of, say
from sheets_schema.effects import State
from sheets_schema.errors import JournalUnavailable
from tests.flow.firm import Firm
from tests.flow.test_bad_input import promise
from tests.torture.homes import Reopened, copied
from tests.torture.killer import came_to_an_end, in_child

NOBODY = 65_534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk or becomes somebody else")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two MiB; skips where even root may not mount (an unprivileged container)."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def settled(folder: Path) -> Firm:
    firm = Firm(folder).settled()
    firm.ticker.parts.journal.close()
    return firm


def fill(disk: Path) -> Path:
    """Take all room that is left."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            return ballast


@needs_root
def test_with_no_room_for_the_workbook_a_promise_waits_and_a_person_is_told(small_disk: Path, tmp_path: Path):
    source = settled(tmp_path)
    firm_home = copied(source.home.path, small_disk / "firm")
    shutil.move(firm_home / ".naryad", tmp_path / "own")
    (firm_home / ".naryad").symlink_to(tmp_path / "own")
    firm = Reopened(firm_home, source.now)
    firm.tick()
    ballast, before = fill(small_disk), firm.path.read_bytes()
    promise(firm)
    firm.tick(2)
    ((problem, _since),) = firm.ticker.parts.journal.conditions.all()["write"]
    assert (problem.code, say(problem).text) == ("workbook_disk_full", "на диске нет места")
    assert "освободите" in say(problem).remedy
    assert firm.path.read_bytes() == before
    assert sorted(path.name for path in firm_home.iterdir()) == [".naryad", "files", firm.path.name]
    ballast.unlink()
    firm.tick()
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
    assert not firm.ticker.parts.journal.conditions.all().get("write")


@needs_root
def test_with_no_room_for_the_journal_nothing_is_done_and_afterwards_everything(small_disk: Path, tmp_path: Path):
    source = settled(tmp_path)
    firm = Reopened(copied(source.home.path, small_disk / "firm"), source.now)
    firm.tick()
    promise(firm)
    ballast, before = fill(small_disk), firm.path.read_bytes()
    with pytest.raises(JournalUnavailable) as refused:
        firm.tick()
    assert said_of(refused.value).remedy
    assert firm.path.read_bytes() == before
    ballast.unlink()
    firm.start()
    firm.tick(3)
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
    assert firm.ticker.parts.journal.outbox.counts()[State.FAILED] == 0


@needs_root
def test_a_folder_that_may_not_be_written_to_is_explained(tmp_path: Path):
    source = settled(tmp_path)
    with tempfile.TemporaryDirectory(prefix="naryad-read-only-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        firm_home = copied(source.home.path, folder / "firm")
        for path in [firm_home / ".naryad", *(firm_home / ".naryad").rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        workbook = next(firm_home.glob("*.xlsx"))
        before = workbook.read_bytes()

        def work() -> None:
            os.setuid(NOBODY)
            firm = Reopened(firm_home, source.now)
            promise(firm)
            firm.tick(2)
            firm.ticker.parts.journal.close()

        assert came_to_an_end(in_child(work))
        firm = Reopened(firm_home, source.now)
        ((problem, _since),) = firm.ticker.parts.journal.conditions.all()["write"]
        assert problem.code == "workbook_no_right"
        assert "дайте службе право" in say(problem).remedy
        assert workbook.read_bytes() == before
        firm.tick(5)  # root may: the promise had only waited
        assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
        firm.ticker.parts.journal.close()
