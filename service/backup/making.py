"""Making a backup, beside a service that may be running."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import IO, Final

from service.backup.manifest import CHUNK, JOURNAL, MEMBER, BackupTrouble, Kept, Manifest, digest, read_backup
from service.home import Home
from service.journal import open_journal
from service.settings import Settings

Steps = Callable[[int, int], None]
"""Told how many members are done, of how many."""

_PACKED: Final = frozenset(
    {".xlsx", ".xlsm", ".zip", ".jpg", ".jpeg", ".png", ".heic", ".webp", ".pdf", ".docx", ".mp4"}
)
_TRIES: Final = 5
_DRAFT: Final = "backup-"
_LEFT_BEHIND: Final = timedelta(days=1)


def make_backup(
    home: Home, settings: Settings, target: Path, now: datetime, *, with_files: bool = False, steps: Steps | None = None
) -> Manifest:
    """Write a backup to ``target``, read it back and return what it holds; an older target is only replaced then.

    Raises ``BackupTrouble``, ``HomeTrouble``, ``JournalUnavailable``.
    """
    workbook = home.workbook().name
    home.prepare()
    _sweep(home, now)
    unfinished = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=home.own, prefix=_DRAFT) as draft, _private(unfinished) as file:
            members = _members(home, settings, Path(draft))
            manifest = _pack(file, members, _files(home), (workbook, now, with_files), steps)
        read_backup(unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise BackupTrouble("backup_failed", path=str(target), reason=error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _sweep(home: Home, now: datetime) -> None:
    """Remove what a killed backup left: copies of clients' data. One that may still be under way is left alone."""
    for draft in home.own.glob(f"{_DRAFT}*"):
        if now.timestamp() - draft.stat().st_mtime > _LEFT_BEHIND.total_seconds():
            rmtree(draft, ignore_errors=True)


def _members(home: Home, settings: Settings, draft: Path) -> dict[str, Path]:
    """Return what to pack, by name.

    The workbook is copied before the journal: a journal that knows of a later write than its workbook heals that as it heals
    a stale save; a workbook from the journal's future could not be explained.
    """
    workbook = home.workbook()
    members = {workbook.name: _steady_copy(workbook, draft / "workbook"), JOURNAL: draft / "journal.db"}
    journal = open_journal(settings.database)
    try:
        journal.backup_to(draft / "journal.db")
    finally:
        journal.close()
    rest = [home.settings_file, home.own / "secret", *sorted(home.versions.glob("*"))]
    return members | {each.relative_to(home.path).as_posix(): each for each in rest if each.is_file()}


def _steady_copy(source: Path, target: Path) -> Path:
    """Copy a file that somebody may be saving. Raises ``BackupTrouble`` when it changes under every try."""
    for _ in range(_TRIES):
        with source.open("rb") as file:
            before = os.fstat(file.fileno())
            target.write_bytes(file.read())
            after = os.fstat(file.fileno())
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return target
    raise BackupTrouble("backup_unsteady", path=str(source))


def _files(home: Home) -> dict[str, Path]:
    """Return the files of orders by name; links are not followed out of the home."""
    found = (each for each in sorted(home.files.rglob("*")) if each.is_file() and not each.is_symlink())
    return {each.relative_to(home.path).as_posix(): each for each in found}


def _pack(
    target: IO[bytes],
    members: Mapping[str, Path],
    files: Mapping[str, Path],
    about: tuple[str, datetime, bool],
    steps: Steps | None,
) -> Manifest:
    workbook, now, with_files = about
    count = _counting(steps, len(members) + len(files))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        kept = {name: _add(archive, name, path) for name, path in count(members)}
        listed = {name: _add(archive, name, path) if with_files else _look(path) for name, path in count(files)}
        manifest = Manifest(now.isoformat(), workbook, _present(kept), _present(listed), with_files)
        archive.writestr(MEMBER, manifest.as_text())
    return manifest


def _counting(steps: Steps | None, whole: int) -> Callable[[Mapping[str, Path]], Iterator[tuple[str, Path]]]:
    done = 0

    def counted(paths: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
        nonlocal done
        for item in paths.items():
            yield item
            done += 1
            if steps is not None:
                steps(done, whole)

    return counted


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Kept | None:
    """Pack one file; None when it is gone meanwhile (an old version that fell off, a photo that a person deleted)."""
    try:
        info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        source = path.open("rb")
    except FileNotFoundError:
        return None
    info.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
    with source, archive.open(info, "w", force_zip64=True) as member:
        return digest(_Teed(source, member))


class _Teed:
    """A file that is copied elsewhere while it is read."""

    def __init__(self, source: IO[bytes], copy: IO[bytes]) -> None:
        self._source, self._copy = source, copy

    def read(self, size: int = CHUNK) -> bytes:
        chunk = self._source.read(size)
        self._copy.write(chunk)
        return chunk


def _look(path: Path) -> Kept | None:
    try:
        with path.open("rb") as file:
            return digest(file)
    except FileNotFoundError:
        return None


def _present(listed: Mapping[str, Kept | None]) -> dict[str, Kept]:
    return {name: kept for name, kept in listed.items() if kept is not None}


def _private(path: Path) -> IO[bytes]:
    """Open a new file that nobody else may read: it will hold clients' data and the secret."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
