"""Typed values as JSON and back, without loss: the journal stores text.

Strings, numbers, truths, blanks, sequences and mappings are JSON's own (keys are names of ours, never beginning with ``$``);
everything else is an object of one key that names its type: ``{"$date": "2026-11-24"}``. What equals a default is left out.
The C encoder and decoder of ``json`` do the walking, and equal texts and dates become one object: a journal of 100 000 rows
is loaded at each start, and its rows repeat the same few words.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from sheets_schema.effects import Effect, Explained, ResultOf
from sheets_schema.problems import Problem
from sheets_schema.snapshot import Displaced, KnownRow, Quarantine, SeenRow
from sheets_schema.values import Formula

_WALKED = frozenset({str, list})
_REMEMBERED = 4096  # dates and sums: a firm's rows hold few different ones
_CLASSES: Sequence[type] = (Effect, Explained, ResultOf, Problem, Formula, KnownRow, SeenRow, Displaced, Quarantine)


def dumps(value: object) -> str:
    """Return compact JSON text of any value of this house. Raises ``TypeError`` for one that is none."""
    text = _encode(value)
    return text if _is_storable(text) else _encode_ascii(value)


def loads(text: str) -> object:
    """Return the value that ``dumps`` wrote; sequences come back as tuples, mappings as dicts."""
    return _shared(_decode(text)[0])


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False  # half a surrogate pair, which only an escape can carry
    return True


def _tagged(value: object) -> Mapping[str, object]:
    """Return what stands for a value that JSON has no form for."""
    encode = _ENCODERS.get(type(value))
    if encode is not None:
        return encode(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"the journal cannot hold a {type(value).__name__}")


def _untagged(pairs: list[tuple[str, object]]) -> object:
    """Return what a JSON object stands for: a mapping, or the one value that its only key names."""
    if len(pairs) == 1:
        decode = _DECODERS.get(pairs[0][0])
        if decode is not None:
            return decode(pairs[0][1])
    return {name: _shared(inner) for name, inner in pairs}


def _shared(value: object) -> object:
    """Return lists as tuples, and a text that is there already as that one."""
    if type(value) is str:
        return sys.intern(value)
    if type(value) is list:
        return tuple([_shared(item) if type(item) in _WALKED else item for item in value])
    return value


def _encoder_of(cls: type) -> Callable[[object], Mapping[str, object]]:
    tag, defaults = f"${cls.__name__}", [(field.name, _default(field)) for field in fields(cls)]

    def encode(value: object) -> Mapping[str, object]:
        given = ((name, getattr(value, name), default) for name, default in defaults)
        return {tag: {name: inner for name, inner, default in given if inner != default}}

    return encode


def _decoder_of(cls: type) -> Callable[[object], object]:
    words = [(field.name, field.type) for field in fields(cls) if _is_word(field.type)]

    def decode(given: object) -> object:
        assert isinstance(given, dict), f"{cls.__name__} is written as an object"
        for name, word in words:
            if name in given:
                given[name] = word(given[name])  # type: ignore[operator]
        return cls(**given)

    return decode


def _is_word(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _default(field: Field[object]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _isoformat(tag: str) -> Callable[[date | time], Mapping[str, object]]:
    return lambda value: {tag: value.isoformat()}


_ENCODERS: Mapping[type, Callable[..., Mapping[str, object]]] = {
    Decimal: lambda value: {"$decimal": str(value)},
    datetime: _isoformat("$datetime"),
    date: _isoformat("$date"),
    time: _isoformat("$time"),
    timedelta: lambda value: {"$microseconds": value // timedelta(microseconds=1)},
    **{cls: _encoder_of(cls) for cls in _CLASSES},
}
_DECODERS: Mapping[str, Callable[..., object]] = {
    "$decimal": lru_cache(_REMEMBERED)(Decimal),
    "$datetime": lru_cache(_REMEMBERED)(datetime.fromisoformat),
    "$date": lru_cache(_REMEMBERED)(date.fromisoformat),
    "$time": time.fromisoformat,
    "$microseconds": lambda microseconds: timedelta(microseconds=microseconds),
    **{f"${cls.__name__}": _decoder_of(cls) for cls in _CLASSES},
}


def _encoder(*, ensure_ascii: bool) -> Callable[[object], str]:
    compact = (",", ":")
    return json.JSONEncoder(ensure_ascii=ensure_ascii, separators=compact, default=_tagged, check_circular=False).encode


_encode = _encoder(ensure_ascii=False)
_encode_ascii = _encoder(ensure_ascii=True)
_decode: Callable[[str], tuple[object, int]] = json.JSONDecoder(object_pairs_hook=_untagged).raw_decode
