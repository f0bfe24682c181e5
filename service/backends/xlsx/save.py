"""Put a finished file in the place of the old one so that at every instant one whole workbook lies there.

Temporary file in the same folder, fsync, verification, exchange, fsync of the folder. On Linux the two files are
*exchanged* (``renameat2``), so that what was swapped out can be looked at: if a person saved in that very instant,
it is swapped back and nothing is lost. Elsewhere ``os.replace`` follows a last look.
"""

import ctypes
import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sheets_schema.errors import WorkbookBusy, WorkbookChanged, WorkbookError, WorkbookUnavailable
from sheets_schema.ports import Stamp

RENAME_EXCHANGE = 2
AT_FDCWD = -100
NAME_ROOM = 120
"""Bytes of the workbook's name kept in a temporary one, which may have 255."""


SHARING = frozenset({errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.EDEADLK})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
_CODES = {
    errno.ENOENT: "workbook_missing",
    errno.ENOSPC: "workbook_disk_full",
    errno.EDQUOT: "workbook_disk_full",
    errno.EROFS: "workbook_no_right",
}


def stamp_of(stat: os.stat_result) -> Stamp:
    """Return what tells this state of a file from another: mtime in ns, size, inode."""
    return Stamp(f"{stat.st_mtime_ns}-{stat.st_size}-{stat.st_ino}")


def replace_file(path: Path, base: Stamp, fill: Callable[[BinaryIO], None], check: Callable[[bytes], None]) -> Stamp:
    """Write a file by ``fill``, let ``check`` refuse what was read back, and put it at ``path`` if that is still ``base``.

    Raises ``WorkbookChanged``, ``WorkbookUnavailable``, or what ``check`` raises; ``path`` is then as it was.
    """
    if path.exists() and not os.access(path, os.W_OK):  # a rename would not ask: read-only is a person's word
        raise WorkbookUnavailable("workbook_no_right", name=path.name, reason="read-only")
    temporary = path.with_name(temporary_prefix(path) + f"{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as out:
            fill(out)
            out.flush()
            with ThreadPoolExecutor(1) as pool:  # the disk works while what was written is checked
                synced = pool.submit(os.fsync, out.fileno())
                check(temporary.read_bytes())
                synced.result()
            own = _dressed(out, path)
        ready = path.with_name(temporary_prefix(path) + f"{os.getpid()}-{own.st_ino}-{base.token}.tmp")
        temporary.rename(ready)
        temporary = ready
        _swap(temporary, path, base, own)
        _sync_folder(path.parent)
        return stamp_of(path.stat())
    except OSError as error:
        raise unavailable(error, path) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def temporary_prefix(path: Path) -> str:
    """Return how the temporary files of a workbook begin."""
    name = path.name.encode()[:NAME_ROOM].decode("utf-8", "ignore")
    return f".~naryad-{name}-"


def unavailable(error: OSError, path: Path) -> WorkbookError:
    """Return what an ``OSError`` means for the workbook at ``path``.

    A share of Windows refuses a file that Excel has open as if we had no right to it; if we have, it is only busy.
    """
    number = error.errno or 0
    mine = os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)
    if number in SHARING or (number in FORBIDDEN and mine):
        return WorkbookBusy("workbook_busy", name=path.name, holder="", host="")
    code = _CODES.get(number, "workbook_no_right" if number in FORBIDDEN else "workbook_unavailable")
    return WorkbookUnavailable(code, name=path.name, reason=error.strerror or str(error))


def _dressed(out: BinaryIO, path: Path) -> os.stat_result:
    """Give the new file the rights of the old one."""
    old = path.stat()
    with suppress(OSError):  # another owner's file: the content matters more than its owner
        os.fchmod(out.fileno(), old.st_mode & 0o7777)
        os.fchown(out.fileno(), old.st_uid, old.st_gid)
    return os.fstat(out.fileno())


def _swap(temporary: Path, path: Path, base: Stamp, own: os.stat_result) -> None:
    if stamp_of(path.stat()) != base:
        raise WorkbookChanged("workbook_changed", name=path.name)
    if not _exchange(temporary, path):
        temporary.replace(path)
        return
    if stamp_of(temporary.stat()) == base:
        return
    while temporary.stat().st_ino != own.st_ino:  # a person's save came out: it goes back, until ours comes out
        _exchange(temporary, path)
    raise WorkbookChanged("workbook_changed", name=path.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two files atomically; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _sync_folder(folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # a folder cannot be opened on Windows; its file system keeps renames in order
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
