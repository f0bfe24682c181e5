"""The tables of the journal. A change here needs a migration beside it (a test compares the two).

What is said to PostgreSQL alone stands only there: naming its options here would load its dialect for every firm.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, text

from service.journal.columns import Coded, Moment, words
from sheets_schema.effects import Kind, State

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers by itself only what is called INTEGER


def _ids() -> Column[int]:
    return Column("id", _Id, primary_key=True, autoincrement=True)


known_rows = Table(
    "known_rows",
    metadata,
    Column("table_key", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("row", Integer, nullable=False),
    Column("raw", Text, nullable=False),  # codec's text, as are the next three: ``known_rows`` encodes them itself
    Column("record", Text),
    Column("problems", Text),  # NULL where there are none, so that the index below holds the few rows that have some
    Column("entered", Text),  # NULL where no stage was entered
    Column("gone", Boolean, nullable=False),
    Column("stage", Text),
    Column("search", Text, nullable=False),
)
Index("ix_known_rows_stage", known_rows.c.table_key, known_rows.c.stage, known_rows.c.number)
Index("ix_known_rows_search", known_rows.c.table_key, known_rows.c.gone, known_rows.c.number, known_rows.c.search)
Index(
    "ix_known_rows_with_problems",
    known_rows.c.table_key,
    known_rows.c.number,
    sqlite_where=known_rows.c.problems.is_not(None),
)

table_states = Table(
    "table_states",
    metadata,
    Column("table_key", Text, primary_key=True),
    Column("next_number", Integer, nullable=False),
    Column("has_baseline", Boolean, nullable=False),
    Column("pending", Coded),
)

scalars = Table(
    "scalars",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Coded),
)

effects = Table(
    "effects",
    metadata,
    _ids(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", words(Kind), nullable=False),
    Column("table_key", Text, nullable=False),
    Column("number", Integer),
    Column("after", Text),
    Column("state", words(State), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment),
    Column("lease_until", Moment),
    Column("done_at", Moment),
    Column("withdrawn_with", Text),  # the key of the failed or withdrawn effect that it waited for
    Column("result", Text, nullable=False),
    Column("error", Coded),
    Column("body", Coded),  # NULL once purged: the key stays, so that an old promise is never made twice
)
Index("ix_effects_state", effects.c.state, effects.c.id)
Index("ix_effects_after", effects.c.after)
Index("ix_effects_row", effects.c.table_key, effects.c.number, effects.c.id)

writes = Table(
    "writes",
    metadata,
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("effects", Coded, nullable=False),
    Column("rows", Coded, nullable=False),
    Column("at", Moment, nullable=False),
    Column("standing", Boolean, nullable=False),  # acknowledged; false while it is only intended
)
Index(
    "uq_writes_intended",
    writes.c.standing,
    unique=True,
    sqlite_where=text("NOT standing"),
)

versions = Table(
    "versions",
    metadata,
    _ids(),
    Column("generation", Integer, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("by_robot", Boolean, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("stale", Boolean, nullable=False),
)

conditions = Table(
    "conditions",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("problem", Coded, nullable=False),
    Column("since", Moment, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    _ids(),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

invitations = Table(
    "invitations",
    metadata,
    _ids(),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("code_hash", Text, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

activity = Table(
    "activity",
    metadata,
    _ids(),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("params", Coded, nullable=False),
)
