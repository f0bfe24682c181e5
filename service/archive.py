"""Kept states of the workbook: byte copies under ``.naryad/versions``, the last thirty."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sheets_schema.errors import WorkbookChanged
from sheets_schema.journal_ports import Version, Versions
from sheets_schema.ports import SheetImage, WorkbookImage

ReadFile = Callable[[Path], WorkbookImage]
_DRAFT = ".tmp"


@dataclass
class FileArchive:
    """The ``Archive`` of the poller, over a folder. One poller at a time."""

    workbook: Path
    folder: Path
    versions: Versions
    read_file: ReadFile
    stamp_of: Callable[[Path], str]
    limit: int = 30
    _all: list[Version] | None = field(default=None)

    def keep(self, image: WorkbookImage, *, by_robot: bool, stale: bool, now: datetime) -> None:
        """Copy the state that the image was read from; raises ``WorkbookChanged`` when it lies there no longer."""
        content = self.workbook.read_bytes()
        if self.stamp_of(self.workbook) != image.stamp.token:
            raise WorkbookChanged("workbook_changed", name=self.workbook.name)
        digest = hashlib.sha256(content).hexdigest()
        kept = self.all()
        if kept and kept[-1].sha256 == digest and kept[-1].stale == stale:
            return
        fresh = f"{now:%Y%m%d-%H%M%S}-{image.generation or 0}-{digest[:12]}{self.workbook.suffix}"
        path = self._left_by_a_kill(digest) or self.folder / fresh
        _write(path, content)
        version = Version(0, image.generation or 0, now, path.name, digest, by_robot, image.saved_by, stale)
        for fallen in self.versions.keep(version, self.limit):
            (self.folder / fallen.path).unlink(missing_ok=True)
        self._all = None

    def _left_by_a_kill(self, digest: str) -> Path | None:
        """Sweep drafts; return a copy of this very state that was made but never recorded."""
        for draft in self.folder.glob(f"*{_DRAFT}"):
            draft.unlink()
        recorded = {version.path for version in self.all()}
        copies = self.folder.glob(f"*-{digest[:12]}{self.workbook.suffix}")
        return next((copy for copy in copies if copy.name not in recorded), None)

    def all(self) -> Sequence[Version]:
        """Return what is kept and still lies there, oldest first."""
        if self._all is None:
            self._all = [version for version in self.versions.all() if self.path(version).exists()]
        return self._all

    def path(self, version: Version) -> Path:
        """Return where a version lies."""
        return self.folder / version.path

    def read(self, version: Version) -> dict[str, SheetImage]:
        """Read a kept state. Raises ``WorkbookUnreadable`` or ``WorkbookUnavailable``."""
        return dict(self.read_file(self.path(version)).sheets)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + _DRAFT)
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
