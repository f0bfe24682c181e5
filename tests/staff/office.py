"""The test process's end of a running LibreOffice: requests with time limits, no leftovers."""

import contextlib
import json
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PYTHON_WITH_UNO = "/usr/bin/python3"
DRIVER = Path(__file__).with_name("uno_driver.py")
ANSWER_WITHIN = 90.0


class OfficeRefused(Exception):  # noqa: N818 - the program said no; not a fault of ours
    """LibreOffice answered with an error; ``kind`` is its exception's name."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind


def why_no_office() -> str:
    """Return why LibreOffice cannot be driven here, or an empty string when it can."""
    if shutil.which("soffice") is None:
        return "soffice is not installed (make debian)"
    probe = subprocess.run([PYTHON_WITH_UNO, "-c", "import uno"], capture_output=True, check=False, timeout=30)
    return "" if probe.returncode == 0 else f"{PYTHON_WITH_UNO} has no uno (make debian)"


class Office:
    """One LibreOffice, reused over many documents. Not for two threads at once."""

    def __init__(self, locale: str = "ru-RU", user: str = "Анна") -> None:
        """Start the driver; ``locale`` is that of typed input, ``user`` the name left in lock files."""
        self.profile = Path(tempfile.mkdtemp(prefix="staff-office-"))
        self._driver = subprocess.Popen(
            [PYTHON_WITH_UNO, str(DRIVER), str(self.profile), f"--locale={locale}", f"--user={user}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.pid = self._driver.pid
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def ask(self, do: str, within: float = ANSWER_WITHIN, **arguments: Any) -> Any:
        """Send one request and return its answer.

        Raises ``OfficeRefused`` when LibreOffice says no, ``TimeoutError`` when nothing came within ``within`` seconds
        (everything is killed then), ``BrokenPipeError`` when the driver is gone.
        """
        assert self._driver.stdin is not None
        request = json.dumps({"do": do, **arguments}, ensure_ascii=False)
        print(request, file=self._driver.stdin, flush=True)
        try:
            line = self._answers.get(timeout=within)
        except queue.Empty:
            self._end()
            raise TimeoutError(f"LibreOffice did not answer {do!r} within {within:.0f} s") from None
        if not line:
            raise BrokenPipeError(f"the LibreOffice driver ended during {do!r}")
        reply = json.loads(line)
        if "error" in reply:
            raise OfficeRefused(reply["kind"], reply["error"])
        return reply["ok"]

    def look(self, path: Path, out: Path, sheets: list[str] | None = None, dpi: int = 80) -> dict[str, list[Path]]:
        """Draw worksheets (all visible ones when none is named) of ``path`` into ``out``: title → its pages as PNG."""
        out.mkdir(parents=True, exist_ok=True)
        drawn = self.ask("look", path=str(path.resolve()), out=str(out.resolve()), sheets=sheets, dpi=dpi)
        return {title: [Path(page) for page in pages] for title, pages in drawn.items()}

    def close(self) -> None:
        """End the program; its profile and processes are gone afterwards."""
        assert self._driver.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it may have died before
            self._driver.stdin.close()
        try:
            self._driver.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._end()
        self._reader.join(timeout=5)
        assert self._driver.stdout is not None
        self._driver.stdout.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self) -> None:
        assert self._driver.stdout is not None
        for line in self._driver.stdout:
            self._answers.put(line)
        self._answers.put("")

    def _end(self) -> None:
        """Kill the driver; the kernel then kills its LibreOffice."""
        self._driver.kill()
        self._driver.wait(timeout=10)
