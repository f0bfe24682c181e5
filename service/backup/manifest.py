"""What a backup holds, and whether it really holds it.

Members lie in the zip as they lie in the home: the workbook, ``naryad.toml``, ``.naryad/journal.db``, ``.naryad/secret``,
``.naryad/versions/…``, and ``files/…`` when asked for. ``manifest.json`` lists each with its size and SHA-256.
"""

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from service.home import WORKBOOK_SUFFIXES
from service.journal_file import is_sound
from sheets_schema.errors import NaryadError

FORMAT: Final = 1
MEMBER: Final = "manifest.json"
JOURNAL: Final = ".naryad/journal.db"
CHUNK: Final = 1 << 20
_ALONE: Final = frozenset({"naryad.toml", ".naryad/secret", JOURNAL})
_WITHIN: Final = (".naryad/versions/", "files/")


class Readable(Protocol):
    """Anything that gives its bytes bit by bit."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""


class BackupTrouble(NaryadError):  # noqa: N818 - a state of a file, named as one
    """A backup cannot be made, or is not one that can be restored."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as the manifest lists it; ``size`` in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``members`` are in the zip; ``files`` lists the folders of orders, which are only in it where ``with_files``."""

    made_at: str
    workbook: str
    members: Mapping[str, Kept]
    files: Mapping[str, Kept] = field(default_factory=dict)
    with_files: bool = False
    format: int = FORMAT

    @property
    def carried(self) -> Mapping[str, Kept]:
        """Everything that must be in the zip."""
        return {**self.members, **self.files} if self.with_files else self.members

    def as_text(self) -> str:
        """Return it as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_backup(path: Path) -> Manifest:
    """Return the manifest of a backup after every member was unpacked and compared with it, and the journal examined.

    Raises ``BackupTrouble`` (``backup_not_one``, ``backup_newer``, ``backup_damaged``).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive.read(MEMBER))
            for name, kept in manifest.carried.items():
                _compare(archive, path, name, kept)
            _examine_journal(archive, path)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise BackupTrouble("backup_not_one", path=str(path), reason=_reason(error)) from error
    return manifest


def _manifest(path: Path, stored: bytes) -> Manifest:
    try:
        said = json.loads(stored)
        if said["format"] > FORMAT:
            raise BackupTrouble("backup_newer", path=str(path))
        members, files = ({name: Kept(**kept) for name, kept in said[part].items()} for part in ("members", "files"))
        manifest = Manifest(**{**said, "members": members, "files": files})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupTrouble("backup_not_one", path=str(path), reason=MEMBER) from error
    if strange := [name for name in manifest.carried if not _belongs(name, manifest.workbook)]:
        raise BackupTrouble("backup_not_one", path=str(path), reason=strange[0])
    return manifest


def _belongs(name: str, workbook: str) -> bool:
    """Tell whether a member may be unpacked into a home: only what we put there, and never outside."""
    parts = PurePosixPath(name).parts
    if ".." in parts or "\\" in name or "\0" in name:
        return False
    if len(parts) == 1 and name == workbook:
        return PurePosixPath(name).suffix.lower() in WORKBOOK_SUFFIXES
    return name in _ALONE or name.startswith(_WITHIN)


def _compare(archive: zipfile.ZipFile, path: Path, name: str, kept: Kept) -> None:
    try:
        with archive.open(name) as member:
            found = digest(member)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BackupTrouble("backup_damaged", path=str(path), name=name) from error
    if found != kept:
        raise BackupTrouble("backup_damaged", path=str(path), name=name)


def _examine_journal(archive: zipfile.ZipFile, path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="naryad-") as folder:
        archive.extract(JOURNAL, folder)
        if not is_sound(Path(folder) / JOURNAL):
            raise BackupTrouble("backup_damaged", path=str(path), name=JOURNAL)


def digest(file: Readable) -> Kept:
    """Read a file to its end and return what the manifest says of it."""
    size, hashing = 0, hashlib.sha256()
    while chunk := file.read(CHUNK):
        size += len(chunk)
        hashing.update(chunk)
    return Kept(size, hashing.hexdigest())


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or MEMBER
