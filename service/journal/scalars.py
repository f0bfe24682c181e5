"""Single values by name: the generation, the stamp, the quarantine."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from service.journal.schema import scalars
from service.journal.upsert import upsert

GENERATION, STAMP, QUARANTINE, ACCEPTED, RULES = "generation", "stamp", "quarantine", "accepted", "rules"


def store_scalars(connection: Connection, values: Mapping[str, object]) -> None:
    """Set values by name; ``None`` is a value too."""
    upsert(connection, scalars, [{"name": name, "value": value} for name, value in values.items()])


def load_scalars(connection: Connection, *names: str) -> Mapping[str, object]:
    """Return those of the named values that were ever set."""
    query = select(scalars).where(scalars.c.name.in_(names))
    return {row.name: row.value for row in connection.execute(query)}
