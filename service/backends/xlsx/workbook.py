"""A local .xlsx or .xlsm file as the ``Workbook`` port: read by calamine, written by splicing, saved by exchange."""

import os
import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from service.backends.xlsx.book import Book
from service.backends.xlsx.generation import read_generation
from service.backends.xlsx.guard import explained, open_book
from service.backends.xlsx.locks import holder_of, office_runs_here
from service.backends.xlsx.markup import NAME, unescape
from service.backends.xlsx.memo import FormulaMemo
from service.backends.xlsx.package import Limits
from service.backends.xlsx.patch import patch
from service.backends.xlsx.read import ReadMemo, read_sheets
from service.backends.xlsx.repack import repack
from service.backends.xlsx.save import replace_file, stamp_of, unavailable
from service.backends.xlsx.soundness import SoundMemo, require_sound
from service.backends.xlsx.sweep import sweep
from service.backends.xlsx.verify import verify
from service.backends.xlsx.work import Work
from sheets_schema.edits import Edit
from sheets_schema.errors import WorkbookBusy, WorkbookChanged
from sheets_schema.ports import Caches, Holder, Stamp, WorkbookImage

READS = 3
"""How often a file that changes while it is read is read again."""


class XlsxWorkbook:
    """The ``Workbook`` port over one file. ``now`` tells a lock's age; nothing is opened until a method is called."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        limits: Limits | None = None,
        office_runs: Callable[[], bool] = office_runs_here,
    ) -> None:
        self._path = path
        self._now = now
        self._office_runs = office_runs
        self._limits = limits or Limits()
        self._memo = ReadMemo()
        self._sound = SoundMemo()
        self._formulas = FormulaMemo()

    def stamp(self) -> Stamp:
        """Return the present stamp: one ``stat``. Raises ``WorkbookUnavailable``."""
        try:
            return stamp_of(self._path.stat())
        except OSError as error:
            raise unavailable(error, self._path) from error

    def read(self, only: Collection[str] | None = None) -> WorkbookImage:
        """Read the named worksheets (all when None); those whose parts did not change come from the last reading."""
        data, stamp = self._load()
        book = open_book(data, self._path.name, self._limits)
        with explained(self._path.name):
            require_sound(book.package, self._sound)
            sheets = read_sheets(book, data, only, self._memo)
            return WorkbookImage(stamp, sheets, read_generation(book), _saved_by(book))

    def holder(self) -> Holder | None:
        """Return who has the file open; None when nobody does or the lock is stale."""
        return holder_of(self._path, self._now, self._office_runs)

    def write(self, edits: Sequence[Edit], *, base: Stamp, generation: int, caches: Caches | None = None) -> Stamp:
        """Apply all edits or none; see the port. The file is exchanged whole, and only touched parts differ in it."""
        self._require_free()
        sweep(self._real_path)
        data, stamp = self._load()
        if stamp != base:
            raise WorkbookChanged("workbook_changed", name=self._path.name)
        book = open_book(data, self._path.name, self._limits)
        return self._save(patch(book, edits, generation, memo=self._formulas, caches=caches), base)

    def restore(self, copy: Path, *, base: Stamp, generation: int) -> Stamp:
        """Make a kept copy the present state, byte for byte but for its generation; guarded like ``write``.

        Raises what ``write`` raises; ``WorkbookUnavailable`` and ``WorkbookUnreadable`` may be about the copy.
        """
        self._require_free()
        try:
            data = copy.read_bytes()
        except OSError as error:
            raise unavailable(error, copy) from error
        return self._save(patch(open_book(data, copy.name, self._limits), [], generation), base)

    @property
    def _real_path(self) -> Path:
        """Where the file itself lies: a link to it stays a link."""
        return Path(os.path.realpath(self._path))

    def _save(self, work: Work, base: Stamp) -> Stamp:
        def fill(out: BinaryIO) -> None:
            repack(out, work.book.package, work.book.changed, work.book.dropped)

        def check(written: bytes) -> None:
            verify(written, work)
            self._require_free()

        return replace_file(self._real_path, base, fill, check)

    def _require_free(self) -> None:
        holder = self.holder()
        if holder is not None:
            raise WorkbookBusy("workbook_busy", name=self._path.name, holder=holder.name, host=holder.host)

    def _load(self) -> tuple[bytes, Stamp]:
        """Return one state of the file whole, even while a program writes into it in place."""
        try:
            for _ in range(READS):
                with self._path.open("rb") as file:
                    before = stamp_of(os.fstat(file.fileno()))
                    data = file.read()
                    if stamp_of(os.fstat(file.fileno())) == before:
                        return data, before
        except OSError as error:
            raise unavailable(error, self._path) from error
        raise WorkbookBusy("workbook_busy", name=self._path.name, holder="", host="")


def _saved_by(book: Book) -> str:
    part = next(iter(book.related("", "core-properties")), None)
    xml = book.read(part) if part and book.has(part) else b""
    found = re.search(rb"<%slastModifiedBy(?:\s[^>]*)?>([^<]*)<" % NAME, xml)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""
