"""A short log for the office page: what each tick read, changed, wrote, and what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, func, insert, select

from service.journal.engine import AnyRow, reading, writing
from service.journal.schema import activity

_C = activity.c
KEPT = 500


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that happened: ``kind`` names the sentence, ``params`` fill it."""

    id: int
    at: datetime
    kind: str
    params: Mapping[str, object]


class Activity:
    """The last five hundred things that happened, and the last of each kind however long ago."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, kind: str, params: Mapping[str, object], now: datetime) -> None:
        """Note one thing (numbers and codes, no personal data: this is kept without anyone's say)."""
        with writing(self._engine) as connection:
            connection.execute(insert(activity).values(at=now, kind=kind, params=params))
            oldest = connection.execute(select(_C.id).order_by(_C.id.desc()).offset(KEPT - 1).limit(1)).scalar()
            if oldest is not None:
                newest_of_kind = select(func.max(_C.id)).group_by(_C.kind)
                connection.execute(delete(activity).where(_C.id < oldest, _C.id.not_in(newest_of_kind)))

    def recent(self, limit: int = 50) -> Sequence[Noted]:
        """Return the last things that happened, newest first."""
        query = select(activity).order_by(_C.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [_noted(row) for row in connection.execute(query)]

    def last(self, kind: str) -> Noted | None:
        """Return when something of that kind happened last."""
        query = select(activity).where(_C.kind == kind).order_by(_C.id.desc()).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _noted(row)


def _noted(row: AnyRow) -> Noted:
    return Noted(row.id, row.at, row.kind, row.params)
