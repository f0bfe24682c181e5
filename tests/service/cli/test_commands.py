import json
from pathlib import Path

import pytest

from service.home import Home


@pytest.fixture
def ticked(naryad, demo_home: Home) -> Home:
    """The demo firm after two ticks."""
    for _ in range(2):
        assert naryad("tick", "--home", demo_home.path).code == 0
    return demo_home


def test_a_firm_is_founded_without_a_terminal_by_its_flags(naryad, tmp_path: Path):
    home = tmp_path / "firm"
    ran = naryad("init", "--home", home, "--firm", "ООО «Свет»", "--phone", "8 912 345 67 89", "--zone", "Asia/Omsk")
    assert ran.code == 0
    assert f"naryad run --home {home}" in ran.out
    assert 'zone = "Asia/Omsk"' in (home / "naryad.toml").read_text()


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        ("--zone", "Москва", "нет такого часового пояса"),
        ("--phone", "12", "не телефон"),
        ("--language", "de", "напишите ru или en"),
        ("--table", "нет.xlsx", "нет; впишите путь"),
    ],
)
def test_a_wrong_answer_is_refused_before_anything_is_made(naryad, tmp_path: Path, flag, value, said):
    ran = naryad("init", "--home", tmp_path / "firm", flag, value)
    assert ran.code == 2
    assert said in " ".join(ran.err.replace("│", " ").split())
    assert not (tmp_path / "firm").exists()


def test_a_demo_can_be_tried_at_once(naryad, tmp_path: Path):
    assert naryad("demo", "--home", tmp_path / "demo", "--seed", "7").code == 0
    assert naryad("demo", "--home", tmp_path / "demo").code == 2


def test_a_tick_tells_what_it_read_and_did(naryad, demo_home: Home):
    first = naryad("tick", "--home", demo_home.path)
    assert "прочитана впервые" in first.out
    assert "Сделано" in naryad("tick", "--home", demo_home.path).out
    last = naryad("tick", "--home", demo_home.path)
    assert last.out.strip() == "Таблица не менялась."


def test_a_tick_for_programs_has_the_documented_keys(naryad, new_home: Home):
    data = naryad("tick", "--home", new_home.path, "--json").data
    document = (Path(__file__).parents[3] / "docs" / "cli.md").read_text("utf-8")
    for key in data:
        assert f"`{key}`" in document, f"docs/cli.md says nothing about {key}"


def test_a_check_names_each_problem_and_changes_nothing(naryad, demo_home: Home):
    before = {path: path.stat().st_mtime_ns for path in demo_home.path.rglob("*")}
    ran = naryad("check", "--home", demo_home.path)
    assert ran.code == 1
    assert "Заказы, строка" in ran.out
    data = naryad("check", "--home", demo_home.path, "--json").data
    assert data["count"] == len(data["problems"]) == len(ran.out.splitlines()) - 1
    assert {path: path.stat().st_mtime_ns for path in demo_home.path.rglob("*")} == before
    for problem in data["problems"]:
        assert set(problem) == {"code", "level", "sheet", "row", "number", "column", "value", "reason", "remedy"}


def test_a_check_of_a_faultless_workbook_exits_with_zero(naryad, new_home: Home):
    ran = naryad("check", "--home", new_home.path)
    assert (ran.code, ran.out.strip()) == (0, "Ошибок нет.")


def test_the_status_is_told_to_people_and_programs(naryad, ticked: Home):
    assert "не запущена" in naryad("status", "--home", ticked.path).out
    data = naryad("status", "--home", ticked.path, "--json").data
    assert data["orders"] >= 60
    assert data["service"] is None
    assert data["effects"]["due"] == 0


def test_an_invitation_is_a_link_that_works_once(naryad, new_home: Home):
    first, second = (naryad("invite", "--home", new_home.path, "--json").data["link"] for _ in range(2))
    assert first.startswith("http://127.0.0.1:8000/enter/")
    assert first != second


def test_the_kept_states_are_listed_and_compared(naryad, ticked: Home):
    versions = naryad("history", "--home", ticked.path, "--json").data["versions"]
    assert [each["by_robot"] for each in versions] == [False, True]
    assert "робот" in naryad("history", "--home", ticked.path).out
    assert "Папка" in naryad("history", "--home", ticked.path, "--from", 0).out
    assert naryad("history", "--home", ticked.path, "--from", 99).code == 1


def test_an_order_without_history_is_told_so(naryad, ticked: Home):
    assert "записей в истории нет" in naryad("history", 9999, "--home", ticked.path).out


def test_the_workbook_goes_back_to_an_earlier_state(naryad, ticked: Home):
    after = ticked.workbook().read_bytes()
    ran = naryad("restore", "--home", ticked.path, "--to", 0)
    assert (ran.code, ran.err) == (0, "")
    assert ticked.workbook().read_bytes() != after
    assert after in [each.read_bytes() for each in ticked.versions.iterdir()]


def test_a_backup_and_the_way_back(naryad, ticked: Home, tmp_path: Path):
    copy = tmp_path / "copy.zip"
    made = naryad("backup", "--home", ticked.path, "--to", copy)
    assert made.code == 0
    assert "Копия сделана и проверена" in made.out
    refused = naryad("restore", copy, "--home", ticked.path)
    assert refused.code == 2
    assert "--yes" in refused.err
    assert naryad("restore", copy, "--home", ticked.path, "--yes").code == 0
    assert naryad("tick", "--home", ticked.path, "--json").data["trouble"] == ""


def test_a_backup_is_named_by_its_moment_in_the_folder_that_is_given(naryad, new_home: Home, tmp_path: Path):
    (tmp_path / "copies").mkdir()
    data = naryad("backup", "--home", new_home.path, "--to", tmp_path / "copies", "--json").data
    assert Path(data["backup"]).parent == tmp_path / "copies"
    assert Path(data["backup"]).exists()


def test_an_upgrade_of_a_new_workbook_has_nothing_to_add(naryad, new_home: Home):
    ran = naryad("upgrade", "--home", new_home.path)
    assert (ran.code, ran.out.strip()) == (0, "Всё на месте: добавлять нечего.")
    assert json.loads(naryad("upgrade", "--home", new_home.path, "--json").out) == {
        "sheets": [],
        "columns": [],
        "problems": [],
    }
