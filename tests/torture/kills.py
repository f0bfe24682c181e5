"""kill -9 at every step and at random times, while forms promise rows and the office's edits are carried out."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from math import gcd
from pathlib import Path
from time import monotonic, sleep

from sheets_schema.effects import append_row, set_cells
from tests.flow.firm import ORDERS, SIX, START, Firm, order, typed
from tests.staff.actions import LAST, NEXT, CopyRow, DeleteRow, In, InsertRow, Type, Where
from tests.torture.figures import Trial
from tests.torture.homes import Digest, Reopened, copied, differences, digest, settle, soundness
from tests.torture.killer import Killer, came_to_an_end, in_child

KINDS = ("lost", "doubled", "corrupt", "left over", "journal", "stuck")
TICKS = 2
A_TICK = 3
"""Rows that forms promise before each tick."""
ROUNDS = 10_000
"""More than anybody waits for."""
LATER = timedelta(minutes=10)
"""When the service comes back: leases of the dead have run out."""


@dataclass(frozen=True)
class Scene:
    """A home with work to do, and what it must come to when nobody is killed."""

    home: Path
    due: Digest
    seconds: float
    steps: int
    """How many durable calls the work makes."""


def every_step(folder: Path, seed: int) -> Iterator[Trial]:
    """Kill before step 1, 2, 3 … of a run, each once and far ones soon, until a run comes to its end; then anew with other edits."""
    for number in range(seed, seed + ROUNDS):
        scene = _scene(folder / f"scene-{number}", number)
        for step in (*spread(scene.steps), scene.steps + 1):
            home, promised = copied(scene.home, folder / "home"), folder / "promised"
            alive = came_to_an_end(in_child(partial(_work, home, promised), Killer(step)))
            counts = {"kills": int(not alive), "rounds": int(step > scene.steps)}
            trial = _aftermath(scene, home, promised, f"seed {number}, step {step}", counts)
            yield (
                trial if alive == (step > scene.steps) else trial.but("stuck", f"seed {number}: step {step} never came")
            )
        shutil.rmtree(folder / f"scene-{number}")


def spread(count: int) -> Iterator[int]:
    """Yield 1 … count, each once, in an order that reaches everywhere soon: a short run has seen early and late steps."""
    stride = next(stride for stride in range(max(1, count * 5 // 8), count + 1) if gcd(stride, count) == 1)
    yield from (1 + turn * stride % count for turn in range(count))


def at_random(folder: Path, seed: int) -> Iterator[Trial]:
    """Kill from outside at a random time."""
    chance = random.Random(seed)
    scene = _scene(folder / "scene", seed)
    while True:
        home, promised = copied(scene.home, folder / "home"), folder / "promised"
        wait = chance.uniform(0.0, scene.seconds)
        child = in_child(partial(_work, home, promised))
        sleep(wait)
        os.kill(child, signal.SIGKILL)
        came_to_an_end(child)
        yield _aftermath(scene, home, promised, f"seed {seed}, after {wait:.3f} s", {"kills": 1})


def _scene(folder: Path, seed: int) -> Scene:
    firm = Firm(folder, [*SIX, order(7, "Громов", advance=5000, price=20000)]).settled()
    firm.edit(*_edits(random.Random(seed)))
    firm.ticker.parts.journal.close()
    home, promised, steps = copied(firm.home.path, folder / "unharmed"), folder / "promised", folder / "steps"
    started = monotonic()
    came_to_an_end(in_child(partial(_work, home, promised), Killer(0), steps))
    seconds = monotonic() - started
    unharmed = _come_back(home)
    faults = settle(unharmed)
    assert not faults, faults
    return Scene(firm.home.path, digest(unharmed), seconds, int(steps.read_text()))


def _edits(chance: random.Random) -> list[object]:
    """What the office did since the last poll: new orders, money, steps, a copy, a deletion."""
    one, other, gone = chance.sample(range(1, 7), 3)
    new = [Type(ORDERS, In("ФИО", NEXT), "Новикова"), Type(ORDERS, In("Телефон", LAST), "8 912 345-67-89")]
    more = [
        typed(one, "Аванс", str(chance.randrange(1, 9) * 1000)),
        typed(other, "Этап", "осмотр"),
        typed(other, "Примечание", "звонить после 18"),
        DeleteRow(ORDERS, Where("№", str(gone))),
        CopyRow(ORDERS, Where("№", "7")),
    ]
    inserted = [InsertRow(ORDERS, 3), Type(ORDERS, In("ФИО", 3), "Вставкин")]
    return [*new, *chance.sample(more, 4), *inserted]


def _work(home: Path, promised: Path) -> None:
    """Be the service: before each tick forms promise rows; what was committed is noted where the parent can read it."""
    firm = Reopened(home, START + timedelta(hours=1))
    with promised.open("wb", buffering=0) as told:
        for tick in range(TICKS):
            for place in range(A_TICK):
                _promise(firm, tick * A_TICK + place)
                told.write(b"%d\n" % (tick * A_TICK + place))
            firm.tick()


def _promise(firm: Firm, place: int) -> None:
    """A worker took money and left a word: both are promised under keys that know the form, so that a repeat is no second."""
    journal = firm.ticker.parts.journal
    (number,) = journal.snapshots.reserve("payments")
    cells = {
        "number": number,
        "date": firm.now.date(),
        "order": 7,
        "amount": Decimal(100 + place),
        "kind": "доплата",
        "source": "форма",
    }
    paid = append_row("payments", number, cells, key=f"form:{place}")
    word = set_cells("orders", 7, {"note": f"взято {100 + place}"}, key=f"word:{place}", after=paid.key)
    journal.outbox.emit([paid, word], firm.now)


def _come_back(home: Path) -> Reopened:
    return Reopened(home, START + timedelta(hours=1) + LATER)


def _aftermath(scene: Scene, home: Path, promised: Path, story: str, counts: dict[str, int]) -> Trial:
    """Start anew, let it settle; then the forms that got no answer are sent again, and all must be as if nobody had died."""
    firm = _come_back(home)
    known = [int(line) for line in promised.read_text().split()] if promised.exists() else []
    faults = [("stuck", text) for text in settle(firm)]
    amounts = [row.get("Сумма") for row in firm.cells("Платежи") if row.get("Источник") == "форма"]
    faults += [("lost", f"payment {100 + place}") for place in known if amounts.count(100 + place) != 1]
    for place in range(TICKS * A_TICK):
        _promise(firm, place)
    faults += [("stuck", text) for text in settle(firm)]
    faults += differences(digest(firm), scene.due) + soundness(firm)
    faults += _folder_faults(scene, firm)
    firm.ticker.parts.journal.close()
    promised.unlink(missing_ok=True)
    return Trial({**counts, "promised rows": len(known)}, [(kind, f"{text} ({story})") for kind, text in faults])


def _folder_faults(scene: Scene, firm: Firm) -> list[tuple[str, str]]:
    unharmed = {path.name for path in (scene.home.parent / "unharmed" / "files").iterdir()}
    found = {path.name for path in firm.home.files.iterdir()}
    return [("lost", f"folder {name}") for name in unharmed - found] + [
        ("doubled", f"folder {name}") for name in found - unharmed
    ]
