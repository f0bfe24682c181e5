"""Typed values as JSON and back, without loss: the journal stores text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sheets_schema.effects import Effect, Explained, Kind, ResultOf
from sheets_schema.problems import Level, Problem
from sheets_schema.snapshot import Displaced, Quarantine, SeenRow
from sheets_schema.values import Formula

_CLASSES: Mapping[str, type] = {
    cls.__name__: cls for cls in (Effect, Explained, ResultOf, Problem, Formula, SeenRow, Displaced, Quarantine)
}
_ENUMS: Mapping[str, Callable[[str], object]] = {"Kind": Kind, "Level": Level}
_SCALARS: Mapping[str, Callable[[str], object]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda text: timedelta(seconds=float(text)),
}


def dumps(value: object) -> str:
    """Return compact JSON text of any value of this house (records, raw cells, effects, problems)."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> object:
    """Return the value that ``dumps`` wrote; sequences come back as tuples, mappings as dicts."""
    return _typed(json.loads(text))


def _plain(value: object) -> object:  # noqa: PLR0911 - one line a type reads best
    if isinstance(value, Kind | Level):
        return {"$": type(value).__name__, "v": value.value}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return {"$": "decimal", "v": str(value)}
    if isinstance(value, datetime | date | time):
        return {"$": type(value).__name__, "v": value.isoformat()}
    if isinstance(value, timedelta):
        return {"$": "seconds", "v": str(value.total_seconds())}
    if isinstance(value, Mapping):
        return {"$": "map", "v": {key: _plain(item) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"$": type(value).__name__, "v": given}
    raise TypeError(f"the journal cannot hold a {type(value).__name__}")


def _typed(value: object) -> object:
    if isinstance(value, list):
        return tuple(_typed(item) for item in value)
    if not isinstance(value, dict):
        return value
    tag, inner = value["$"], value["v"]
    if tag in _SCALARS:
        return _SCALARS[tag](inner)
    if tag in _ENUMS:
        return _ENUMS[tag](inner)
    typed = {key: _typed(item) for key, item in inner.items()}
    return typed if tag == "map" else _CLASSES[tag](**typed)
