"""The way home from a backup: what is there is laid aside, never overwritten."""

import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from service.backup.manifest import JOURNAL, BackupTrouble, Kept, Manifest, digest, read_backup
from service.home import Home, HomeLock, HomeTrouble, workbooks_in
from service.journal_file import journal_path
from service.settings import load_settings

_ASIDE = "отложено {:%Y-%m-%d %H-%M-%S}"
_INCOMING = ".naryad-incoming-"
_STAYS = frozenset({"lock"})
"""What in our own folder belongs to the running process, not to the firm."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where lies what was there before (None when nothing was)."""

    manifest: Manifest
    aside: Path | None
    missing_files: tuple[str, ...]
    """Files of orders that the backup lists and the home lacks, or has with other contents."""


def restore_backup(home: Home, archive: Path, now: datetime, *, overwrite: bool = False) -> Restored:
    """Put a home back as it was, after the backup was read through.

    Raises ``BackupTrouble``; ``HomeTrouble`` with ``backup_would_overwrite`` when something is there and ``overwrite`` is
    not set, with ``home_held`` while the service runs.
    """
    manifest = read_backup(archive)
    with HomeLock(home, "restore"):
        there = _there(home, with_files=manifest.with_files)
        if there and not overwrite:
            raise HomeTrouble("backup_would_overwrite", home=str(home.path))
        _sweep(home)
        try:
            with TemporaryDirectory(dir=home.path, prefix=_INCOMING) as incoming:
                _unpack(archive, manifest, Path(incoming))
                aside = _lay_aside(home, there, now)
                _move_in(home, Path(incoming), manifest, now)
        except OSError as error:
            raise BackupTrouble("backup_failed", path=str(home.path), reason=error.strerror or "") from error
    return Restored(manifest, aside, _missing(home, manifest.files))


def _there(home: Home, *, with_files: bool) -> list[Path]:
    own = [each for each in sorted(home.own.iterdir()) if each.name not in _STAYS and not _is_empty_folder(each)]
    places = [home.settings_file, *([home.files] if with_files and not _is_empty_folder(home.files) else [])]
    return [*workbooks_in(home.path), *(each for each in places if each.exists()), *own]


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _unpack(archive: Path, manifest: Manifest, incoming: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for name in manifest.carried:
            path = Path(packed.extract(name, incoming))
            path.chmod(0o600 if name.startswith(".naryad/") else 0o644)
            _sync(path)


def _lay_aside(home: Home, there: list[Path], now: datetime) -> Path | None:
    if not there:
        return None
    aside = home.path / _ASIDE.format(now)
    for path in there:
        target = aside / path.relative_to(home.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    return aside


def _move_in(home: Home, incoming: Path, manifest: Manifest, now: datetime) -> None:
    """Move everything into its place, the workbook last: a home without one is plainly unfinished."""
    home.prepare()
    for name in sorted(manifest.carried, key=lambda each: (each == manifest.workbook, each == JOURNAL)):
        target = _journal_place(home, now) if name == JOURNAL else home.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (incoming / name).replace(target)
    _sync(home.path)


def _journal_place(home: Home, now: datetime) -> Path:
    """Return where the settings that came back look for the journal, cleared of what lies there outside the home.

    A journal's ``-wal`` must never stay beside another journal: SQLite would play it into that one.
    """
    place = journal_path(load_settings(home.path).database) or home.journal
    for path in (place.with_name(place.name + tail) for tail in ("", "-wal", "-shm")):
        if path.exists():
            path.rename(path.with_name(f"{path.name} {_ASIDE.format(now)}"))
    return place


def _sweep(home: Home) -> None:
    """Remove what a killed restore had unpacked. The home is locked, so nobody is at it."""
    for unpacked in home.path.glob(f"{_INCOMING}*"):
        rmtree(unpacked)


def _missing(home: Home, files: Mapping[str, Kept]) -> tuple[str, ...]:
    return tuple(name for name, kept in files.items() if not _is_there(home.path / name, kept))


def _is_there(path: Path, kept: Kept) -> bool:
    if not path.is_file() or path.stat().st_size != kept.size:
        return False
    with path.open("rb") as file:
        return digest(file) == kept


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
