"""What shall be done: plain facts that rules and forms emit, the journal keeps and executors carry out.

Every effect has an idempotency key: the same key stored twice is one effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sheets_schema.problems import Problem
from sheets_schema.values import Value


class Kind(StrEnum):
    """The executors' whole repertoire."""

    SET_CELL = "set_cell"
    APPEND_ROW = "append_row"
    NUMBER_ROW = "number_row"
    DELETE_ROW = "delete_row"
    MAKE_FOLDER = "make_folder"


class State(StrEnum):
    """The life of an effect: DUE → CLAIMED → DONE, or FAILED, UNKNOWN (in doubt: a person decides), WITHDRAWN."""

    DUE = "due"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


WORKBOOK_KINDS = frozenset({Kind.SET_CELL, Kind.APPEND_ROW, Kind.NUMBER_ROW, Kind.DELETE_ROW})


@dataclass(frozen=True, slots=True)
class ResultOf:
    """A value that is not known yet: the result of the effect with that key, which must be named in ``after``."""

    key: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A «Проблемы» cell: its text is made when it is written, in the firm's language."""

    problems: tuple[Problem, ...]


CellContent = Value | ResultOf | Explained


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing to do. ``cells`` is by column key; ``number`` the identity of the row in ``table``."""

    key: str
    kind: Kind
    table: str = ""
    number: int | None = None
    cells: Mapping[str, CellContent] = field(default_factory=dict, hash=False)
    name: str = ""
    """MAKE_FOLDER: the folder's name."""
    row: int | None = None
    """NUMBER_ROW: the sheet row where the row stood."""
    expect: tuple[object, ...] = ()
    """NUMBER_ROW: how the row read then (aligned). SET_CELL: (column key, how that cell read then) for each cell of the
    staff's: one that a person has changed since is left alone."""
    record: Mapping[str, object] | None = field(default=None, hash=False)
    """NUMBER_ROW: the row's typed values as they were accepted, in the spelling of the firm's lists; None for a row in error."""
    after: str | None = None
    not_before: datetime | None = None


def set_cells(
    table: str,
    number: int,
    cells: Mapping[str, CellContent],
    *,
    key: str,
    after: str | None = None,
    seen: Mapping[str, object] | None = None,
) -> Effect:
    """Set cells of a numbered row, by column key. ``seen`` is the row as read: where given, cells changed since stay."""
    expect = tuple((column, seen.get(column)) for column in cells) if seen is not None else ()
    return Effect(key=key, kind=Kind.SET_CELL, table=table, number=number, cells=cells, after=after, expect=expect)


def append_row(
    table: str, number: int, cells: Mapping[str, CellContent], *, key: str, after: str | None = None
) -> Effect:
    """Add a row under the table; ``number`` must have been reserved for it."""
    return Effect(key=key, kind=Kind.APPEND_ROW, table=table, number=number, cells=cells, after=after)
