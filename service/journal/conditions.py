"""What is wrong now outside the rows, by scope."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Engine, delete, insert, select

from service.journal.engine import reading, writing
from service.journal.schema import conditions
from sheets_schema.problems import Problem

_C = conditions.c
_SHEET = "sheet:{table}"


class JournalConditions:
    """The ``Conditions``: each has the moment when it was first seen, kept for as long as it lasts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, scope: str, problems: Sequence[Problem], now: datetime) -> None:
        """Replace what is wrong within a scope; none clears it."""
        with writing(self._engine) as connection:
            store_problems(connection, scope, problems, now)

    def all(self) -> Mapping[str, Sequence[tuple[Problem, datetime]]]:
        """Return what is wrong now, by scope, with since when."""
        found: dict[str, list[tuple[Problem, datetime]]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(select(conditions).order_by(_C.scope, _C.position)):
                found.setdefault(row.scope, []).append((row.problem, row.since))
        return found


def store_sheet_problems(
    connection: Connection, tables: Collection[str], problems: Sequence[Problem], now: datetime
) -> None:
    """Replace the problems of sheets that were looked at anew, each in its own scope."""
    for table in sorted({*tables, *(problem.table for problem in problems)}):
        store_problems(connection, _SHEET.format(table=table), [p for p in problems if p.table == table], now)


def store_problems(connection: Connection, scope: str, problems: Sequence[Problem], now: datetime) -> None:
    """Replace a scope's problems; writes nothing when they are what they were."""
    query = select(_C.problem, _C.since).where(_C.scope == scope).order_by(_C.position)
    before = [(cast("Problem", row.problem), cast("datetime", row.since)) for row in connection.execute(query)]
    if [problem for problem, _ in before] == list(problems):
        return
    since = {problem.matter: first for problem, first in before}
    connection.execute(delete(conditions).where(_C.scope == scope))
    rows = [
        {"scope": scope, "position": place, "problem": problem, "since": since.get(problem.matter, now)}
        for place, problem in enumerate(problems)
    ]
    if rows:
        connection.execute(insert(conditions), rows)
