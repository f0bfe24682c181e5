"""A valid row's typed values, held as one tuple: a table of 100 000 orders is kept in memory whole."""

from collections.abc import Iterator, Mapping

from sheets_schema.table import Table


class FlatRecord(Mapping[str, object]):
    """Typed values by column key; blanks are not there. Equal to a dict of the same values; never changes."""

    __slots__ = ("_places", "_values")

    def __init__(self, table: Table, values: Mapping[str, object]) -> None:
        self._places = table.index
        self._values = tuple(values.get(column.key) for column in table.columns)

    def __getitem__(self, key: str) -> object:
        value = self._values[self._places[key]]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return (key for key, place in self._places.items() if self._values[place] is not None)

    def __len__(self) -> int:
        return len(self._values) - self._values.count(None)

    def __repr__(self) -> str:
        return f"FlatRecord({dict(self)!r})"
