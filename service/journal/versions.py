"""The kept states of the workbook file."""

from collections.abc import Sequence

from sqlalchemy import Engine, delete, insert, select

from service.journal.engine import AnyRow, reading, writing
from service.journal.schema import versions
from sheets_schema.journal_ports import Version

_C = versions.c


class JournalVersions:
    """The ``Versions``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, version: Version, limit: int = 30) -> Sequence[Version]:
        """Record a version (its ``id`` is given here); return those that fell off, for their files to be removed."""
        row = {
            "generation": version.generation,
            "taken_at": version.taken_at,
            "path": version.path,
            "sha256": version.sha256,
            "by_robot": version.by_robot,
            "saved_by": version.saved_by,
            "stale": version.stale,
        }
        kept = select(_C.id).order_by(_C.id.desc()).limit(limit)
        with writing(self._engine) as connection:
            connection.execute(insert(versions).values(row))
            newest = connection.execute(kept).scalars().all()
            fallen = connection.execute(delete(versions).where(_C.id.not_in(newest)).returning(*versions.c)).all()
        return sorted(map(_version, fallen), key=lambda version: version.id)

    def all(self) -> Sequence[Version]:
        """Return kept versions, oldest first."""
        with reading(self._engine) as connection:
            return [_version(row) for row in connection.execute(select(versions).order_by(_C.id))]


def _version(row: AnyRow) -> Version:
    return Version(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
