"""What every ``FileStore`` must do: run against the fake and against each real one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.backends.local_disk import LocalDisk
from sheets_schema.ports import FileStore
from tests.fakes.file_store import MemoryFileStore

Listing = Callable[[], dict[str, bytes]]


@pytest.fixture(params=["memory", "local_disk"])
def store_and_listing(request, tmp_path: Path) -> tuple[FileStore, Listing]:
    if request.param == "memory":
        fake = MemoryFileStore()
        return fake, fake.listing
    root = tmp_path / "files"

    def listing() -> dict[str, bytes]:
        return {str(each.relative_to(tmp_path)): each.read_bytes() for each in root.rglob("*") if each.is_file()}

    return LocalDisk(root), listing


@pytest.fixture
def store(store_and_listing) -> FileStore:
    return store_and_listing[0]


@pytest.fixture
def listing(store_and_listing) -> Listing:
    return store_and_listing[1]


def test_a_folder_is_linked_relative_to_the_workbook(store):
    assert store.make_folder("17 Иванов Иван, Лесная, 5") == "files/17 Иванов Иван, Лесная, 5"


def test_making_a_folder_twice_finds_it(store, listing):
    link = store.make_folder("17 Иванов")
    store.put("17 Иванов", "скан.pdf", b"scan")
    assert store.make_folder("17 Иванов") == link
    assert list(listing()) == ["files/17 Иванов/скан.pdf"]


def test_a_file_lands_in_its_folder_even_when_that_was_never_made(store, listing):
    assert store.put("17 Иванов", "чек.jpg", b"photo") == "files/17 Иванов/чек.jpg"
    assert listing() == {"files/17 Иванов/чек.jpg": b"photo"}


def test_the_same_content_under_the_same_name_is_one_file(store, listing):
    links = {store.put("17 Иванов", "чек.jpg", b"photo") for _ in range(3)}
    assert links == {"files/17 Иванов/чек.jpg"}
    assert len(listing()) == 1


def test_other_content_under_the_same_name_gets_a_number(store, listing):
    links = [store.put("17 Иванов", "чек.jpg", content) for content in (b"one", b"two", b"three", b"two")]
    assert links == [f"files/17 Иванов/чек{mark}.jpg" for mark in ("", " (2)", " (3)", " (2)")]
    assert sorted(listing().values()) == [b"one", b"three", b"two"]


def test_content_that_only_begins_alike_is_other_content(store):
    assert store.put("1", "a.txt", b"one") != store.put("1", "a.txt", b"one and more")


def test_an_empty_file_is_a_file(store, listing):
    assert store.put("1", "пусто.txt", b"") == store.put("1", "пусто.txt", b"")
    assert listing() == {"files/1/пусто.txt": b""}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..", ".", "", "/etc", "a/../../b", "\x00", "CON", "con.txt", "c:\\x"]
)
def test_no_name_leads_out_of_the_root(store, listing, name):
    store.make_folder(name)
    link = store.put(name, name, b"kept inside")
    assert listing() == {link: b"kept inside"}
    assert link.startswith("files/")
    assert not {"..", ".", ""} & set(link.split("/"))


def test_files_put_at_the_same_time_are_all_kept(store, listing):
    contents = [bytes([number]) * 1000 for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        links = list(pool.map(lambda content: store.put("17", "фото.jpg", content), contents))
    assert len(set(links)) == 24
    assert sorted(listing().values()) == contents
