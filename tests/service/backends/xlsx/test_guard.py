"""What is not a workbook is recognised, each kind by its code; mutated files are explained and never written to."""

import random
import zipfile
from datetime import UTC, datetime

import pytest

from service.backends.xlsx.package import Limits
from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, PutCell
from sheets_schema.errors import WorkbookError, WorkbookUnreadable
from tests.workbooks import MAKERS, make
from tests.workbooks.grafting import write
from tests.workbooks.mutations import mutated

QUICK, LONG = 60, 600


def at(path, limits=None):
    return XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC), limits)


def code_of(path, limits=None):
    with pytest.raises(WorkbookUnreadable) as unreadable:
        at(path, limits).read()
    assert unreadable.value.params["name"] == path.name
    return unreadable.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook_empty_file"),
        (b"\0" * 5000, "workbook_empty_file"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "workbook_html"),
        (b"\xef\xbb\xbf  <html><table></table></html>", "workbook_html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99,
            "workbook_password",
        ),
        (b"ID;PWXL;N;E", "workbook_corrupt"),
        (b"PK\x03\x04 and no more", "workbook_truncated"),
    ],
)
def test_each_kind_of_not_a_workbook_has_its_code(content, code, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


def test_a_half_written_file_is_truncated_at_any_length(tmp_path):
    path = make("charts.xlsx", tmp_path)
    whole = path.read_bytes()
    for part in range(1, 10):
        path.write_bytes(whole[: len(whole) * part // 10])
        assert code_of(path) in {"workbook_truncated", "workbook_corrupt"}


def test_another_kind_of_zip_is_told_apart(tmp_path):
    path = tmp_path / "a.xlsx"
    write(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
    assert code_of(path) == "workbook_other_zip"
    write(path, {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>", "word/document.xml": b"<a/>"})
    assert code_of(path) == "workbook_other_zip"


def test_a_bomb_is_recognised_by_what_it_declares(tmp_path):
    path = make("charts.xlsx", tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/big.bin", b"\0" * (40 << 20))
    assert code_of(path) == "workbook_bomb"
    assert code_of(path, Limits(total=1 << 20)) == "workbook_bomb"


def test_a_member_that_lies_about_its_size_is_corrupt_not_a_crash(tmp_path):
    path = make("charts.xlsx", tmp_path)
    data = bytearray(path.read_bytes())
    at_entry = data.find(b"PK\x01\x02")
    data[at_entry + 24 : at_entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert code_of(path) == "workbook_corrupt"


def survive(name, seed, folder):
    """Mutate one workbook; read and write it; tell the code of the explanation ('' when it could be read and written)."""
    path = make(name, folder)
    path.write_bytes(mutated(path.read_bytes(), random.Random(seed)))
    before, book = path.read_bytes(), at(path)
    try:
        book.read()
        book.write(
            [PutCell("Заказы", 3, 3, "живо"), AppendRow("Заказы", {1: 99, 3: "новый"})], base=book.stamp(), generation=7
        )
    except WorkbookError as error:
        assert path.read_bytes() == before, "an explained file is not written to"
        assert [entry.name for entry in folder.iterdir() if entry.name.startswith(".~")] == []
        return error.code
    assert book.read().generation == 7
    return ""


@pytest.mark.parametrize("seed", range(QUICK))
def test_a_mutated_file_is_explained_or_survives(seed, tmp_path):
    survive(list(MAKERS)[seed % len(MAKERS)], seed, tmp_path)


@pytest.mark.long
def test_six_hundred_mutated_files_are_explained(tmp_path):
    codes = []
    for seed in range(1000, 1000 + LONG):
        folder = tmp_path / str(seed)
        folder.mkdir()
        codes.append(survive(list(MAKERS)[seed % len(MAKERS)], seed, folder))
    explained = sum(1 for code in codes if code)
    print(f"{LONG} mutated files: {explained} explained, {LONG - explained} still good")
    assert explained > LONG // 3
