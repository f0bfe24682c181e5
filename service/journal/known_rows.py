"""Known rows as the database holds them, and the ways in which pages look at them."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from sqlalchemy import Connection, Engine, Select, and_, false, func, select

from service.journal.engine import AnyRow, reading
from service.journal.schema import known_rows
from service.journal.search import matching, search_values
from service.journal.stored_record import StoredRecord
from service.journal.upsert import Values, upsert
from sheets_schema.codec import dumps, loads
from sheets_schema.problems import Problem
from sheets_schema.snapshot import KnownRow
from sheets_schema.values import Cells

_C = known_rows.c
ROWS = select(_C.table_key, _C.number, _C.row, _C.raw, _C.record, _C.problems, _C.entered, _C.gone)
_PRESENT = _C.gone.is_(false())
_AT_ONCE = 500


_FEW = 10_000


def encoded(rows: Sequence[KnownRow]) -> Iterable[Values]:
    """Return rows as the database takes them: done before a transaction, so that it holds up nobody longer than it must.

    The first reading of a large table is encoded as it is stored: its texts would take more memory than its rows.
    """
    values = map(_values, rows)
    return list(values) if len(rows) <= _FEW else values


def store_rows(connection: Connection, rows: Iterable[Values]) -> None:
    """Insert or replace ``encoded`` rows."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        upsert(connection, known_rows, some)


def known_row(row: AnyRow) -> KnownRow:
    """Return a row of ``ROWS`` as what it means."""
    table, number, place, raw, record, problems, entered, gone = row
    return KnownRow(
        sys.intern(table),
        number,
        place,
        cast("Cells", loads(raw)),
        None if record is None else StoredRecord(record),
        cast("tuple[Problem, ...]", loads(problems)) if problems else (),
        cast("Mapping[str, int]", loads(entered)) if entered else {},
        gone,
    )


class KnownRows:
    """Looks of pages at the rows that are in the sheet now; each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, table: str, number: int) -> KnownRow | None:
        """Return one row, a vanished one too."""
        found = self._rows(ROWS.where(_C.table_key == table, _C.number == number))
        return found[0] if found else None

    def rows(self, table: str) -> Iterator[KnownRow]:
        """Yield the rows of a table by number, a few hundred in memory at a time."""
        last = 0
        while page := self._rows(_of(table).where(_C.number > last).order_by(_C.number).limit(_AT_ONCE)):
            yield from page
            last = page[-1].number

    def page(self, table: str, *, stage: str | None = None, limit: int = 50, offset: int = 0) -> Sequence[KnownRow]:
        """Return rows of a table, newest number first, those at one stage if asked."""
        query = _of(table) if stage is None else _of(table).where(_C.stage == stage)
        return self._rows(query.order_by(_C.number.desc()).limit(limit).offset(offset))

    def search(
        self, table: str, text: str, limit: int = 50, offset: int = 0, *, stage: str | None = None
    ) -> Sequence[KnownRow]:
        """Return rows with all words of ``text`` in number, names, addresses or phones; a row of that number first.

        With ``stage`` only those that stand there.
        """
        found, number = matching(text)
        found = found if stage is None else and_(found, _C.stage == stage)
        numbers = (
            select(_C.number)
            .where(_C.table_key == table, _PRESENT, found)
            .order_by((_C.number == (number or 0)).desc(), _C.number.desc())
            .limit(limit)
            .offset(offset)
        )
        order = ((_C.number == (number or 0)).desc(), _C.number.desc())
        return self._rows(_of(table).where(_C.number.in_(numbers)).order_by(*order))

    def count(self, table: str, *, stage: str | None = None) -> int:
        """Return how many rows a table has, at one stage if asked."""
        query = select(func.count()).select_from(known_rows).where(_C.table_key == table, _PRESENT)
        with reading(self._engine) as connection:
            return connection.execute(query if stage is None else query.where(_C.stage == stage)).scalar_one()

    def by_stage(self, table: str) -> Mapping[str, int]:
        """Return how many rows of a table stand at each stage; rows that were never valid count nowhere."""
        query = select(_C.stage, func.count().label("rows")).where(_C.table_key == table, _PRESENT)
        with reading(self._engine) as connection:
            found = connection.execute(query.where(_C.stage.is_not(None)).group_by(_C.stage))
            return {row.stage: row.rows for row in found}

    def about(self, table: str, column: str, number: int) -> Sequence[KnownRow]:
        """Return the rows whose record names another row in that column (the payments of an order), by number.

        The text search only thins out what is decoded; the record decides.
        """
        trace = _C.record.contains(f'"{column}":{number}', autoescape=True)
        found = self._rows(_of(table).where(trace).order_by(_C.number))
        return [row for row in found if row.record and row.record.get(column) == number]

    def with_problems(self, limit: int = 1000) -> Sequence[KnownRow]:
        """Return the rows in which something is wrong, by table and number."""
        query = ROWS.where(_C.problems.is_not(None), _PRESENT).order_by(_C.table_key, _C.number)
        return self._rows(query.limit(limit))

    def _rows(self, query: Select[Any]) -> Sequence[KnownRow]:
        with reading(self._engine) as connection:
            return [known_row(row) for row in connection.execute(query)]


def _of(table: str) -> Select[Any]:
    return ROWS.where(_C.table_key == table, _PRESENT)


def _values(known: KnownRow) -> Values:
    return {
        "table_key": known.table,
        "number": known.number,
        "row": known.row,
        "raw": dumps(known.raw),
        "record": None if known.record is None else dumps(known.record),
        "problems": dumps(known.problems) if known.problems else None,
        "entered": dumps(known.entered) if known.entered else None,
        "gone": known.gone,
        **search_values(known),
    }
