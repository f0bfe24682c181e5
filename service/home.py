"""A home: the folder of one firm with its workbook, the folders of its orders and our own things.

<home>/Заказы.xlsx     the workbook, the only one here      <home>/naryad.toml    settings, may be missing
<home>/files/          the folders of orders                 <home>/.naryad/       journal, versions, logs, secret, lock
"""

import fcntl
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sheets_schema.errors import NaryadError

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
OURS_ONLY = 0o700


class HomeTrouble(NaryadError):  # noqa: N818 - a state of a folder, named as one
    """The home is not as a home must be; ``code`` says in what."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one firm lies."""

    path: Path

    @property
    def settings_file(self) -> Path:
        """The settings; the file may be missing."""
        return self.path / "naryad.toml"

    @property
    def files(self) -> Path:
        """The folders of orders."""
        return self.path / "files"

    @property
    def own(self) -> Path:
        """Our own things, for nobody else to read."""
        return self.path / ".naryad"

    @property
    def journal(self) -> Path:
        """The journal, where the settings name no other database."""
        return self.own / "journal.db"

    @property
    def versions(self) -> Path:
        """Byte copies of the workbook's states."""
        return self.own / "versions"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.own / "logs"

    @property
    def lock_file(self) -> Path:
        """The lock that ``HomeLock`` takes."""
        return self.own / "lock"

    @property
    def demo_mark(self) -> Path:
        """Lies there in the home of an invented firm, whose pages say what to try first."""
        return self.own / "demo"

    @property
    def is_demo(self) -> bool:
        """Whether the firm is an invented one."""
        return self.demo_mark.exists()

    def workbook(self) -> Path:
        """Return the home's only workbook. Raises ``HomeTrouble`` when there is none or several."""
        found = workbooks_in(self.path)
        if not found:
            raise HomeTrouble("home_no_workbook", home=str(self.path))
        if len(found) > 1:
            raise HomeTrouble(
                "home_several_workbooks", home=str(self.path), names=", ".join(each.name for each in found)
            )
        return found[0]

    def prepare(self) -> None:
        """Make the folders that are missing. Raises ``HomeTrouble`` where that is not allowed."""
        try:
            self.files.mkdir(parents=True, exist_ok=True)
            for folder in (self.own, self.versions, self.logs):
                folder.mkdir(mode=OURS_ONLY, exist_ok=True)
        except OSError as error:
            raise HomeTrouble("home_not_writable", home=str(self.path), reason=error.strerror or "") from error

    def secret(self) -> str:
        """Return the key that signs sessions, made at the first call: 64 hexadecimal digits in a file of mode 0600."""
        kept = self.own / "secret"
        try:
            _write_new(kept, secrets.token_hex(32))
            return kept.read_text("ascii")
        except OSError as error:
            raise HomeTrouble("home_not_writable", home=str(self.path), reason=error.strerror or "") from error


def workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks in a folder, without what programs leave beside one (``~$…``, ``.~lock…``, our own drafts).

    Raises ``HomeTrouble`` when the folder is missing or may not be read.
    """
    try:
        files = [each for each in folder.iterdir() if each.suffix.lower() in WORKBOOK_SUFFIXES and each.is_file()]
    except FileNotFoundError as error:
        raise HomeTrouble("home_missing", home=str(folder)) from error
    except OSError as error:
        raise HomeTrouble("home_not_readable", home=str(folder), reason=error.strerror or "") from error
    return sorted(each for each in files if not each.name.startswith((".", "~$")))


def _write_new(path: Path, text: str) -> None:
    """Write a file of mode 0600 whole or not at all; one that is there already is left alone."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # made meanwhile by another process: theirs is as good
        os.link(draft, path)
    draft.unlink()


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who holds a home, as its lock file says; ``pid`` is 0 when the file does not say."""

    pid: int = 0
    command: str = ""


class HomeLock:
    """One poller for one home. The kernel frees the lock when its process ends, however it ends: it is never stale."""

    def __init__(self, home: Home, command: str) -> None:
        self._home = home
        self._command = command
        self._descriptor = -1

    def __enter__(self) -> Self:
        self._home.prepare()
        self._descriptor = os.open(self._home.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            keeper = keeper_of(self._home) or Keeper()
            raise HomeTrouble("home_held", home=str(self._home.path), pid=keeper.pid, command=keeper.command) from error
        self._sign()
        return self

    def __exit__(self, *_: object) -> None:
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)

    def fileno(self) -> int:
        """Return the descriptor that holds the lock, for a child process to hold it too."""
        return self._descriptor

    def _sign(self) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps({"pid": os.getpid(), "command": self._command}).encode(), 0)


def keeper_of(home: Home) -> Keeper | None:
    """Return who holds the home now; None when nobody does. Raises ``HomeTrouble`` where that may not be known."""
    try:
        with home.lock_file.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return _read_keeper(home.lock_file)
    except OSError as error:
        raise HomeTrouble("home_not_readable", home=str(home.path), reason=error.strerror or "") from error
    return None


def _read_keeper(lock: Path) -> Keeper:
    try:
        said = json.loads(lock.read_bytes())
    except (OSError, ValueError):
        return Keeper()
    return Keeper(int(said.get("pid", 0)), str(said.get("command", "")))
