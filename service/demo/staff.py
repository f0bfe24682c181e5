"""The people of the demo firm and its crews."""

from random import Random
from typing import Final

from service.demo.people import phone
from sheets_schema.contents import Row
from sheets_schema.default_stages import (
    ACCEPTED,
    APPLIED,
    AWAITS_PAYMENT,
    CONTRACT,
    GRID_PAPERS,
    HANDOVER,
    INSPECTION,
    MOUNTING,
    NEW,
    PAPERS,
    STAGES,
)

OWNER: Final = "Елена Громова"
OFFICE: Final = "Анна Соколова"
RESPONSIBLE: Final = ("Дмитрий Орлов", "Ольга Белова", "Павел Никитин")
FOREMEN: Final = {"Бригада 1": "Сергей Волков", "Бригада 2": "Николай Зайцев", "Бригада 3": "Виктор Павлов"}
WORKERS: Final = {
    "Бригада 1": ("Иван Кузнецов", "Алексей Морозов"),
    "Бригада 2": ("Роман Лебедев", "Тимур Галиев"),
    "Бригада 3": ("Артём Козлов",),
}
CREWS: Final = tuple(FOREMEN)
EXAMPLE_WORKER: Final = "Иван Кузнецов"
"""Given 10 000, spent 1 000 on petrol and 5 000 on materials: 4 000 are on him."""
FORMER: Final = "Глеб Титов"

_DISTRICTS: Final = {
    "Бригада 1": "Калуга, Ферзиково, Перемышль",
    "Бригада 2": "Обнинск, Боровск, Балабаново, Жуков",
    "Бригада 3": "Малоярославец, Таруса, Кондрово",
}
TURNS: Final = {
    NEW: OFFICE, INSPECTION: OFFICE, ACCEPTED: OFFICE, AWAITS_PAYMENT: OFFICE,
    APPLIED: RESPONSIBLE[0], MOUNTING: RESPONSIBLE[0], HANDOVER: RESPONSIBLE[0],
    PAPERS: RESPONSIBLE[1], GRID_PAPERS: RESPONSIBLE[1], CONTRACT: RESPONSIBLE[2],
}  # fmt: skip
"""Whose turn it is at each stage."""


def people(random: Random) -> tuple[Row, ...]:
    """Return «Сотрудники»."""
    crews = [("бригадир", name, crew) for crew, name in FOREMEN.items()]
    crews += [("рабочий", name, crew) for crew, names in WORKERS.items() for name in names]
    office = [("владелец", OWNER, ""), ("офис", OFFICE, ""), *(("офис", name, "") for name in RESPONSIBLE)]
    rows = [_person(random, *who) for who in [*office, *crews]]
    return (*rows, {**_person(random, "рабочий", FORMER, ""), "active": False})


def crews() -> tuple[Row, ...]:
    """Return «Бригады»."""
    return tuple(
        {"name": crew, "foreman": FOREMEN[crew], "districts": _DISTRICTS[crew], "active": True} for crew in CREWS
    )


def stages() -> tuple[Row, ...]:
    """Return «Этапы» with whose turn it is."""
    return tuple(
        {**stage, "responsible": TURNS[str(stage["name"])]} if stage["name"] in TURNS else stage for stage in STAGES
    )


def _person(random: Random, role: str, name: str, crew: str) -> Row:
    given, surname = name.split()
    row: dict[str, str | bool] = {"name": name, "role": role, "phone": phone(random), "active": True}
    if crew:
        row["crew"] = crew
    if role == "офис":
        row["signature"] = f"{surname} {given[0]}."
    return row
