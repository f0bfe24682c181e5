"""Rights and room on the disk, found out by really trying."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage
from tempfile import NamedTemporaryFile

from service.doctor.finding import Finding, note, trouble
from service.home import Home

_MIB = 1 << 20
_TOO_LITTLE, _LITTLE = 200 * _MIB, 1024 * _MIB


def examine_disk(home: Home) -> Iterator[Finding]:
    """Try to write, flush, rename and lock in every folder of the home."""
    if not home.path.is_dir():
        yield trouble("Папка фирмы", f"папки {home.path} нет", f"создайте её: naryad init --home {home.path}")
        return
    for folder in (home.path, home.files, home.own):
        yield _try_to_write(folder if folder.is_dir() else home.path, folder)
    yield _try_to_lock(home.own if home.own.is_dir() else home.path)
    yield _room(home.path)


def _try_to_write(folder: Path, about: Path) -> Finding:
    topic = f"Права на {about.name or about}"
    try:
        with NamedTemporaryFile(dir=folder, prefix=".~naryad-doctor-", suffix=".tmp") as draft:
            draft.write(b"naryad")
            draft.flush()
            os.fsync(draft.fileno())
            renamed = Path(draft.name).with_suffix(".ok")
            Path(draft.name).rename(renamed).rename(draft.name)
    except OSError as error:
        return trouble(topic, f"писать нельзя: {error.strerror}", f"дайте службе право на {folder}")
    return Finding(topic, "запись и переименование работают")


def _try_to_lock(folder: Path) -> Finding:
    try:
        with NamedTemporaryFile(dir=folder, prefix=".~naryad-doctor-", suffix=".tmp") as draft:
            fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return trouble("Замки", f"диск не запирает файлы: {error.strerror}", "перенесите папку фирмы на обычный диск")
    return Finding("Замки", "диск запирает файлы")


def _room(folder: Path) -> Finding:
    free = disk_usage(folder).free
    text = f"свободно {free // _MIB} МБ"
    if free < _TOO_LITTLE:
        return trouble("Место на диске", text, f"освободите хотя бы {_TOO_LITTLE // _MIB} МБ")
    if free < _LITTLE:
        return note("Место на диске", text, "освободите место: фото и резервным копиям скоро будет тесно")
    return Finding("Место на диске", text)
