"""What lies under a workbook's name, recognised before anything is parsed: each kind of trouble has its own code."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from service.backends.xlsx.book import CONTENT_TYPES, Book
from service.backends.xlsx.errors import DAMAGE
from service.backends.xlsx.package import Limits, Package
from sheets_schema.errors import EditRefused, WorkbookUnreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|\?xml[^>]*\?>\s*<html)",
    re.IGNORECASE | re.DOTALL,
)


def open_book(data: bytes, name: str, limits: Limits) -> Book:
    """Return the book in ``data``. Raises ``WorkbookUnreadable``, its parameters naming the file.

    Codes: ``workbook_empty_file``, ``workbook_html``, ``workbook_xls``, ``workbook_password``, ``workbook_truncated``,
    ``workbook_other_zip``, ``workbook_bomb``, ``workbook_corrupt``.
    """
    with explained(name):
        return _open(data, limits)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn whatever damaged parts make the inside raise into ``WorkbookUnreadable`` that names the file."""
    try:
        yield
    except WorkbookUnreadable as error:
        raise WorkbookUnreadable(error.code, **{**error.params, "name": name}) from error
    except (EditRefused, *DAMAGE) as error:
        raise WorkbookUnreadable("workbook_corrupt", name=name, reason=str(error)) from error


def _open(data: bytes, limits: Limits) -> Book:
    _recognise(data)
    package = Package(data, limits)
    _require_workbook(package)
    book = Book(package)
    if not book.sheets:
        raise WorkbookUnreadable("workbook_corrupt", reason="no worksheets")
    return book


def _recognise(data: bytes) -> None:
    if not data.strip(b"\0"):
        raise WorkbookUnreadable("workbook_empty_file")
    if data.startswith(OLE):
        encrypted = any(mark in data for mark in _ENCRYPTED)
        raise WorkbookUnreadable("workbook_password" if encrypted else "workbook_xls")
    if data.startswith(ZIP):
        return
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        raise WorkbookUnreadable("workbook_html")
    raise WorkbookUnreadable("workbook_corrupt", reason="not a zip")


def _require_workbook(package: Package) -> None:
    if package.find(CONTENT_TYPES) is None or package.find("_rels/.rels") is None:
        raise WorkbookUnreadable("workbook_other_zip")
    types = package.read(package.find(CONTENT_TYPES) or "")
    if b"spreadsheetml" not in types and b"ms-excel" not in types:
        raise WorkbookUnreadable("workbook_other_zip")
    if b"ms-excel.sheet.binary" in types:
        raise WorkbookUnreadable("workbook_other_zip", kind="xlsb")
