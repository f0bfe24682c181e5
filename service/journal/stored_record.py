"""A record that is decoded when somebody looks into it: the start with 100 000 rows looks into few of them."""

from collections.abc import Iterator, Mapping
from typing import cast

from sheets_schema.codec import loads


class StoredRecord(Mapping[str, object]):
    """Reads like the dict that was stored, equals it, and takes a third of its room until then."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text.encode()
        self._known: Mapping[str, object] | None = None

    def __getitem__(self, key: str) -> object:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> Mapping[str, object]:
        text, known = self._text, self._known  # in this order: another thread may be letting go of the text
        if known is None:
            known = self._known = cast("Mapping[str, object]", loads(text.decode()))
            self._text = b""
        return known
