"""Rows of «Заказы» as they are known and as they are seen, without a workbook."""

from collections.abc import Iterable, Mapping, Sequence

from sheets_schema.reading import aligned, read_number
from sheets_schema.snapshot import KnownRow, SeenRow
from sheets_schema.tables import ORDERS
from sheets_schema.values import Cells, Raw
from tests.watchers.desk import order


def raw_of(number: int | None, name: str, **cells: Raw) -> Cells:
    return aligned(ORDERS, order(number, name, **cells))


def rows_of(raws: Iterable[Cells]) -> list[SeenRow]:
    """Lay rows under a header, as a sheet has them."""
    place = ORDERS.index["number"]
    return [SeenRow(at, read_number(raw[place]), raw) for at, raw in enumerate(raws, start=2)]


def known_of(rows: Sequence[SeenRow]) -> dict[int, KnownRow]:
    return {row.number: KnownRow("orders", row.number, row.row, row.raw, {}) for row in rows if row.number}


def with_cells(raw: Cells, **cells: Raw) -> Cells:
    places: Mapping[int, Raw] = {ORDERS.index[key]: value for key, value in cells.items()}
    return tuple(places.get(place, cell) for place, cell in enumerate(raw))
