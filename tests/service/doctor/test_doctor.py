import os
import socket
from pathlib import Path

import pytest

from service.doctor import Finding, State, examine
from service.home import Home, HomeLock


def about(topic: str, home: Home) -> list[Finding]:
    return [each for each in examine(home) if each.topic.startswith(topic)]


@pytest.fixture
def quiet_home(new_home: Home) -> Home:
    """A home on a port that is free for certain."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    new_home.settings_file.write_text(f"port = {port}")
    return new_home


def test_a_healthy_home_has_no_trouble_and_is_left_as_it_was(quiet_home: Home):
    before = sorted(quiet_home.path.rglob("*"))
    assert [each for each in examine(quiet_home) if each.state is State.TROUBLE] == []
    assert sorted(quiet_home.path.rglob("*")) == before


def test_every_trouble_and_note_comes_with_a_remedy(tmp_path: Path, demo_home: Home):
    found = [*examine(Home(tmp_path / "nowhere")), *examine(demo_home)]
    assert any(each.state is State.TROUBLE for each in found)
    assert all(each.remedy for each in found if each.state is not State.OK)


def test_a_home_that_is_not_there_is_told(tmp_path: Path):
    assert (
        about("Папка", Home(tmp_path / "nowhere"))[0].remedy
        == f"создайте её: naryad init --home {tmp_path / 'nowhere'}"
    )


def test_wrong_settings_are_told_and_the_rest_is_examined_all_the_same(quiet_home: Home):
    quiet_home.settings_file.write_text("port = 'x'\nprot = 1")
    assert [each.state for each in about("Настройки", quiet_home)] == [State.TROUBLE, State.TROUBLE]
    assert about("Таблица", quiet_home)[0].state is State.OK


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody for a moment")
def test_a_folder_where_nothing_can_be_written_is_found_by_trying(quiet_home: Home):
    quiet_home.path.chmod(0o755)
    for parent in [*quiet_home.path.parents][:3]:
        parent.chmod(0o755)
    os.seteuid(65_534)
    try:
        states = [each.state for each in about("Права на home", quiet_home)]
    finally:
        os.seteuid(0)
    assert states == [State.TROUBLE]


def test_a_port_that_another_program_holds_is_told(quiet_home: Home):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        quiet_home.settings_file.write_text(f"port = {port}")
        assert about("Порт", quiet_home)[0].state is State.TROUBLE


def test_a_running_service_is_told_and_its_port_not_taken_for_a_strangers(quiet_home: Home):
    with HomeLock(quiet_home, "run"):
        assert f"процесс {os.getpid()}" in about("Служба", quiet_home)[0].text
        assert about("Порт", quiet_home) == []


def test_an_open_door_without_https_is_noted(quiet_home: Home):
    quiet_home.settings_file.write_text(quiet_home.settings_file.read_text() + "\nhost = '0.0.0.0'")
    assert about("Доступ", quiet_home)[0].state is State.NOTE


def test_bad_rows_are_noted_and_a_bad_file_is_trouble(demo_home: Home):
    assert about("Таблица", demo_home)[0].state is State.NOTE
    demo_home.workbook().write_bytes(b"<html>")
    found = about("Таблица", demo_home)[0]
    assert found.state is State.TROUBLE
    assert "страница сайта" in found.text


def test_a_workbook_that_somebody_has_open_is_noted(quiet_home: Home):
    (quiet_home.path / f"~${quiet_home.workbook().name}").write_bytes(b"x")
    assert about("Таблица открыта", quiet_home)[0].state is State.NOTE


@pytest.mark.parametrize(("content", "said"), [(b"not a database at all" * 100, "повреждён"), (b"", "не журнал")])
def test_a_journal_that_is_none_is_trouble(started_home: Home, content, said):
    started_home.journal.write_bytes(content)
    for tail in ("-wal", "-shm"):
        started_home.journal.with_name(f"journal.db{tail}").unlink(missing_ok=True)
    found = about("Журнал", started_home)[0]
    assert found.state is State.TROUBLE
    assert said in found.text


def test_a_sound_journal_is_told_with_its_version(started_home: Home):
    assert about("Журнал", started_home)[0].text == "цел, версия 0001"
