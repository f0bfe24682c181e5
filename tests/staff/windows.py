"""LibreOffice with its real windows on a virtual screen, driven by keys: for what only a dialog can show."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.staff.uno_settings import settings

PATIENCE = 60.0


def why_no_screen() -> str:
    """Return what is missing for a virtual screen, or an empty string."""
    missing = [tool for tool in ("Xvfb", "xdotool", "soffice") if shutil.which(tool) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


class LibreOfficeWindows:
    """One workbook in a window of its own screen and profile."""

    def __init__(self, path: Path, user: str = "Анна") -> None:
        """Start the screen and the program and wait for its window. Raises ``TimeoutError``."""
        self._profile = Path(tempfile.mkdtemp(prefix="staff-windows-"))
        (self._profile / "user").mkdir()
        (self._profile / "user" / "registrymodifications.xcu").write_text(settings("ru-RU", user), encoding="utf-8")
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._screen.stdout is not None
        self._environment = {
            **os.environ,
            "DISPLAY": f":{self._screen.stdout.readline().strip()}",
            "SAL_USE_VCLPLUGIN": "gen",
        }
        flags = ["--norestore", "--nologo", "--calc", f"-env:UserInstallation={self._profile.as_uri()}", str(path)]
        quiet = subprocess.DEVNULL
        self._office = subprocess.Popen(
            ["soffice", *flags], env=self._environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self.focus(path.name)

    def keys(self, *names: str) -> None:
        """Press keys as xdotool names them (``ctrl+s``, ``Return``)."""
        self._xdotool("key", "--delay", "60", *names)

    def write(self, text: str) -> None:
        """Type Latin text and digits; other letters depend on the screen's key map."""
        self._xdotool("type", "--delay", "40", text)

    def titles(self) -> list[str]:
        """Return the names of all windows that are shown."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".*", check=False).split()
        return [self._xdotool("getwindowname", window, check=False).strip() for window in found]

    def focus(self, name: str) -> None:
        """Wait for a window with ``name`` in its title and give it the keyboard (there is no window manager to do so)."""
        wait_until(lambda: any(name in title for title in self.titles()), f"a window named «{name}»")
        window = self._xdotool("search", "--onlyvisible", "--name", name).split()[-1]
        self._xdotool("windowfocus", "--sync", window)

    def close(self) -> None:
        """Kill the program and the screen; the profile goes."""
        os.killpg(self._office.pid, signal.SIGKILL)  # its starter and the program itself
        self._screen.kill()
        for process in (self._office, self._screen):
            process.wait(10)
        if self._screen.stdout is not None:
            self._screen.stdout.close()
        shutil.rmtree(self._profile, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        run = subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=check, capture_output=True, text=True, timeout=30
        )
        return run.stdout


def wait_until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds. Raises ``TimeoutError`` that names it."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {patience:.0f} s for {what}")
        time.sleep(0.2)
