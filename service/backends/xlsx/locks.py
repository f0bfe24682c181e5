"""Who has a workbook open, as the lock files beside it tell: LibreOffice's ``.~lock.NAME#`` and Excel's ``~$NAME``."""

import os
import re
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sheets_schema.ports import Holder

STALE_AFTER = timedelta(hours=12)
"""A lock this old counts only while the workbook was saved after it: nobody keeps a file open and untouched overnight."""
OFFICE_PROGRAMS = ("soffice", "oosplash", "libreoffice")
_WHEN = "%d.%m.%Y %H:%M"


def holder_of(path: Path, now: Callable[[], datetime], office_runs: Callable[[], bool]) -> Holder | None:
    """Return who holds ``path``; None when nobody does, or only a stale lock of a program that died is there.

    ``office_runs`` tells whether an office program runs on this machine.
    """
    for lock, parse in ((path.with_name(f".~lock.{path.name}#"), _libreoffice), (excel_lock(path), _excel)):
        try:
            content, written = lock.read_bytes(), lock.stat().st_mtime
        except FileNotFoundError:
            continue
        except OSError:
            content, written = b"", now().timestamp()  # a share lets us see Excel's lock but not read it
        holder = parse(content, lock.name, now().tzinfo)
        if not is_stale(holder, written, path, now(), office_runs):
            return holder
    return None


def excel_lock(path: Path) -> Path:
    """Return Excel's owner file: ``~$`` before the name, in long names instead of its first two letters."""
    plain = path.with_name(f"~${path.name}")
    short = path.with_name(f"~${path.name[2:]}")
    return short if short.exists() and not plain.exists() else plain


def is_stale(holder: Holder, written: float, path: Path, now: datetime, office_runs: Callable[[], bool]) -> bool:
    """Tell whether a lock outlived its program: on this host no office program runs, or it is old and nothing was saved.

    LibreOffice re-creates its lock on each save, so a live one is never older than the last save by much.
    """
    here = holder.lock.startswith(".~lock") and holder.host == socket.gethostname()
    if here and not office_runs():
        return True
    try:
        saved = path.stat().st_mtime
    except OSError:
        saved = 0.0
    return timedelta(seconds=now.timestamp() - max(written, saved)) > STALE_AFTER


def _libreoffice(content: bytes, lock: str, zone: object) -> Holder:
    """Parse ``,user,host,dd.mm.yyyy hh:mm,profile;`` (svl/source/misc/sharecontrolfile.cxx: commas are escaped)."""
    fields = [
        re.sub(r"\\(.)", r"\1", field)
        for field in re.split(r"(?<!\\),", content.decode("utf-8", "replace").partition(";")[0])
    ]
    fields += [""] * (5 - len(fields))
    try:
        since = datetime.strptime(fields[3], _WHEN).replace(tzinfo=zone)  # type: ignore[arg-type]
    except ValueError:
        since = None
    return Holder(name=_clean(fields[0] or fields[1]), host=fields[2], since=since, lock=lock)


def _excel(content: bytes, lock: str, zone: object) -> Holder:
    """Parse Excel's owner file: a length byte and the name in ANSI, and from byte 55 its length and it in UTF-16."""
    del zone
    wide = content[55:57]
    length = int.from_bytes(wide, "little") if len(wide) == 2 else 0  # noqa: PLR2004 - two bytes of length
    name = content[57 : 57 + 2 * length].decode("utf-16-le", "replace").strip("\0 ")
    if not name and content:
        name = content[1 : 1 + content[0]].decode("cp1251", "replace").strip("\0 ")
    return Holder(name=_clean(name), host="", since=None, lock=lock)


def _clean(name: str) -> str:
    """Return what of a name can be shown: a lock may be half-written."""
    return "".join(letter for letter in name if letter.isprintable() and letter != "\ufffd").strip()


def office_runs_here() -> bool:
    """Tell whether an office program runs here; yes when that cannot be known."""
    processes = Path("/proc")
    if not processes.is_dir():
        return True
    with os.scandir(processes) as entries:
        return any(_is_office(processes / entry.name) for entry in entries if entry.name.isdigit())


def _is_office(process: Path) -> bool:
    try:
        return (process / "comm").read_text().strip().startswith(OFFICE_PROGRAMS)
    except OSError:
        return False  # it ended while we looked
