"""The shape of one worksheet: its columns, what they hold and who owns them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sheets_schema.cells.kinds import Kind


class Owner(StrEnum):
    """Who writes a column. The robot never writes over what staff typed, save where a rule of the firm says so."""

    STAFF = "staff"
    ROBOT = "robot"
    FORMULA = "formula"


class Module(StrEnum):
    """Worksheets belong to modules that a firm switches in «Настройки»; CORE is always there."""

    CORE = "заказы"
    EXPENSES = "расходы"
    BOOKING = "записи"
    MESSAGES = "сообщения"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``title`` is the Russian header; ``choices`` names the list that its dropdown offers."""

    key: str
    title: str
    kind: Kind
    english: str = ""
    owner: Owner = Owner.STAFF
    aliases: tuple[str, ...] = ()
    choices: str = ""
    strict: bool = True
    """With ``choices``: a value off the list is a problem (True) or free text (False)."""
    required: bool = False
    """A row without it is no record yet; the header itself must be there."""
    identity: bool = False
    """Its value belongs to one row and no other, so that a partial sort shows in it."""
    width: float = 14.0
    hint: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return (self.title, self.english, *self.aliases) if self.english else (self.title, *self.aliases)


@dataclass(frozen=True)
class Table:
    """One worksheet with a header row."""

    key: str
    title: str
    english: str
    columns: tuple[Column, ...]
    module: Module = Module.CORE
    robot: bool = False
    """The whole worksheet is the robot's."""
    aliases: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Place of each column in an aligned row (see ``layout.align``)."""
        return {column.key: place for place, column in enumerate(self.columns)}

    @property
    def numbered(self) -> bool:
        """Whether its rows carry an identity under «№»."""
        return "number" in self.by_key

    @property
    def explained(self) -> bool:
        """Whether problems are explained in the row itself."""
        return "problems" in self.by_key
