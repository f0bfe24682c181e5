"""A few rows as people do mistype them, so that a newcomer sees what «Проблемы» is for."""

from collections.abc import Sequence
from typing import Final

from service.demo.staff import EXAMPLE_WORKER
from sheets_schema.contents import Row
from sheets_schema.default_stages import ACCEPTED, APPLIED, MOUNTING
from sheets_schema.values import Value

MISSPELT_STAGE: Final = "монтируеться"
SHORT_PHONE: Final = "975 12-34"
UNCLEAR_SUM: Final = "1,500"


def spoil_orders(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Misspell one stage, cut one phone, forget who is responsible where the stage demands it."""
    spoiled = list(rows)
    _change(spoiled, MOUNTING, "stage", MISSPELT_STAGE)
    _change(spoiled, ACCEPTED, "phone", SHORT_PHONE)
    _change(spoiled, APPLIED, "responsible", None)
    return tuple(spoiled)


def spoil_expenses(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Write one late sum in a way that means two things: one and a half roubles, or one and a half thousand."""
    place = max(place for place, row in enumerate(rows) if row["worker"] != EXAMPLE_WORKER)
    return (*rows[:place], {**rows[place], "amount": UNCLEAR_SUM}, *rows[place + 1 :])


def _change(rows: list[Row], stage: str, key: str, value: Value) -> None:
    place = max(place for place, row in enumerate(rows) if row.get("stage") == stage)
    rows[place] = {name: cell for name, cell in {**rows[place], key: value}.items() if cell is not None}
