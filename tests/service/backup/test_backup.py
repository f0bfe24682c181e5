import json
import os
import stat
import zipfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.backup import BackupTrouble, make_backup, read_backup, restore_backup
from service.home import Home, HomeLock, HomeTrouble
from service.journal import open_journal
from service.journal_file import is_sound
from service.settings import load_settings

NOW = datetime(2026, 11, 24, 22, 17, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def lived_in(started_home: Home) -> Home:
    """A home with a journal, a secret, a kept version and a photo."""
    home = started_home
    home.secret()
    (home.versions / "1.xlsx").write_bytes(b"an earlier state")
    (home.files / "17 Иванов").mkdir()
    (home.files / "17 Иванов" / "чек.jpg").write_bytes(b"photo" * 1000)
    return home


def backup_of(home: Home, target: Path, **options) -> Path:
    make_backup(home, load_settings(home.path), target, NOW, **options)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file() and each.name not in {"lock", "demo"})
    return {str(each.relative_to(folder)): each.read_bytes() for each in files if "journal" not in each.name}


def test_a_home_comes_back_from_its_backup_on_another_machine(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip", with_files=True)
    other = Home(tmp_path / "other")
    restored = restore_backup(other, backup, NOW)
    assert contents(other.path) == contents(lived_in.path)
    assert is_sound(other.journal)
    assert restored.aside is None
    assert restored.missing_files == ()
    assert other.secret() == lived_in.secret()
    assert stat.S_IMODE((other.own / "secret").stat().st_mode) == 0o600


def test_a_backup_is_for_nobody_else_to_read(lived_in: Home, tmp_path: Path):
    assert stat.S_IMODE(backup_of(lived_in, tmp_path / "copy.zip").stat().st_mode) == 0o600


def test_what_the_journal_holds_comes_back(lived_in: Home, tmp_path: Path):
    home = Home(tmp_path / "other")
    live = open_journal(load_settings(lived_in.path).database)
    token = live.devices.invite("Пётр", "офис", NOW, timedelta(days=1)).link_token
    restore_backup(home, backup_of(lived_in, tmp_path / "copy.zip"), NOW)
    live.close()
    journal = open_journal(load_settings(home.path).database)
    assert journal.devices.redeem(token, "телефон", NOW) is not None
    journal.close()


def test_without_the_files_their_list_is_kept_and_what_lacks_is_named(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    assert list(read_backup(backup).files) == ["files/17 Иванов/чек.jpg"]
    assert restore_backup(Home(tmp_path / "other"), backup, NOW).missing_files == ("files/17 Иванов/чек.jpg",)
    assert restore_backup(lived_in, backup, NOW, overwrite=True).missing_files == ()
    (lived_in.files / "17 Иванов" / "чек.jpg").write_bytes(b"other" * 1000)
    assert restore_backup(lived_in, backup, NOW + timedelta(hours=1), overwrite=True).missing_files != ()


def test_what_is_there_is_refused_to_be_overwritten(lived_in: Home, tmp_path: Path):
    backup, before = backup_of(lived_in, tmp_path / "copy.zip"), contents(lived_in.path)
    with pytest.raises(HomeTrouble) as caught:
        restore_backup(lived_in, backup, NOW)
    assert caught.value.code == "backup_would_overwrite"
    assert contents(lived_in.path) == before


def test_what_was_there_is_laid_aside_whole(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip", with_files=True)
    lived_in.workbook().write_bytes(b"changed since")
    (lived_in.files / "18 Петров").mkdir()
    (lived_in.files / "18 Петров" / "план.pdf").write_bytes(b"plan")
    before = contents(lived_in.path)
    aside = restore_backup(lived_in, backup, NOW, overwrite=True).aside
    assert aside is not None
    assert contents(aside) == before
    assert (aside / ".naryad" / "journal.db").exists()
    assert lived_in.workbook().read_bytes() != b"changed since"
    assert not (lived_in.files / "18 Петров").exists()


def test_an_old_write_ahead_log_never_stays_beside_a_restored_journal(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    (lived_in.own / "journal.db-wal").write_bytes(b"of another journal")
    restore_backup(lived_in, backup, NOW, overwrite=True)
    assert not (lived_in.own / "journal.db-wal").exists()


def test_a_journal_outside_the_home_goes_back_there_and_the_old_one_stays_beside_it(lived_in: Home, tmp_path: Path):
    elsewhere = tmp_path / "db" / "journal.db"
    elsewhere.parent.mkdir()
    lived_in.settings_file.write_text(f'database = "sqlite:///{elsewhere}"')
    open_journal(str(load_settings(lived_in.path).database)).close()
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    elsewhere.write_bytes(b"spoilt")
    restore_backup(lived_in, backup, NOW, overwrite=True)
    assert is_sound(elsewhere)
    assert [each.read_bytes() for each in elsewhere.parent.glob("*отложено*")] == [b"spoilt"]


def test_a_running_service_is_backed_up_but_not_restored_over(lived_in: Home, tmp_path: Path):
    with HomeLock(lived_in, "run"):
        backup = backup_of(lived_in, tmp_path / "copy.zip")
        with pytest.raises(HomeTrouble) as caught:
            restore_backup(lived_in, backup, NOW, overwrite=True)
    assert caught.value.code == "home_held"


def test_a_damaged_byte_is_noticed_wherever_it_would_matter(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    whole, damaged = backup.read_bytes(), tmp_path / "damaged.zip"
    noticed = 0
    for place in range(10, len(whole), len(whole) // 40):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            read_backup(damaged)
        except BackupTrouble:
            noticed += 1
        else:  # a time or an attribute of a member: what would come back is the same
            assert unpacked(damaged) == unpacked(backup)
    assert noticed > 30


def unpacked(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("step", [0, 1, 3, 5, 7, 9, 11, 13])
def test_a_restore_that_broke_off_anywhere_loses_nothing_and_can_be_repeated(lived_in, tmp_path, monkeypatch, step):
    backup = backup_of(lived_in, tmp_path / "copy.zip", with_files=True)
    wanted = contents(lived_in.path)
    lived_in.workbook().write_bytes(b"changed since")
    with monkeypatch.context() as breaking:
        moves = iter(range(100))

        def breaking_off(original):
            def move(path: Path, target: Path) -> Path:
                if next(moves) == step:
                    raise KeyboardInterrupt
                return original(path, target)

            return move

        breaking.setattr(Path, "rename", breaking_off(Path.rename))
        breaking.setattr(Path, "replace", breaking_off(Path.replace))
        with suppress(KeyboardInterrupt):
            restore_backup(lived_in, backup, NOW, overwrite=True)
    restore_backup(lived_in, backup, NOW + timedelta(seconds=5), overwrite=True)
    now = contents(lived_in.path)
    assert {name: content for name, content in now.items() if not name.startswith("отложено")} == wanted
    assert b"changed since" in now.values()


@pytest.mark.parametrize("cut", [0, 10, 1000, -1, -300])
def test_a_backup_that_was_cut_off_is_refused(lived_in: Home, tmp_path: Path, cut):
    whole = backup_of(lived_in, tmp_path / "copy.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:cut])
    with pytest.raises(BackupTrouble) as caught:
        restore_backup(Home(tmp_path / "other"), tmp_path / "cut.zip", NOW)
    assert caught.value.code == "backup_not_one"
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/cron.d/x", "files/../../x", ".naryad/lock", "naryad.toml/../x", "b.xlsx", "files\\..\\x"],
)
def test_a_backup_cannot_reach_outside_the_home_or_where_it_has_no_business(lived_in: Home, tmp_path: Path, name):
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(forged, "w") as target:
        manifest = json.loads(source.read("manifest.json"))
        manifest["members"][name] = {"size": 1, "sha256": "00"}
        target.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BackupTrouble) as caught:
        read_backup(forged)
    assert (caught.value.code, caught.value.params["reason"]) == ("backup_not_one", name)


def test_a_backup_of_a_newer_program_is_refused(lived_in: Home, tmp_path: Path):
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as target:
        target.writestr("manifest.json", json.dumps({"format": 99}))
    with pytest.raises(BackupTrouble) as caught:
        read_backup(newer)
    assert caught.value.code == "backup_newer"


def test_a_failed_backup_leaves_the_older_one_alone(lived_in: Home, tmp_path: Path):
    target = backup_of(lived_in, tmp_path / "copy.zip")
    older = target.read_bytes()
    lived_in.workbook().unlink()
    with pytest.raises(HomeTrouble):
        backup_of(lived_in, target)
    assert target.read_bytes() == older
    (lived_in.path / "Заказы.xlsx").write_bytes(b"x")
    with pytest.raises(BackupTrouble) as caught:
        backup_of(lived_in, tmp_path / "nowhere" / "copy.zip")
    assert caught.value.code == "backup_failed"


def test_links_in_the_folders_of_orders_are_not_followed(lived_in: Home, tmp_path: Path):
    (tmp_path / "secret").write_bytes(b"not ours")
    (lived_in.files / "17 Иванов" / "link").symlink_to(tmp_path / "secret")
    manifest = make_backup(lived_in, load_settings(lived_in.path), tmp_path / "copy.zip", NOW, with_files=True)
    assert "files/17 Иванов/link" not in manifest.files


def test_progress_is_told_to_the_end(lived_in: Home, tmp_path: Path):
    told: list[tuple[int, int]] = []
    backup_of(lived_in, tmp_path / "copy.zip", steps=lambda done, whole: told.append((done, whole)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_what_a_killed_restore_left_is_swept(lived_in: Home, tmp_path: Path):
    backup = backup_of(lived_in, tmp_path / "copy.zip")
    left = lived_in.path / ".naryad-incoming-abc"
    left.mkdir()
    (left / "secret").write_bytes(b"x")
    restore_backup(lived_in, backup, NOW, overwrite=True)
    assert not left.exists()


def test_a_backup_leaves_no_drafts(lived_in: Home, tmp_path: Path):
    before = sorted(lived_in.own.iterdir())
    backup_of(lived_in, tmp_path / "copy.zip")
    assert sorted(lived_in.own.iterdir()) == before
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["copy.zip"]


def test_what_a_killed_backup_left_is_swept_a_day_later(lived_in: Home, tmp_path: Path):
    old, fresh = lived_in.own / "backup-old", lived_in.own / "backup-fresh"
    for draft, age in ((old, timedelta(days=2)), (fresh, timedelta(minutes=1))):
        draft.mkdir()
        os.utime(draft, times=((NOW - age).timestamp(),) * 2)
    backup_of(lived_in, tmp_path / "copy.zip")
    assert (old.exists(), fresh.exists()) == (False, True)
