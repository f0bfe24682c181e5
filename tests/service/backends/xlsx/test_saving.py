"""kill -9 at every step, a person's save in the instant of the exchange, full disks and foreign rights."""

import errno
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.backends.xlsx import save
from service.backends.xlsx.sweep import sweep
from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, PutCell
from sheets_schema.errors import WorkbookBusy, WorkbookChanged, WorkbookUnavailable
from tests.workbooks import make

STEPS = ("open", "rename", "replace", "unlink", "read_bytes")


def at(path):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def write_once(path, number):
    book = at(path)
    edits = [PutCell("Заказы", 2, 3, f"Клиент {number}"), AppendRow("Заказы", {1: 1000 + number, 3: f"Новый {number}"})]
    return book.write(edits, base=book.stamp(), generation=number)


class Killer:
    """Counts steps that touch the disk and dies at the given one."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self, function):
        def stepped(*args, **kwargs):
            self.step()
            return function(*args, **kwargs)

        return stepped


def die_at(step: int, path: Path, number: int) -> bool:
    """Write in a child that is killed before its ``step``-th touch of the disk; tell whether it came to an end."""
    child = os.fork()
    if child == 0:
        killer = Killer(step)
        for name in STEPS:
            setattr(Path, name, killer.wrap(getattr(Path, name)))
        for name in ("fsync", "fchmod"):
            setattr(os, name, killer.wrap(getattr(os, name)))
        save._exchange = killer.wrap(save._exchange)
        code = 1
        try:
            write_once(path, number)
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_killed_at_any_step_the_file_is_the_old_or_the_new_one_and_the_next_write_sweeps(tmp_path):
    path = make("charts.xlsx", tmp_path)
    write_once(path, 1)
    step, number = 1, 2
    while not die_at(step, path, number):
        image = at(path).read()
        known = image.generation
        rows = image.sheets["Заказы"].rows
        assert known in {number - 1, number}
        assert rows[1][2] == f"Клиент {known}"
        assert [row[0] for row in rows if row and row[0] == 1000 + known] == [1000 + known], "neither lost nor doubled"
        step += 1
        number = known + 1
    assert step > 8
    write_once(path, number + 1)
    assert [entry.name for entry in tmp_path.iterdir()] == ["charts.xlsx"]


def test_a_save_in_the_very_instant_of_the_exchange_stays_and_ours_is_refused(tmp_path, monkeypatch):
    path = make("charts.xlsx", tmp_path)
    theirs = make("tables.xlsx", tmp_path).read_bytes()
    exchange, came = save._exchange, []

    def beaten(one, other):
        if not came:
            came.append(True)
            (tmp_path / "person").write_bytes(theirs)
            (tmp_path / "person").replace(other)
        return exchange(one, other)

    monkeypatch.setattr(save, "_exchange", beaten)
    with pytest.raises(WorkbookChanged):
        write_once(path, 1)
    assert path.read_bytes() == theirs
    assert not list(tmp_path.glob(".~naryad*"))


def test_a_save_swapped_out_just_before_a_kill_is_put_back(tmp_path):
    path = make("charts.xlsx", tmp_path)
    base = save.stamp_of(path.stat())
    theirs = make("tables.xlsx", tmp_path).read_bytes()
    ours = tmp_path / "ours"
    ours.write_bytes(path.read_bytes())
    ours.replace(path)
    left = path.with_name(f"{save.temporary_prefix(path)}999999999-{path.stat().st_ino}-{base.token}.tmp")
    left.write_bytes(theirs)
    sweep(path)
    assert path.read_bytes() == theirs
    assert not left.exists()


def test_where_files_cannot_be_exchanged_they_are_replaced_after_a_last_look(tmp_path, monkeypatch):
    path = make("charts.xlsx", tmp_path)
    monkeypatch.setattr(save, "_exchange", lambda *_: False)
    write_once(path, 1)
    assert at(path).read().generation == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["charts.xlsx"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "workbook_disk_full"), (errno.EROFS, "workbook_no_right"), (errno.EIO, "workbook_unavailable")],
)
def test_a_disk_that_refuses_leaves_the_file_and_no_trace(number, code, tmp_path, monkeypatch):
    path = make("charts.xlsx", tmp_path)
    before = path.read_bytes()

    def refused(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(WorkbookUnavailable) as unavailable:
        write_once(path, 1)
    assert unavailable.value.code == code
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["charts.xlsx"]


@pytest.mark.parametrize(("mine", "kind"), [(True, WorkbookBusy), (False, WorkbookUnavailable)])
def test_a_share_that_refuses_a_file_of_ours_means_that_somebody_has_it_open(mine, kind, tmp_path, monkeypatch):
    path = make("charts.xlsx", tmp_path)

    def refused(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(save, "_exchange", refused)
    monkeypatch.setattr(os, "access", lambda *_: mine)
    with pytest.raises(kind):
        write_once(path, 1)
    assert [entry.name for entry in tmp_path.iterdir()] == ["charts.xlsx"]


def test_a_missing_file_says_so(tmp_path):
    for act in (at(tmp_path / "нет.xlsx").stamp, at(tmp_path / "нет.xlsx").read):
        with pytest.raises(WorkbookUnavailable) as unavailable:
            act()
        assert unavailable.value.code == "workbook_missing"


def test_the_rights_of_the_file_and_a_link_to_it_survive(tmp_path):
    path = make("charts.xlsx", tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    write_once(link, 1)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert at(path).read().generation == 1


def test_a_long_russian_name_leaves_room_for_the_temporary_one(tmp_path):
    path = tmp_path / ("ж" * 120 + ".xlsx")
    make("charts.xlsx", tmp_path).rename(path)
    write_once(path, 1)
    assert at(path).read().generation == 1
