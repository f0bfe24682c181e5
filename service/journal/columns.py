"""Column types of the journal: moments in UTC, and values of this house as JSON text."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator

from sheets_schema import codec


class Moment(TypeDecorator[datetime]):
    """A zone-aware moment: UTC in the database (SQLite keeps no zone), zone-aware UTC at the edge."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC. Raises ``ValueError`` for a moment without a zone: nobody could tell when that was."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Coded(TypeDecorator[object]):
    """Any value of this house as ``codec`` text; ``None`` is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Encode."""
        del dialect  # the text is the same everywhere
        return None if value is None else codec.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Decode."""
        del dialect
        return None if value is None else codec.loads(value)


def words(kind: type[StrEnum]) -> Enum:
    """Return the type of a column that holds one of these words, as text that a new word does not alter."""
    return Enum(
        kind, native_enum=False, length=32, values_callable=lambda members: [member.value for member in members]
    )
