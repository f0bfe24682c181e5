"""The folders of orders on a local disk, a share or any folder that a synchronising program carries away."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath
from threading import Lock

from sheets_schema.errors import StoreUnavailable
from sheets_schema.folders import LONGEST, safe_name

_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NUMBERING = len(" (9999)")


class LocalDisk:
    """``FileStore`` in one folder. Links are relative to the folder that ``root`` lies in, where the workbook lies too.

    Nothing is ever reached outside ``root``: names are made safe first, and files are opened relative to a folder that was
    itself opened without following links. One process puts files; its threads may do so at once.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._one_at_a_time = Lock()

    def make_folder(self, name: str) -> str:
        """Make the folder, or find it, and return its link: ``files/17 Иванов``.

        Raises ``StoreUnavailable`` (``store_no_right``, ``store_disk_full``, ``store_unavailable``).
        """
        safe = safe_name(name)
        with self._explained(), self._folder(safe):
            return self._link(safe)

    def put(self, folder: str, name: str, content: bytes) -> str:
        """Store a file and return its link; ``folder`` is the name that ``make_folder`` was given.

        The same content under the same name is stored once; other content gets `` (2)``, `` (3)`` … Raises as ``make_folder``.
        """
        safe = safe_name(folder)
        with self._explained(), self._one_at_a_time, self._folder(safe) as opened:
            for candidate in _spellings(safe_name(name, LONGEST - _NUMBERING)):
                same = _is_same(candidate, content, opened)
                if same is None:
                    _write(candidate, content, opened)
                if same is not False:
                    return self._link(safe, candidate)
        raise AssertionError("the candidates never end")

    def _link(self, *parts: str) -> str:
        return str(PurePosixPath(self._root.name, *parts))

    @contextmanager
    def _folder(self, safe: str) -> Iterator[int]:
        self._root.mkdir(parents=True, exist_ok=True)
        root = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with _made(safe, root) as opened:
                yield opened
        finally:
            os.close(root)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unavailable(error, self._root) from error


def unavailable(error: OSError, root: Path) -> StoreUnavailable:
    """Return what an error of the operating system means to a person."""
    if error.errno in _NO_RIGHT:
        return StoreUnavailable("store_no_right", path=str(root))
    if error.errno in _DISK_FULL:
        return StoreUnavailable("store_disk_full", path=str(root))
    return StoreUnavailable("store_unavailable", path=str(root), reason=error.strerror or type(error).__name__)


@contextmanager
def _made(name: str, root: int) -> Iterator[int]:
    """Open a folder, made first when it is missing; a link in its place is refused (``ELOOP`` or ``ENOTDIR``)."""
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=root)
        os.fsync(root)
    opened = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=root)
    try:
        yield opened
    finally:
        os.close(opened)


def _spellings(name: str) -> Iterator[str]:
    yield name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - it is a name, not a path
    for number in count(2):
        yield f"{stem} ({number}){suffix}"


def _is_same(name: str, content: bytes, folder: int) -> bool | None:
    """Tell whether that very content is there; None when the name is free. A link or a folder is never the same."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise
    try:
        found = os.fstat(descriptor)
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and _read(descriptor) == content
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        return file.read()


def _write(name: str, content: bytes, folder: int) -> None:
    """Write whole or not at all: a draft, flushed to the disk, then renamed. A retry takes over the draft of a kill."""
    draft = ".~naryad-draft.tmp"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666, dir_fd=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
    os.fsync(folder)
