"""Single values by name: the generation, the stamp, the quarantine."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from service.journal.schema import scalars
from service.journal.upsert import upsert

GENERATION, STAMP, QUARANTINE, ACCEPTED = "generation", "stamp", "quarantine", "accepted"


def store_scalars(connection: Connection, values: Mapping[str, object]) -> None:
    """Set values by name; ``None`` is a value too."""
    upsert(connection, scalars, [{"name": name, "value": value} for name, value in values.items()])


def load_scalars(connection: Connection) -> Mapping[str, object]:
    """Return all values that were ever set."""
    return {row.name: row.value for row in connection.execute(select(scalars))}
