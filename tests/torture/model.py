"""A naive model of an order book under many hands: who is in it, what was noted, what was paid. No merging, no generations."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.flow.firm import ORDERS
from tests.staff.actions import LAST, NEXT, Action, DeleteRow, FullSort, In, InsertRow, Type, Where

Cells = Mapping[str, object]
SORTED_BY = ("ФИО", "№", "Примечание")


@dataclass
class Model:
    """What must be in the book. Orders are known by their names, which nobody changes."""

    notes: dict[str, str] = field(default_factory=dict)
    """Name → note, blank for none."""
    gone: set[str] = field(default_factory=set)
    amounts: list[int] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The number that each name was seen with."""
    told: dict[str, str] = field(default_factory=dict)
    """Name → a note that lost against a later one and must be told in «Проблемы»."""
    made: int = 0

    def fresh(self, who: str) -> str:
        """Return a word that nobody used yet."""
        self.made += 1
        return f"{who} {self.made}"

    def deeds(
        self, chance: random.Random, who: str, seen: Sequence[str], touched: set[str], count: int
    ) -> list[Action]:
        """Return what somebody does who sees those names; ``touched`` are left alone and grow."""
        actions: list[Action] = []
        for _ in range(count):
            free = [name for name in seen if name not in touched]
            deed = chance.choice(("note", "note", "new", "insert", "delete", "sort")) if len(free) > 4 else "new"
            actions += self._deed(chance, deed, who, free, touched)
        return actions

    def _deed(self, chance: random.Random, deed: str, who: str, free: list[str], touched: set[str]) -> list[Action]:
        if deed == "sort":
            return [FullSort(ORDERS, chance.choice(SORTED_BY), descending=chance.random() < 0.5)]
        if deed in {"new", "insert"}:
            return self._new(who, 2 + chance.randrange(4) if deed == "insert" else None)
        name = chance.choice(free)
        touched.add(name)
        if deed == "delete":
            self.gone.add(name)
            del self.notes[name]
            return [DeleteRow(ORDERS, Where("ФИО", name))]
        return self.note(who, name)

    def note(self, who: str, name: str) -> list[Action]:
        """Return the typing of a fresh note."""
        self.notes[name] = self.fresh(who)
        return [Type(ORDERS, In("Примечание", Where("ФИО", name)), self.notes[name])]

    def _new(self, who: str, before: int | None) -> list[Action]:
        name = self.fresh(f"Клиент {who}")
        self.notes[name] = self.fresh(who)
        put: list[Action] = [] if before is None else [InsertRow(ORDERS, before)]
        first, then = (NEXT, LAST) if before is None else (before, before)
        return [*put, Type(ORDERS, In("ФИО", first), name), Type(ORDERS, In("Примечание", then), self.notes[name])]

    def faults(self, orders: Sequence[Cells], payments: Sequence[Cells]) -> list[tuple[str, str]]:
        """Compare what stands in the book."""
        names = Counter(str(row.get("ФИО")) for row in orders)
        amounts = Counter(row.get("Сумма") for row in payments)
        found = [("lost", f"order {name}") for name in self.notes if not names[name]]
        found += [("lost", f"payment {amount}") for amount in self.amounts if not amounts[amount]]
        found += [("doubled", f"{what} × {times}") for what, times in [*names.items(), *amounts.items()] if times > 1]
        found += [("undone deletion", name) for name in self.gone if names[name]]
        return found + [fault for row in orders for fault in self._row_faults(row)]

    def _row_faults(self, row: Cells) -> list[tuple[str, str]]:
        name, note, number = str(row.get("ФИО")), row.get("Примечание", ""), row.get("№")
        found = []
        if name in self.notes and note != self.notes[name]:
            found.append(("lost", f"note of {name}: {note!r} for {self.notes[name]!r}"))
        if not isinstance(number, float) or self.numbers.setdefault(name, int(number)) != number:
            found.append(("wrong number", f"{name}: {number} for {self.numbers.get(name)}"))
        if name in self.told and self.told[name] not in str(row.get("Проблемы", "")):
            found.append(("not told", f"{name}: {self.told[name]!r}"))
        return found
