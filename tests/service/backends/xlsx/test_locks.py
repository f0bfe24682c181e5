"""Lock files of LibreOffice and Excel: who holds the workbook, since when, and when a lock has outlived its program."""

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest

from service.backends.xlsx.locks import excel_lock, holder_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "Учёт.xlsx"
    path.write_bytes(b"x")
    age(path, timedelta(days=3))
    return path


def age(path, since):
    moment = (NOW - since).timestamp()
    os.utime(path, (moment, moment))


def holder(path, runs=True):
    return holder_of(path, lambda: NOW, lambda: runs)


def libreoffice(path, user="Ольга", host="office-pc", when="24.11.2026 11:20"):
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(f",{user},{host},{when},file:///home/o/.config/libreoffice/4;")
    age(lock, timedelta(hours=1))
    return lock


def excel(path, name="Ольга Иванова"):
    lock = path.with_name(f"~${path.name}")
    ansi = name.encode("cp1251")
    wide = name.encode("utf-16-le")
    content = bytes([len(ansi)]) + ansi.ljust(54, b" ") + len(name).to_bytes(2, "little") + wide
    lock.write_bytes(content.ljust(165, b"\0"))
    age(lock, timedelta(hours=1))
    return lock


def test_nobody_holds_a_workbook_without_a_lock(path):
    assert holder(path) is None


def test_libreoffice_tells_name_host_and_since(path):
    libreoffice(path)
    found = holder(path)
    assert (found.name, found.host, found.since) == ("Ольга", "office-pc", datetime(2026, 11, 24, 11, 20, tzinfo=UTC))


def test_a_comma_in_a_name_is_escaped_there(path):
    libreoffice(path, user="Иванова\\, Ольга")
    assert holder(path).name == "Иванова, Ольга"


def test_excel_tells_a_russian_name(path):
    excel(path)
    assert holder(path).name == "Ольга Иванова"


def test_an_owner_file_that_may_not_be_read_still_counts(path, monkeypatch):
    lock = excel(path)
    read = type(lock).read_bytes

    def refused(self):
        if self == lock:
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(type(lock), "read_bytes", refused)
    assert holder(path).lock == lock.name


def test_long_names_lose_two_letters_to_excels_sign(path):
    lock = path.with_name(f"~${path.name[2:]}")
    lock.write_bytes(b"\x01A")
    assert excel_lock(path) == lock


def test_a_lock_of_this_host_is_stale_when_no_office_program_runs(path):
    libreoffice(path, host=socket.gethostname())
    assert holder(path, runs=True) is not None
    assert holder(path, runs=False) is None


def test_a_lock_of_another_host_holds_whatever_runs_here(path):
    libreoffice(path)
    assert holder(path, runs=False) is not None


@pytest.mark.parametrize("make", [libreoffice, excel])
def test_a_lock_expires_half_a_day_after_it_or_the_last_save(make, path):
    lock = make(path)
    age(lock, timedelta(hours=13))
    assert holder(path) is None
    age(path, timedelta(hours=2))
    assert holder(path) is not None, "somebody saved two hours ago: it lives"


def test_an_empty_or_garbled_lock_still_holds(path):
    lock = path.with_name(f".~lock.{path.name}#")
    for content in (b"", b"\xff\xfe\x00", b",,,,;"):
        lock.write_bytes(content)
        age(lock, timedelta(minutes=1))
        assert holder(path).name == ""
