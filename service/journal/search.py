"""Finding a row as a person asks for it: «иванов ленина», «8 912 345», «№ 17», in any case and with е for ё."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, or_, true

from service.journal.schema import known_rows
from sheets_schema.cells.kinds import Kind
from sheets_schema.snapshot import KnownRow
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Raw

_MOST = 600  # characters kept of a row: PostgreSQL indexes no value beyond 2 700 bytes
_FOLDED = str.maketrans({"ё": "е", "\xa0": " ", "\x00": None})
_PHONE_MARKS = re.compile(r"[\s()+.–-]")
_PHONE_LIKE = re.compile(r"[\d\s()+.–-]*\d[\d\s()+.–-]*")
_NUMBER = re.compile(r"№?\s*(\d{1,9})")
_TRUNK = "78"  # +7 and 8 begin the same Russian number
_SHORTEST_PHONE = 5
_SEARCHED = frozenset({Kind.TEXT, Kind.PHONE, Kind.EMAIL})


def searchable(known: KnownRow) -> str:
    """Return what a row is found by: its number, names, addresses, and phones as digits."""
    words = [str(known.number), *(_folded_cell(cell, kind) for cell, kind in _searched_cells(known))]
    return " ".join(word for word in words if word)[:_MOST]


def matching(asked: str) -> tuple[ColumnElement[bool], int | None]:
    """Return the condition under which a row is found, and the number if the text may be one."""
    text = fold(asked).strip()
    if _PHONE_LIKE.fullmatch(text) and len(digits := _PHONE_MARKS.sub("", text)) >= _SHORTEST_PHONE:
        found = or_(*(_contains(spelling) for spelling in _phone_spellings(digits)))
    else:
        found = and_(true(), *(_contains(word) for word in text.replace("№", " ").split()))
    number = _NUMBER.fullmatch(text)
    return found, int(number[1]) if number else None


def fold(text: str) -> str:
    """Lower case, е for ё, no-break spaces as spaces, without what no database holds (NUL, half a surrogate pair)."""
    return text.lower().translate(_FOLDED).encode(errors="ignore").decode()


def _searched_cells(known: KnownRow) -> Sequence[tuple[Raw, Kind]]:
    """Return the cells that belong to one row and no other, or all short texts where a table has no such columns."""
    table = BY_KEY.get(known.table)
    if table is None:
        return [(cell, Kind.TEXT) for cell in known.raw if isinstance(cell, str)]
    cells = list(zip(table.columns, known.raw, strict=False))
    own = [(cell, column.kind) for column, cell in cells if column.identity]
    return own or [(cell, column.kind) for column, cell in cells if column.kind in _SEARCHED]


def _folded_cell(cell: Raw, kind: Kind) -> str:
    if cell is None:
        return ""
    text = f"{cell:.0f}" if isinstance(cell, float) else fold(str(cell))
    return _PHONE_MARKS.sub("", text) if kind is Kind.PHONE else " ".join(text.split())


def _phone_spellings(digits: str) -> Sequence[str]:
    return (digits, digits[1:]) if digits[0] in _TRUNK else (digits,)


def _contains(word: str) -> ColumnElement[bool]:
    return known_rows.c.search.contains(word, autoescape=True)


def search_values(known: KnownRow) -> Mapping[str, str | None]:
    """Return the columns that pages look rows up by."""
    stage = (known.record or {}).get("stage")
    return {"search": searchable(known), "stage": stage if isinstance(stage, str) else None}
