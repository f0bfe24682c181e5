"""A small calculator, so that the double leaves caches as a program would: arithmetic, comparison and a few functions.

What it cannot compute it says it cannot (``Unknown``); the double then keeps the cache that the file had.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import column_index_from_string

from tests.staff.functions import Cells, Failed, Table, Unknown, Value, as_number, called, combined, single
from tests.staff.refs import LAST_ROW

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?P<text>"(?:[^"]|"")*")|(?P<error>\#[A-Z0-9/]+[!?]?)
    |(?P<range>(?:(?:'[^']+'|[^\W\d]\w*)!)?(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3})(?![\w(]))
    |(?P<name>[^\W\d][\w.]*)|(?P<sign><=|>=|<>|[-+*/^&=<>%(),]))""",
    re.VERBOSE,
)
LEVELS = ({"=", "<>", "<", ">", "<=", ">="}, {"&"}, {"+", "-"}, {"*", "/"}, {"^"})


@dataclass
class Calculator:
    """Computes one formula; ``look`` gives the values of (sheet or None, left, top, right, bottom)."""

    look: Callable[[str | None, int, int, int, int], Table]

    def value(self, formula: str) -> Value:
        """Return the result of a formula with ``=``. Raises ``Unknown``, or ``Failed`` with the error value."""
        self._tokens = list(tokens(formula[1:]))
        result = self._level(0)
        if self._tokens:
            raise Unknown(formula)
        found = single(result)
        return 0.0 if found is None else found

    def _level(self, level: int) -> Any:
        if level == len(LEVELS):
            return self._unary()
        left = self._level(level + 1)
        while self._next() in LEVELS[level]:
            sign = self._tokens.pop(0)[1]
            left = combined(sign, single(left), single(self._level(level + 1)))
        return left

    def _unary(self) -> Any:
        if self._next() in {"-", "+"}:
            sign = self._tokens.pop(0)[1]
            size = as_number(single(self._unary()))
            return -size if sign == "-" else size
        value = self._atom()
        while self._next() == "%":
            self._tokens.pop(0)
            value = as_number(single(value)) / 100
        return value

    def _atom(self) -> Any:
        if not self._tokens:
            raise Unknown("a formula that ends too early")
        kind, text = self._tokens.pop(0)
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "error":
            raise Failed(text)
        if kind == "range":
            return Cells(self.look(*corners(text)))
        if kind == "name":
            return self._call(text.upper())
        if text == "(":
            value = self._level(0)
            self._expect(")")
            return value
        raise Unknown(text)

    def _call(self, name: str) -> Any:
        if name in {"TRUE", "FALSE"} and self._next() != "(":
            return name == "TRUE"
        if self._next() != "(":
            raise Failed("#NAME?")
        self._expect("(")
        arguments: list[Any] = []
        while self._next() != ")":
            arguments.append(self._argument())
            if self._next() == ",":
                self._tokens.pop(0)
        self._expect(")")
        return called(name, arguments)

    def _argument(self) -> Any:
        """An argument may fail without failing the whole (IFERROR, the branch not taken): it is kept as a failure."""
        try:
            return self._level(0)
        except Failed as failure:
            while self._tokens and self._next() not in {",", ")"}:
                self._tokens.pop(0)
            return failure

    def _next(self) -> str:
        return self._tokens[0][1] if self._tokens else ""

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise Unknown(sign)
        self._tokens.pop(0)


def tokens(formula: str) -> Iterator[tuple[str, str]]:
    """Cut a formula. Raises ``Unknown``."""
    at = 0
    while at < len(formula.rstrip()):
        match = TOKEN.match(formula, at)
        if match is None or match.lastgroup is None:
            raise Unknown(formula[at:])
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


def corners(reference: str) -> tuple[str | None, int, int, int, int]:
    """Return (sheet, left, top, right, bottom); a whole column has every row."""
    title, _, ends = reference.rpartition("!")
    found = re.findall(r"([A-Z]+)(\d*)", ends.replace("$", ""))
    columns, rows = [column_index_from_string(name) for name, _ in found], [int(row or 1) for _, row in found]
    if not found[0][1]:
        rows = [1, LAST_ROW]
    return title.strip("'") or None, min(columns), min(rows), max(columns), max(rows)
