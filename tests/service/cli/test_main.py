import socket
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli import COMMANDS
from service.home import Home, HomeLock

DOCUMENT = Path(__file__).parents[3] / "docs" / "cli.md"


def test_every_command_is_listed_with_its_purpose(naryad):
    ran = naryad("--help")
    assert ran.code == 0
    for name, purpose in COMMANDS.items():
        assert f" {name} " in ran.out
        assert purpose in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_russian(naryad, name):
    ran = naryad(name, "--help")
    assert ran.code == 0
    assert COMMANDS[name] in ran.out
    assert "--home" in ran.out
    assert "Ключи" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"## naryad {name}" in DOCUMENT.read_text("utf-8")


def test_help_imports_neither_the_database_nor_the_web():
    """Speed as a fact that cannot flicker: what is not imported takes no time."""
    code = "import sys, service.cli as c; c.build(['--help']); print([m for m in sys.modules if m.split('.')[0] in %r])"
    heavy = {"sqlalchemy", "fastapi", "openpyxl", "pydantic", "holidays", "uvicorn", "babel"}
    done = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_told(naryad):
    assert naryad("--version").out.strip()[0].isdigit()


@pytest.mark.parametrize(
    "arguments", [["tik"], ["tick", "--jsn"], ["run", "--port", "x"], ["restore"], ["history", "x"]]
)
def test_wrong_use_exits_with_two(naryad, arguments):
    assert naryad(*arguments).code == 2


def test_an_expected_error_is_one_line_with_its_remedy_and_no_traceback(naryad, tmp_path: Path):
    ran = naryad("tick", "--home", tmp_path / "nowhere")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    naryad_error = naryad("check", "--home", tmp_path)
    assert naryad_error.err.strip() == (
        f"Папка фирмы: в {tmp_path} нет таблицы .xlsx; положите её туда или создайте новую: naryad init --home {tmp_path}"
    )


def test_every_wrong_setting_is_a_line_of_its_own(naryad, tmp_path: Path):
    (tmp_path / "naryad.toml").write_text('port = "восемь"\nprot = 1', "utf-8")
    ran = naryad("status", "--home", tmp_path)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "Настройка port: «восемь» — не число; напишите, например, port = 8000",
        "Настройка prot: такой настройки нет; возможно, port; все настройки — в docs/settings.md",
    ]


def test_the_home_may_come_from_the_environment(naryad, new_home: Home, monkeypatch):
    monkeypatch.setenv("NARYAD_HOME", str(new_home.path))
    assert naryad("status").code == 0


@pytest.mark.parametrize("command", ["tick", "run", "upgrade"])
def test_a_second_poller_on_one_home_exits_with_two_and_says_who_holds_it(naryad, new_home: Home, command):
    with HomeLock(new_home, "run"):
        ran = naryad(command, "--home", new_home.path)
    assert ran.code == 2
    assert "за таблицей уже следит «naryad run»" in ran.err
    assert "остановите его" in ran.err


def test_a_taken_port_is_told_before_anything_starts(naryad, new_home: Home):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ran = naryad("run", "--home", new_home.path, "--port", port)
    assert ran.code == 2
    assert ran.err.startswith(f"Сервер: порт {port} не открывается")
    assert f"naryad run --port {port + 1}" in ran.err
