"""Time → what is late: orders whose stage has outlived its term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_schema.snapshot import KnownRow, Record
from sheets_schema.stages import Stages


@dataclass(frozen=True, slots=True)
class Overdue:
    """One late order; ``days`` are calendar days past the term."""

    number: int
    name: str
    stage: str
    responsible: str
    due_date: date
    days: int


def is_overdue(record: Record, stages: Stages, today: date) -> bool:
    """Tell whether an order's stage should have been left by now; the day of the term itself is not late yet."""
    due, stage = record.get("due_date"), stages.find(record.get("stage"))
    return isinstance(due, date) and due < today and not (stage is not None and stage.closed)


def overdue(orders: Iterable[KnownRow], stages: Stages, today: date) -> Sequence[Overdue]:
    """Return the late orders, the latest first."""
    late = [
        _late(row.number, row.record, today)
        for row in orders
        if row.record is not None and not row.gone and is_overdue(row.record, stages, today)
    ]
    return sorted(late, key=lambda each: (each.due_date, each.number))


def _late(number: int, record: Record, today: date) -> Overdue:
    due = record["due_date"]
    assert isinstance(due, date)
    name, stage, responsible = (str(record.get(key, "")) for key in ("name", "stage", "responsible"))
    return Overdue(number, name, stage, responsible, due, (today - due).days)
