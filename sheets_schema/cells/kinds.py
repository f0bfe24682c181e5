"""The kinds of column, and the parser of each."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final

from sheets_schema.cells.clock import parse_time
from sheets_schema.cells.dates import parse_date, parse_moment
from sheets_schema.cells.money import parse_count, parse_money, parse_number
from sheets_schema.cells.phones import parse_phone
from sheets_schema.cells.texts import parse_email, parse_text, parse_ticks, parse_yes
from sheets_schema.values import Raw


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()
    LONG_TEXT = auto()
    MONEY = auto()
    DATE = auto()
    MOMENT = auto()
    TIME = auto()
    PHONE = auto()
    EMAIL = auto()
    COUNT = auto()
    YES = auto()
    TICKS = auto()
    CHOICE = auto()
    NUMBER = auto()
    """The identity of a row, under «№»."""
    LINK = auto()


PARSERS: Final[Mapping[Kind, Callable[[Raw], object]]] = {
    Kind.TEXT: parse_text,
    Kind.LONG_TEXT: parse_text,
    Kind.MONEY: parse_money,
    Kind.DATE: parse_date,
    Kind.MOMENT: parse_moment,
    Kind.TIME: parse_time,
    Kind.PHONE: parse_phone,
    Kind.EMAIL: parse_email,
    Kind.COUNT: parse_count,
    Kind.YES: parse_yes,
    Kind.TICKS: parse_ticks,
    Kind.CHOICE: parse_text,
    Kind.NUMBER: parse_number,
    Kind.LINK: parse_text,
}
"""Each returns its typed value or ``None`` for blank, and raises nothing but ``Unreadable``."""
