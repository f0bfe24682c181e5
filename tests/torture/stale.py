"""People who save an older copy over what the robot and their colleagues wrote meanwhile, at random, by a seed."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from sheets_schema.effects import append_row
from tests.flow.firm import Firm, order
from tests.staff.actions import Close, Open, SaveOver
from tests.staff.actor import Staff
from tests.staff.double import StaffDouble
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office, why_no_office
from tests.torture.figures import Trial
from tests.torture.homes import settle, soundness
from tests.torture.model import Model

KINDS = ("lost", "doubled", "undone deletion", "wrong number", "not told")
ORDERS_AT_FIRST = 12
SAVES_A_FIRM = 6

StaffFor = Callable[[Firm], Staff]


def by_the_double(folder: Path, seed: int) -> Iterator[Trial]:
    """Stale savers at the fast double."""
    yield from _saves(folder, seed, lambda firm: StaffDouble(now=lambda: firm.now.replace(tzinfo=None)))


def by_libreoffice(folder: Path, seed: int) -> Iterator[Trial]:
    """Stale savers at a real LibreOffice, whose «Save anyway» goes over our replaced file."""
    if reason := why_no_office():
        yield Trial({f"skipped: {reason}": 1})
        return
    with Office() as office:
        yield from _saves(folder, seed, lambda _firm: LibreOfficeStaff(office))


def _saves(folder: Path, seed: int, staff_for: StaffFor) -> Iterator[Trial]:
    for number in range(seed, seed + 10_000):
        chance, model = random.Random(number), Model()
        people = [f"Клиент {chr(ord('А') + place)}" for place in range(ORDERS_AT_FIRST)]
        model.notes = dict.fromkeys(people, "")
        firm = Firm(folder / str(number), [order(place, name) for place, name in enumerate(people, 1)]).settled()
        for save in range(SAVES_A_FIRM):
            yield _stale_save(firm, model, chance, staff_for(firm), f"seed {number}, save {save}")
        firm.ticker.parts.journal.close()


def _stale_save(firm: Firm, model: Model, chance: random.Random, late: Staff, story: str) -> Trial:
    """One opens; the robot and a colleague write, once or a few times; then the first saves his old copy over it all."""
    before = len(model.gone), len(model.amounts)
    late.play([Open(firm.path)])
    _unlock(firm)
    seen, touched = list(model.notes), set[str]()
    for _ in range(chance.randint(1, 3)):
        _promise(firm, model, chance.randint(0, 3))
        if chance.random() < 0.7:
            firm.edit(*model.deeds(chance, "она", seen, touched, chance.randint(1, 3)))
        settle(firm)
    _both_note(firm, model, chance, late, [name for name in seen if name not in touched], touched)
    late.play(model.deeds(chance, "он", seen, touched, chance.randint(0, 4)))
    late.play([SaveOver(), Close()])
    _unlock(firm)
    faults = [("stuck", text) for text in settle(firm)]
    faults += model.faults(firm.cells(), firm.cells("Платежи")) + soundness(firm)
    model.told.clear()
    counts = {"deletions": len(model.gone) - before[0], "promised rows": len(model.amounts) - before[1]}
    return Trial({"saves": 1, **counts}, [(kind, f"{text} ({story})") for kind, text in faults])


def _both_note(
    firm: Firm, model: Model, chance: random.Random, late: Staff, free: list[str], touched: set[str]
) -> None:
    """Now and then both type into the same cell: what was saved last stays, and the other word is told."""
    if not free or chance.random() < 0.6:
        return
    name = chance.choice(free)
    touched.add(name)
    firm.edit(*model.note("она", name))
    settle(firm)
    model.told[name] = model.notes[name]
    late.play(model.note("он", name))


def _promise(firm: Firm, model: Model, count: int) -> None:
    journal = firm.ticker.parts.journal
    for number in journal.snapshots.reserve("payments", count) if count else ():
        amount = 1000 + number
        cells = {
            "number": number,
            "date": firm.now.date(),
            "amount": Decimal(amount),
            "kind": "доплата",
            "source": "форма",
        }
        journal.outbox.emit([append_row("payments", number, cells, key=f"form:{number}")], firm.now)
        model.amounts.append(amount)


def _unlock(firm: Firm) -> None:
    """He works on a synchronised copy: nobody sees his lock, so nobody waits for him."""
    (firm.path.parent / f".~lock.{firm.path.name}#").unlink(missing_ok=True)
