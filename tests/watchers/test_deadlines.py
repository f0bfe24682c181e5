"""Which orders are late."""

from dataclasses import replace
from datetime import date

from sheets_schema.snapshot import KnownRow
from tests.watchers.desk import Desk
from watchers.deadlines import overdue


def test_an_order_is_late_from_the_day_after_its_term_until_it_is_closed():
    desk = Desk().settled()
    stages = desk.poller.rules.stages
    today = date(2026, 3, 10)

    def row(number: int, due: date | None, stage: str = "осмотр", *, gone: bool = False) -> KnownRow:
        record = {"name": "Иванов", "stage": stage, "due_date": due} if due else {"stage": stage}
        return KnownRow("orders", number, number, (), record, gone=gone)

    rows = [
        row(1, date(2026, 3, 9)), row(2, today), row(3, date(2026, 3, 1)), row(4, date(2026, 3, 1), "завершён"),
        row(5, None), row(6, date(2026, 3, 1), gone=True), replace(row(7, None), record=None),
    ]  # fmt: skip
    assert [(each.number, each.days) for each in overdue(rows, stages, today)] == [(3, 9), (1, 1)]
