from pathlib import Path

from service.home import Home
from service.journal.migrations import HEAD
from service.journal_file import is_sound, journal_path, schema_version


def test_a_journal_is_known_by_its_version(started_home: Home):
    assert schema_version(started_home.journal) == HEAD
    assert is_sound(started_home.journal)


def test_what_is_no_journal_has_no_version_and_is_not_made(tmp_path: Path):
    (tmp_path / "text").write_text("not a database")
    for path in (tmp_path / "text", tmp_path / "nothing.db"):
        assert schema_version(path) is None
        assert not is_sound(path)
    assert not (tmp_path / "nothing.db").exists()


def test_a_journal_with_a_spoilt_page_is_not_sound(started_home: Home):
    content = bytearray(started_home.journal.read_bytes())
    content[4096:8192] = b"\x55" * 4096
    started_home.journal.write_bytes(content)
    assert not is_sound(started_home.journal)


def test_the_path_of_a_database_is_known_only_for_a_file():
    assert journal_path("sqlite:////srv/naryad/journal.db") == Path("/srv/naryad/journal.db")
    assert journal_path("postgresql://db/naryad") is None
