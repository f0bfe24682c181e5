"""Alembic's entry: runs the migrations on the connection that ``service.journal.migrations`` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum
from sqlalchemy.types import TypeDecorator

from service.journal.schema import metadata


def plain_type(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Render our types as what they are in the database: a revision must not change with today's code."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    return f"sa.{item.impl!r}" if isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by rebuilding it
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
