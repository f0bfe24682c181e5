import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from service.home import Home, HomeLock, HomeTrouble, Keeper, keeper_of


def trouble(doing) -> HomeTrouble:
    with pytest.raises(HomeTrouble) as caught:
        doing()
    return caught.value


def test_the_only_workbook_is_found_beside_what_programs_leave_there(tmp_path: Path):
    for name in (
        "Заказы.xlsx",
        "~$Заказы.xlsx",
        ".~lock.Заказы.xlsx#",
        ".~naryad-1.tmp",
        ".~naryad-1.xlsx",
        "список.csv",
    ):
        (tmp_path / name).touch()
    (tmp_path / "папка.xlsx").mkdir()
    assert Home(tmp_path).workbook() == tmp_path / "Заказы.xlsx"


@pytest.mark.parametrize("name", ["ЗАКАЗЫ.XLSX", "Заказы.xlsm"])
def test_a_workbook_with_macros_or_capital_letters_counts(tmp_path: Path, name):
    (tmp_path / name).touch()
    assert Home(tmp_path).workbook().name == name


def test_a_home_without_a_workbook_is_explained(tmp_path: Path):
    assert trouble(Home(tmp_path).workbook).code == "home_no_workbook"


def test_several_workbooks_are_named(tmp_path: Path):
    for name in ("б.xlsx", "а.xlsx"):
        (tmp_path / name).touch()
    found = trouble(Home(tmp_path).workbook)
    assert (found.code, found.params["names"]) == ("home_several_workbooks", "а.xlsx, б.xlsx")


def test_a_missing_home_is_explained(tmp_path: Path):
    assert trouble(Home(tmp_path / "nowhere").workbook).code == "home_missing"


def test_a_file_in_place_of_a_home_is_explained(tmp_path: Path):
    (tmp_path / "home").touch()
    assert trouble(Home(tmp_path / "home").workbook).code == "home_not_readable"
    assert trouble(Home(tmp_path / "home").prepare).code == "home_not_writable"


def test_our_own_folder_is_closed_to_others(tmp_path: Path):
    home = Home(tmp_path)
    home.prepare()
    home.prepare()
    assert stat.S_IMODE(home.own.stat().st_mode) == 0o700
    assert home.files.is_dir()
    assert home.versions.is_dir()


def test_the_secret_is_made_once_and_closed_to_others(tmp_path: Path):
    home = Home(tmp_path)
    home.prepare()
    assert home.secret() == home.secret()
    assert len(home.secret()) == 64
    assert stat.S_IMODE((home.own / "secret").stat().st_mode) == 0o600
    assert [each.name for each in home.own.iterdir() if each.is_file()] == ["secret"]


def test_two_homes_have_two_secrets(tmp_path: Path):
    homes = [Home(tmp_path / name) for name in "ab"]
    for home in homes:
        home.prepare()
    assert homes[0].secret() != homes[1].secret()


def test_a_second_poller_is_told_who_holds_the_home(tmp_path: Path):
    home = Home(tmp_path)
    with HomeLock(home, "run"):
        assert keeper_of(home) == Keeper(os.getpid(), "run")
        found = trouble(HomeLock(home, "tick").__enter__)
        assert (found.code, found.params["pid"], found.params["command"]) == ("home_held", os.getpid(), "run")
    assert keeper_of(home) is None
    with HomeLock(home, "tick"):
        assert keeper_of(home) == Keeper(os.getpid(), "tick")


def test_two_homes_are_held_apart(tmp_path: Path):
    with HomeLock(Home(tmp_path / "a"), "run"), HomeLock(Home(tmp_path / "b"), "run"):
        assert keeper_of(Home(tmp_path / "a")) == keeper_of(Home(tmp_path / "b"))


def test_nobody_holds_a_home_that_was_never_locked(tmp_path: Path):
    assert keeper_of(Home(tmp_path)) is None


def _hold_and_die(path: Path, ready) -> None:
    HomeLock(Home(path), "run").__enter__()
    ready.set()
    os.kill(os.getpid(), 9)


def test_a_killed_poller_leaves_the_home_free(tmp_path: Path):
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    process = spawn.Process(target=_hold_and_die, args=(tmp_path, ready))
    process.start()
    process.join(20)
    assert ready.is_set()
    with HomeLock(Home(tmp_path), "tick"):
        assert keeper_of(Home(tmp_path)) == Keeper(os.getpid(), "tick")


def test_a_lock_file_that_says_nothing_still_holds(tmp_path: Path):
    home = Home(tmp_path)
    with HomeLock(home, "run"):
        home.lock_file.write_text("{broken")
        assert keeper_of(home) == Keeper()
        assert trouble(HomeLock(home, "tick").__enter__).params["pid"] == 0
