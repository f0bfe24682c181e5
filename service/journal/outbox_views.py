"""The outbox as pages look at it."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from sqlalchemy import Engine, func, select

from service.journal.engine import AnyRow, reading
from service.journal.schema import effects
from sheets_schema.effects import CellContent, Effect, Kind, State
from sheets_schema.journal_ports import Outboxed

_C = effects.c
_WAITING = (State.DUE, State.CLAIMED)
_KEPT = _C.body.is_not(None)


class OutboxViews:
    """Looks at effects; each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listing(self, states: Collection[State], limit: int = 200) -> Sequence[Outboxed]:
        """Return effects for pages, newest first; purged ones are gone from here."""
        query = select(effects).where(_C.state.in_(states), _KEPT).order_by(_C.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [_outboxed(row) for row in connection.execute(query)]

    def of_row(self, table: str, number: int, states: Collection[State]) -> Sequence[Outboxed]:
        """Return the effects of one row, newest first."""
        own = (_C.table_key == table, _C.number == number, _C.state.in_(states), _KEPT)
        with reading(self._engine) as connection:
            return [_outboxed(row) for row in connection.execute(select(effects).where(*own).order_by(_C.id.desc()))]

    def counts(self) -> Mapping[State, int]:
        """Return how many effects are in each state (0 where none are)."""
        query = select(_C.state, func.count().label("effects")).where(_KEPT).group_by(_C.state)
        with reading(self._engine) as connection:
            found = {row.state: row.effects for row in connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def waiting(self, kinds: Collection[Kind]) -> bool:
        """Tell whether any effect of these kinds is not carried out yet."""
        query = select(_C.id).where(_C.state.in_(_WAITING), _C.kind.in_(kinds)).limit(1)
        with reading(self._engine) as connection:
            return connection.execute(query).first() is not None

    def pending_cells(self, table: str) -> Mapping[int, Mapping[str, CellContent]]:
        """Return the cells that are promised but not in the workbook yet, by row number; a later promise wins."""
        cells: dict[int, dict[str, CellContent]] = {}
        for effect in self._waiting(table, Kind.SET_CELL):
            if effect.number is not None:
                cells.setdefault(effect.number, {}).update(effect.cells)
        return cells

    def pending_appends(self, table: str) -> Sequence[Effect]:
        """Return the rows that are promised but not in the workbook yet, oldest first."""
        return self._waiting(table, Kind.APPEND_ROW)

    def _waiting(self, table: str, kind: Kind) -> Sequence[Effect]:
        query = select(_C.body).where(_C.state.in_(_WAITING), _C.kind == kind, _C.table_key == table)
        with reading(self._engine) as connection:
            return [cast("Effect", body) for body in connection.execute(query.order_by(_C.id)).scalars()]


def _outboxed(row: AnyRow) -> Outboxed:
    return Outboxed(row.id, row.body, row.state, row.attempts, row.created_at, row.not_before, row.error)
