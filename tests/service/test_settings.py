from pathlib import Path

import pytest

from service.settings import Settings, load_settings
from service.settings_faults import SettingsWrong, example, leaves

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    import os

    for name in [each for each in os.environ if each.startswith("NARYAD_")]:
        monkeypatch.delenv(name)


def faults(home: Path, **given: object) -> list[tuple[str, str, str]]:
    with pytest.raises(SettingsWrong) as caught:
        load_settings(home, given)
    return [(each.code, each.column, each.value) for each in caught.value.problems]


def write(home: Path, text: str) -> Path:
    (home / "naryad.toml").write_text(text, "utf-8")
    return home


def test_a_home_without_settings_runs_on_the_defaults(tmp_path):
    settings = load_settings(tmp_path)
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "ru")
    assert settings.database == f"sqlite:///{tmp_path}/.naryad/journal.db"
    assert settings.zone_info.key == "Europe/Moscow"


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path, monkeypatch):
    write(tmp_path, "port = 1000\nhost = '0.0.0.0'\n[poll]\nseconds = 5\n[limits]\nversions = 7")
    monkeypatch.setenv("NARYAD_PORT", "2000")
    monkeypatch.setenv("NARYAD_POLL__SECONDS", "3.5")
    settings = load_settings(tmp_path)
    assert (settings.host, settings.port, settings.poll.seconds, settings.limits.versions) == ("0.0.0.0", 2000, 3.5, 7)
    assert load_settings(tmp_path, {"port": 3000}).port == 3000


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("port = 'восемь'", ("setting_not_a_number", "port", "восемь")),
        ("port = 1.5", ("setting_not_a_number", "port", "1.5")),
        ("port = 0", ("setting_out_of_range", "port", "0")),
        ("port = 70000", ("setting_out_of_range", "port", "70000")),
        ("prot = 8000", ("setting_unknown", "prot", "")),
        ("[poll]\nsecond = 3", ("setting_unknown", "poll.second", "")),
        ("poll = 3", ("setting_not_a_section", "poll", "3")),
        ("host = 5", ("setting_not_a_text", "host", "5")),
        ("host = ''", ("setting_not_a_text", "host", "")),
        ("language = 'de'", ("setting_not_a_choice", "language", "de")),
        ("zone = 'Москва'", ("setting_zone", "zone", "Москва")),
        ("public_url = 'naryad.example.ru'", ("setting_url", "public_url", "naryad.example.ru")),
        ("database = 'mysql://x'", ("setting_database", "database", "mysql://x")),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(tmp_path, text, fault):
    assert faults(write(tmp_path, text)) == [fault]


def test_all_wrong_settings_are_told_at_once(tmp_path):
    assert len(faults(write(tmp_path, "port = 'x'\nzone = 'y'\nfoo = 1"))) == 3


def test_a_misspelt_name_is_answered_with_the_nearest_one(tmp_path):
    with pytest.raises(SettingsWrong) as caught:
        load_settings(write(tmp_path, "[poll]\nsecond = 3"))
    assert caught.value.problems[0].params["nearest"] == "poll.seconds"


@pytest.mark.parametrize(
    ("variable", "nearest"),
    [("NARYAD_PROT", "NARYAD_PORT"), ("NARYAD_POLL__SECOND", "NARYAD_POLL__SECONDS"), ("NARYAD_POLL", "NARYAD_PORT")],
)
def test_a_misspelt_variable_does_not_pass_silently(tmp_path, monkeypatch, variable, nearest):
    monkeypatch.setenv(variable, "3")
    with pytest.raises(SettingsWrong) as caught:
        load_settings(tmp_path)
    problem = caught.value.problems[0]
    assert (problem.code, problem.column, problem.params["nearest"]) == ("setting_unknown", variable, nearest)


def test_the_folder_of_the_home_is_no_misspelt_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("NARYAD_HOME", str(tmp_path))
    assert load_settings(tmp_path).port == 8000


def test_a_fault_says_where_the_value_was_set(tmp_path, monkeypatch):
    write(tmp_path, "zone = 'Москва'")
    monkeypatch.setenv("NARYAD_LANGUAGE", "de")
    with pytest.raises(SettingsWrong) as caught:
        load_settings(tmp_path, {"port": 0})
    assert {each.column: each.params["source"] for each in caught.value.problems} == {
        "zone": "naryad.toml",
        "language": "NARYAD_LANGUAGE",
        "port": "--port",
    }


@pytest.mark.parametrize(
    ("content", "code"), [(b"port = ", "settings_not_toml"), ("порт".encode("cp1251"), "settings_not_utf8")]
)
def test_a_file_that_cannot_be_read_is_explained(tmp_path, content, code):
    (tmp_path / "naryad.toml").write_bytes(content)
    assert faults(tmp_path) == [(code, "", str(tmp_path / "naryad.toml"))]


def test_every_example_that_a_fault_offers_is_accepted(tmp_path):
    lines = [example(name, info) for name, info in leaves(Settings)]
    assert load_settings(write(tmp_path, "\n".join(sorted(lines)))).port == 8000


def test_every_setting_is_documented_with_its_default_and_its_variable():
    text = DOCUMENT.read_text("utf-8")
    for name, info in leaves(Settings):
        line = next((line for line in text.splitlines() if line.startswith(f"| `{name}` ")), "")
        assert line, f"docs/settings.md says nothing about {name}"
        assert f"`NARYAD_{name.upper().replace('.', '__')}`" in line
        assert f"`{info.default}`" in line or info.default == "", f"docs/settings.md gives another default for {name}"


def test_every_documented_setting_exists():
    known = {name for name, _ in leaves(Settings)}
    rows = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert {row.split("`")[1] for row in rows} == known
