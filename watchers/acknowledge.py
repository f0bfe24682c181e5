"""How a row will read once our write stands: what makes the next poll see no change where only we wrote."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

from sheets_schema.effects import Effect, Explained
from sheets_schema.problems import Level
from sheets_schema.reading import parse_row, read_number
from sheets_schema.record import FlatRecord
from sheets_schema.snapshot import KnownRow, SeenRow
from sheets_schema.table import Owner, Table
from sheets_schema.values import Formula, Raw, Value
from watchers.copied import without_copied


def as_read(value: Value) -> Raw:
    """Return what a reader will give back for a value that we write (numbers as float, whole days as dates)."""
    if isinstance(value, Formula):
        return as_read(value.cached)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.replace(microsecond=0)
    return value or None if isinstance(value, str) else value


def written(table: Table, known: KnownRow, cells: Mapping[str, Value]) -> KnownRow:
    """Return the known row as it reads after ``cells`` (by column key) were written into it; its record follows."""
    raw = list(known.raw)
    for key, value in cells.items():
        if table.by_key[key].owner is not Owner.FORMULA:
            raw[table.index[key]] = as_read(value)
    record = dict(known.record) if known.record is not None else None
    if record is not None:
        alone: list[Raw] = [
            cell if column.key in cells else None for column, cell in zip(table.columns, raw, strict=True)
        ]
        values, _problems = parse_row(table, SeenRow(known.row, known.number, tuple(alone)), known.number)
        record = {key: value for key, value in record.items() if key not in cells} | values
    return replace(known, raw=tuple(raw), record=None if record is None else FlatRecord(table, record))


def numbered(table: Table, effect: Effect, row: int, cells: Mapping[str, Value], known: KnownRow | None) -> KnownRow:
    """Return the known row of a row that has just got its number, with the problems that were explained in it.

    A row in error has no record yet; a copy is valid as its original was, so that nothing of it is booked a second time.
    """
    number = effect.number or 0
    if known is not None and not known.gone:  # the number was put back
        return written(table, replace(known, row=row), cells)
    explained = effect.cells.get("problems")
    problems = explained.problems if isinstance(explained, Explained) else ()
    raw: tuple[Raw, ...] = tuple(effect.expect)  # type: ignore[arg-type] # the effect keeps the row as it was seen
    values = effect.record or parse_row(table, SeenRow(row, number, raw), number)[0]
    copied = read_number(raw[table.index["number"]]) not in {None, number}
    wrong = any(problem.level is Level.ERROR for problem in problems)
    record = None if wrong and not copied else without_copied(values, problems)
    fresh = KnownRow(table.key, number, row, raw, record, problems)
    now = written(table, fresh, cells)
    stage = (now.record or {}).get("stage")
    return replace(now, entered={stage: 1}) if isinstance(stage, str) else now


def appended(table: Table, number: int, row: int, cells: Mapping[str, Value]) -> KnownRow:
    """Return the known row of a row that we appended."""
    blank = KnownRow(table.key, number, row, (None,) * len(table.columns), {})
    return written(table, blank, cells)
