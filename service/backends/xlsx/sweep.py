"""Temporary files that a killed write left behind."""

import os
import re
from contextlib import suppress
from pathlib import Path

from service.backends.xlsx.save import stamp_of, temporary_prefix

_NAME = re.compile(r"(\d+)(?:-(\d+)-([\d-]+))?\.tmp")


def sweep(path: Path) -> None:
    """Remove what killed writes left beside ``path``; a person's save that was swapped out just then goes back first."""
    prefix = temporary_prefix(path)
    for entry in list(path.parent.iterdir()):
        found = _NAME.fullmatch(entry.name.removeprefix(prefix)) if entry.name.startswith(prefix) else None
        if found is None or _is_alive(int(found[1])):
            continue
        with suppress(FileNotFoundError):
            if found[2] and _is_persons_save(entry, path, int(found[2]), found[3]):
                entry.replace(path)
            else:
                entry.unlink()


def _is_persons_save(left: Path, path: Path, our_inode: int, base: str) -> bool:
    """Neither ours nor the state we had read: it came out of the exchange, and the kill came before it went back."""
    stat = left.stat()
    return stat.st_ino != our_inode and stamp_of(stat).token != base and path.stat().st_ino == our_inode


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
