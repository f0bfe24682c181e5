import errno
import os
from pathlib import Path

import pytest

from service.backends.local_disk import LocalDisk, unavailable
from sheets_schema.errors import StoreUnavailable

NOBODY = 65_534


def code_of(doing) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        doing()
    return caught.value.code


def test_a_link_in_place_of_a_folder_is_not_followed(tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "17").symlink_to(outside)
    store = LocalDisk(tmp_path / "files")
    assert code_of(lambda: store.put("17", "чек.jpg", b"photo")) == "store_unavailable"
    assert code_of(lambda: store.make_folder("17")) == "store_unavailable"
    assert list(outside.iterdir()) == []


def test_a_link_in_place_of_a_file_is_neither_read_nor_written_through(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"photo")
    store = LocalDisk(tmp_path / "files")
    store.make_folder("17")
    (tmp_path / "files" / "17" / "чек.jpg").symlink_to(secret)
    assert store.put("17", "чек.jpg", b"photo") == "files/17/чек (2).jpg"
    assert secret.read_bytes() == b"photo"


def test_a_root_that_the_owner_linked_to_a_share_is_followed(tmp_path: Path):
    (tmp_path / "share").mkdir()
    (tmp_path / "files").symlink_to(tmp_path / "share")
    assert LocalDisk(tmp_path / "files").put("17", "чек.jpg", b"photo") == "files/17/чек.jpg"
    assert (tmp_path / "share" / "17" / "чек.jpg").read_bytes() == b"photo"


def test_a_folder_in_place_of_a_file_is_left_alone(tmp_path: Path):
    (tmp_path / "files" / "17" / "чек.jpg").mkdir(parents=True)
    assert LocalDisk(tmp_path / "files").put("17", "чек.jpg", b"photo") == "files/17/чек (2).jpg"


def test_a_pipe_in_place_of_a_file_does_not_hang_it(tmp_path: Path):
    (tmp_path / "files" / "17").mkdir(parents=True)
    os.mkfifo(tmp_path / "files" / "17" / "чек.jpg")
    assert LocalDisk(tmp_path / "files").put("17", "чек.jpg", b"photo") == "files/17/чек (2).jpg"


def test_what_a_kill_left_half_written_is_taken_over(tmp_path: Path):
    folder = tmp_path / "files" / "17"
    folder.mkdir(parents=True)
    (folder / ".~naryad-draft.tmp").write_bytes(b"half of somethi")
    LocalDisk(tmp_path / "files").put("17", "чек.jpg", b"photo")
    assert [each.name for each in folder.iterdir()] == ["чек.jpg"]


def test_the_longest_names_fit_a_disk_with_their_number(tmp_path: Path):
    store = LocalDisk(tmp_path / "files")
    links = [store.put("17 " + "Ж" * 300, "Ы" * 300 + ".jpeg", content) for content in (b"one", b"two")]
    for link in links:
        assert link.endswith(".jpeg")
        assert all(len(part.encode()) <= 128 for part in link.split("/"))
    assert links[1].endswith(" (2).jpeg")


def test_a_file_in_place_of_the_root_is_explained(tmp_path: Path):
    (tmp_path / "files").write_text("not a folder")
    assert code_of(lambda: LocalDisk(tmp_path / "files").make_folder("17")) == "store_unavailable"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody for a moment")
def test_a_folder_without_the_right_to_write_is_explained(tmp_path: Path):
    (tmp_path / "files").mkdir()
    os.seteuid(NOBODY)
    try:
        code = code_of(lambda: LocalDisk(tmp_path / "files").make_folder("17"))
    finally:
        os.seteuid(0)
    assert code == "store_no_right"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "store_no_right"),
        (errno.EROFS, "store_no_right"),
        (errno.ENOSPC, "store_disk_full"),
        (errno.EDQUOT, "store_disk_full"),
        (errno.EIO, "store_unavailable"),
        (errno.ESTALE, "store_unavailable"),
    ],
)
def test_each_trouble_of_a_disk_has_its_code(number, code):
    error = unavailable(OSError(number, os.strerror(number)), Path("/srv/files"))
    assert error.code == code
    assert error.params["path"] == "/srv/files"
