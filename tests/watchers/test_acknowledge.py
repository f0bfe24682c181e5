"""No echo: what we wrote ourselves reads back as we remember it, for every kind of effect and every kind of column."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from sheets_schema.cells.kinds import Kind
from sheets_schema.effects import CellContent, append_row, set_cells
from sheets_schema.effects import Kind as EffectKind
from sheets_schema.table import Owner
from sheets_schema.tables import BY_KEY, TABLES
from sheets_schema.values import Formula
from tests.watchers.desk import SIX, Desk, order
from watchers.acknowledge import as_read
from watchers.decide import WATCHED

OF_KIND: dict[Kind, CellContent] = {
    Kind.TEXT: "Иванов Иван",
    Kind.LONG_TEXT: "первая\nвторая  строка",
    Kind.MONEY: Decimal("1234.50"),
    Kind.DATE: date(2026, 3, 9),
    Kind.MOMENT: datetime(2026, 3, 9, 10, 30),
    Kind.TIME: "10:30",
    Kind.PHONE: "+79123456789",
    Kind.EMAIL: "ivanov@example.ru",
    Kind.COUNT: 3,
    Kind.YES: "да",
    Kind.TICKS: "паспорт, СНИЛС",
    Kind.CHOICE: "наличные",
    Kind.NUMBER: 1,
    Kind.LINK: "files/1",
}


def still(desk: Desk) -> bool:
    """Whether looking at the workbook once more finds nothing that anybody changed."""
    desk.saved()
    report = desk.poll()
    assert report.decision is not None
    return not report.decision.effects and not desk.poller.snapshot.quarantine


@pytest.mark.parametrize("key", WATCHED)
def test_cells_that_we_wrote_and_blanked_are_no_change(key: str):
    desk, table = Desk().settled(), BY_KEY[key]
    columns = [c for c in table.columns if c.owner is not Owner.FORMULA and c.key not in {"number", "problems"}]
    cells = {column.key: OF_KIND[column.kind] for column in columns} | FILLED[key]
    desk.journal.outbox.emit([append_row(key, 50, {"number": 50, **cells}, key="row")], desk.now)
    desk.tick(2)
    assert still(desk)
    assert None not in [desk.known(50, key).raw[table.index[column.key]] for column in columns]
    desk.journal.outbox.emit([set_cells(key, 50, dict.fromkeys(cells), key="blank")], desk.now)
    desk.tick(2)
    assert still(desk)
    assert {desk.known(50, key).raw[table.index[column.key]] for column in columns} == {None}


FILLED: dict[str, dict[str, CellContent]] = {
    "orders": {"name": "Новиков", "stage": "новый запрос"},
    "payments": {"date": date(2026, 3, 2), "order": 1, "amount": Decimal(5), "kind": "аванс"},
    "expenses": {"date": date(2026, 3, 2), "worker": "Иван", "category": "топливо", "amount": Decimal(5)},
    "advances": {"date": date(2026, 3, 2), "worker": "Иван", "kind": "выдано", "amount": Decimal(5)},
    "bookings": {"day": date(2026, 3, 2), "start": "10:00"},
    "calls": {"client": "Новиков"},
    "campaigns": {"name": "Лето", "kind": "реклама"},
}


def test_every_watched_table_and_kind_of_column_is_tried():
    assert set(FILLED) == set(WATCHED)
    kinds = {column.kind for key in WATCHED for column in BY_KEY[key].columns}
    assert kinds <= set(OF_KIND)


def test_a_row_that_we_numbered_is_no_change():
    desk = Desk([*SIX, order(None, "Новиков", price=5_000.0, advance=1_000.0)]).settled()
    desk.tick()
    assert desk.numbers()[-1] == 7
    assert still(desk)


def test_a_row_that_we_deleted_is_no_loss():
    desk = Desk().settled()
    desk.journal.outbox.emit([append_row("payments", 50, {"number": 50, **FILLED["payments"]}, key="row")], desk.now)
    desk.tick(2)
    effect = set_cells("payments", 50, {}, key="gone")
    desk.journal.outbox.emit([replace(effect, kind=EffectKind.DELETE_ROW)], desk.now)
    desk.tick(2)
    assert desk.numbers("payments") == []


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (Decimal("1.50"), 1.5),
        (5, 5.0),
        (True, True),
        (datetime(2026, 3, 9), date(2026, 3, 9)),
        (datetime(2026, 3, 9, 1, 2, 3, 4), datetime(2026, 3, 9, 1, 2, 3)),
        ("", None),
        (None, None),
        (Formula("A1", Decimal(2)), 2.0),
        (Formula("A1", ""), None),
        (Formula("A1"), None),
    ],
)
def test_a_value_is_remembered_as_a_reader_gives_it_back(value, raw):
    assert (as_read(value), type(as_read(value))) == (raw, type(raw))


def test_the_robots_own_sheets_are_not_watched():
    assert {table.key for table in TABLES if table.robot}.isdisjoint(WATCHED)
