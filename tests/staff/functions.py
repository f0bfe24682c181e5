"""Values, operators and functions of the double's small calculator (see ``formulas``)."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.staff.cells import EPOCH

Value = str | float | bool | None
ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")
"""What a cell with an error shows."""
Table = list[Value]
"""The values of a range, row by row."""


class Unknown(Exception):  # noqa: N818 - a plain statement, caught by the double
    """Beyond this calculator."""


class Failed(Exception):  # noqa: N818 - the value of a cell, not a fault
    """An error value such as ``#VALUE!``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Text(str):
    """A text of a cell; in arithmetic it counts as what ``read`` makes of it («1 500» is 1500 in a Russian office)."""

    __slots__ = ("read",)
    read: Callable[[str], float | None]


@dataclass(frozen=True, slots=True)
class Cells:
    """A range that has been read."""

    values: Table


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow,
}  # fmt: skip
COMPARISON: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


def single(value: Any) -> Value:
    """Return one value; a range of several has none here."""
    if isinstance(value, Failed):
        raise value
    if isinstance(value, Cells):
        if len(value.values) != 1:
            raise Unknown("a range where one value is meant")
        return checked(value.values[0])
    return value  # type: ignore[no-any-return]  # arguments are values or ranges, nothing else


def checked(value: Value) -> Value:
    """Raise ``Failed`` for a cell that holds an error."""
    if isinstance(value, str) and ERROR.fullmatch(value):
        raise Failed(value)
    return value


def as_number(value: Value) -> float:
    """Return a number; blank is 0, a text is read as the office would type it, or is ``#VALUE!``."""
    if value is None:
        return 0.0
    if not isinstance(value, str):
        return float(value)
    found = value.read(value) if isinstance(value, Text) else None
    if found is None:
        raise Failed("#VALUE!")
    return found


def combined(sign: str, left: Value, right: Value) -> Value:
    """Return the result of one operator."""
    if sign == "&":
        return joined(left) + joined(right)
    if sign in COMPARISON:
        return compared(sign, left, right)
    divisor = as_number(right)
    if sign == "/" and divisor == 0:
        raise Failed("#DIV/0!")
    return ARITHMETIC[sign](as_number(left), divisor)


def joined(value: Value) -> str:
    """Return a value as «&» joins it."""
    return "" if value is None else value if isinstance(value, str) else f"{value:.15g}"


def compared(sign: str, left: Value, right: Value) -> bool:
    """Compare as spreadsheets do: case does not count, a blank equals 0 and "", a number is less than any text."""
    blank = "" if isinstance(left, str) or isinstance(right, str) else 0.0
    pair = [blank if side is None else side.casefold() if isinstance(side, str) else side for side in (left, right)]
    if isinstance(pair[0], str) != isinstance(pair[1], str):
        pair = [float(isinstance(side, str)) for side in pair]
    return COMPARISON[sign](*pair)


def numbers(arguments: list[Any]) -> list[float]:
    """Return the numbers of a sum: texts and blanks of ranges do not count."""
    found: list[float] = []
    for argument in arguments:
        values = argument.values if isinstance(argument, Cells) else [as_number(single(argument))]
        found += [float(value) for value in map(checked, values) if isinstance(value, float | int)]
    return found


def matches(value: Value, criterion: Value) -> bool:
    """Tell whether a cell meets a criterion of SUMIFS: ``"готов"``, ``5``, ``">100"``."""
    if not isinstance(criterion, str):
        return value == (criterion or 0.0) and value is not None
    match = re.fullmatch(r"(<=|>=|<>|=|<|>)?(.*)", criterion, re.DOTALL)
    assert match is not None
    wanted: Value = float(match[2]) if re.fullmatch(r"-?\d+(\.\d+)?", match[2]) else match[2]
    sign = match[1] or "="
    if (value is None or isinstance(value, str)) != isinstance(wanted, str):
        return sign == "<>"
    return compared(sign, value, wanted)


def meeting(pairs: list[Any]) -> list[bool]:
    """Return for each place whether it meets all (range, criterion) pairs."""
    ranges = [pair.values for pair in pairs[::2]]
    criteria = [single(pair) for pair in pairs[1::2]]
    return [all(map(matches, place, criteria)) for place in zip(*ranges, strict=True)]


def sum_ifs(arguments: list[Any]) -> float:
    """SUMIFS: amounts, then pairs; text amounts are silently ignored."""
    pairs = zip(arguments[0].values, meeting(arguments[1:]), strict=True)
    return sum(numbers([Cells([amount for amount, met in pairs if met])]))


def either(arguments: list[Any]) -> Any:
    """IF."""
    chosen = 1 if as_number(single(arguments[0])) else 2
    return arguments[chosen] if chosen < len(arguments) else False


def rounded(arguments: list[Any]) -> float:
    """ROUND: halves away from zero."""
    size, places = (as_number(single(argument)) for argument in arguments)
    shifted = abs(size) * 10**places
    return float(f"{int(shifted + 0.5) / 10**places:.15g}") * (1 if size >= 0 else -1)


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda arguments: sum(numbers(arguments)),
    "MAX": lambda arguments: max(numbers(arguments), default=0.0),
    "MIN": lambda arguments: min(numbers(arguments), default=0.0),
    "COUNT": lambda arguments: float(len(numbers(arguments))),
    "COUNTA": lambda arguments: float(sum(value is not None for cells in arguments for value in cells.values)),
    "COUNTIF": lambda arguments: float(sum(meeting(arguments))),
    "COUNTIFS": lambda arguments: float(sum(meeting(arguments))),
    "SUMIFS": sum_ifs,
    "SUMIF": lambda arguments: sum_ifs([arguments[-1] if len(arguments) > 2 else arguments[0], *arguments[:2]]),
    "IF": either,
    "IFERROR": lambda arguments: arguments[1] if isinstance(arguments[0], Failed) else arguments[0],
    "ROUND": rounded,
    "ABS": lambda arguments: abs(as_number(single(arguments[0]))),
    "AND": lambda arguments: all(as_number(single(argument)) for argument in arguments),
    "OR": lambda arguments: any(as_number(single(argument)) for argument in arguments),
    "TRUE": lambda _: True,
    "FALSE": lambda _: False,
}


def called(name: str, arguments: list[Any]) -> Any:
    """Return a function's result. Raises ``Unknown`` for any other function."""
    if name not in FUNCTIONS:
        raise Unknown(name)
    return FUNCTIONS[name](arguments)


def countable(value: Any, read: Callable[[str], float | None] | None = None) -> Value:
    """Return a cell's content as formulas see it: days are numbers, texts know how the office reads them."""
    if isinstance(value, datetime):
        return (value - EPOCH).total_seconds() / 86400
    if isinstance(value, str) and read is not None:
        text = Text(value)
        text.read = read
        return text
    return value  # type: ignore[no-any-return]  # openpyxl's cell values are typed Any
