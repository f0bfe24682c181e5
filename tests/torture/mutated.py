"""Damaged files in the place of the workbook while the service runs: explained, never written to, and over when it is back.

``python -m tests.torture.mutated HOME NOW SEED COUNT`` is the child that does it, so that its memory can be told.
"""

import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from xml.parsers import expat

from service.wording import say
from sheets_schema.effects import append_row
from tests.flow.firm import Firm
from tests.torture.figures import Trial
from tests.torture.homes import Reopened, copied
from tests.workbooks.mutations import mutated

KINDS = ("raised", "written to", "unexplained", "not recovered", "over 300 MiB")
A_CHILD = 30
MOST_KIB = 300 * 1024
FAULTS = Path("tests/out/torture")
"""Where files are kept that were not treated as they should."""


def in_children(folder: Path, seed: int) -> Iterator[Trial]:
    """Yield a batch of damaged files a trial, each batch in a process of its own."""
    firm = Firm(folder).settled()
    firm.ticker.parts.journal.close()
    for first in range(seed * 1000, seed * 1000 + 100_000, A_CHILD):
        command = [sys.executable, "-m", "tests.torture.mutated", firm.home.path, firm.now.isoformat()]
        run = subprocess.run([*command, str(first), str(A_CHILD)], capture_output=True, text=True, check=True)
        told = json.loads(run.stdout)
        yield Trial(told["counts"], [(kind, story) for kind, story in told["faults"]])


class _Watched:
    """The firm whose workbook is damaged again and again; a new copy whenever a damaged file was taken for an edit."""

    def __init__(self, source: Path, now: datetime) -> None:
        self.source, self.now, self.copies = source, now, 0
        self.counts: Counter[str] = Counter()
        self.faults: list[tuple[str, str]] = []
        self.renew()

    def renew(self) -> None:
        self.copies += 1
        self.firm = Reopened(copied(self.source, self.source.parent / "damaged"), self.now)
        self.firm.tick()
        self.promised = 0

    def suffer(self, seed: int) -> None:
        """Put one damaged file there, look, and put the good one back."""
        firm, story = self.firm, f"seed {seed}"
        good = firm.path.read_bytes()
        self._promise()
        firm.path.write_bytes(bad := mutated(good, random.Random(seed)))
        self.counts["damaged files"] += 1
        try:
            firm.tick(2)
            how = self._explanation(bad, story)
            self.counts[how] += 1
            firm.path.write_bytes(good)
            firm.tick(3)
        except Exception as error:  # noqa: BLE001 - nothing may come out of a tick, whatever lies there
            self.faults.append(("raised", f"{error!r} ({story})"))
            self.renew()
            return
        self._check_recovery(story)
        if how != "explained":
            self.renew()

    def _promise(self) -> None:
        self.promised += 1
        journal = self.firm.ticker.parts.journal
        (number,) = journal.snapshots.reserve("payments")
        cells = {"number": number, "date": self.firm.now.date(), "amount": Decimal(number), "kind": "доплата"}
        journal.outbox.emit([append_row("payments", number, cells, key=f"form:{number}")], self.firm.now)

    def _explanation(self, bad: bytes, story: str) -> str:
        conditions = self.firm.ticker.parts.journal.conditions.all()
        quarantine = self.firm.ticker.parts.poller.snapshot.quarantine
        untouched = self.firm.path.read_bytes() == bad
        told = [problem for scope in ("workbook", "write") for problem, _since in conditions.get(scope, ())]
        if told or quarantine:
            if not untouched:
                self._wrong("written to", story, bad)
            if not all(say(problem).text and say(problem).remedy for problem in told):
                self._wrong("unexplained", f"{told} ({story})", bad)
            return "explained"
        if is_damaged(bad):
            self._wrong("unexplained", f"nothing was said ({story})", bad)
        sheets = [problem for found in conditions.values() for problem, _since in found]
        return "explained by sheet" if sheets else "still a workbook"

    def _wrong(self, kind: str, story: str, bad: bytes) -> None:
        """Tell a fault and keep the file: no seed brings it back, since a new workbook carries the time of its making."""
        FAULTS.mkdir(parents=True, exist_ok=True)
        kept = FAULTS / f"{kind.replace(' ', '-')}-{hashlib.sha256(bad).hexdigest()[:8]}.xlsx"
        kept.write_bytes(bad)
        self.faults.append((kind, f"{story}: {kept}"))

    def _check_recovery(self, story: str) -> None:
        conditions = self.firm.ticker.parts.journal.conditions.all()
        if conditions.get("workbook") or conditions.get("write") or self.firm.ticker.parts.poller.snapshot.quarantine:
            self.faults.append(("not recovered", f"{conditions} ({story})"))
        paid = [row.get("№") for row in self.firm.cells("Платежи")]
        if len(paid) != len(set(paid)) or len(paid) != self.promised:
            self.faults.append(("not recovered", f"payments {paid} for {self.promised} ({story})"))
        if self.firm.numbers() != [1, 2, 3, 4, 5, 6]:
            self.faults.append(("not recovered", f"orders {self.firm.numbers()} ({story})"))


def is_damaged(content: bytes) -> bool:
    """Return whether any member is not what the zip declares, or not the XML that it must be: no program opens that whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                text = package.read(name)
                if name.endswith((".xml", ".rels")):
                    expat.ParserCreate().Parse(text, True)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError, OSError):
        return True
    return False


def peak_kib() -> int:
    """Return the most memory that this process ever held (``VmHWM``, KiB)."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main(source: str, now: str, seed: str, count: str) -> None:
    """Damage so many files and print what came of it as JSON."""
    watched = _Watched(Path(source), datetime.fromisoformat(now))
    for number in range(int(seed), int(seed) + int(count)):
        watched.suffer(number)
    if peak_kib() > MOST_KIB:
        watched.faults.append(("over 300 MiB", f"{peak_kib() // 1024} MiB (seed {seed})"))
    print(json.dumps({"counts": watched.counts, "faults": watched.faults}))


if __name__ == "__main__":
    main(*sys.argv[1:])
