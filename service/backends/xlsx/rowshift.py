"""What becomes of row numbers when rows are taken out and put in."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from service.backends.xlsx.references import MAX_ROW, Area


@dataclass(frozen=True, slots=True)
class RowShift:
    """Rows ``deleted``, and how many were inserted after a row; all numbers are those before the change.

    ``grown`` says how many data rows were added under a last data row, whether rows moved for that or not:
    ranges that hold that row grow over them.
    """

    deleted: tuple[int, ...] = ()
    inserted: Mapping[int, int] = field(default_factory=dict)
    grown: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, deleted: Collection[int], inserted: Mapping[int, int], grown: Mapping[int, int]) -> "RowShift":
        """Build it from unordered parts."""
        return cls(tuple(sorted(deleted)), {row: count for row, count in inserted.items() if count}, dict(grown))

    @property
    def moves(self) -> bool:
        """Tell whether any row gets another number."""
        return bool(self.deleted or self.inserted)

    @property
    def first_moved(self) -> int:
        """The first row whose number or presence may change."""
        return min([*self.deleted, *(row + 1 for row in self.inserted), MAX_ROW + 1])

    def place(self, row: int) -> int:
        """Return where a row goes, as if it were not deleted itself."""
        added = sum(count for after, count in self.inserted.items() if after < row)
        return row - bisect_left(self.deleted, row) + added

    def end(self, row: int) -> int:
        """Return where the rows down to ``row`` end, whether it is deleted itself or not: what is put in follows."""
        return self.place(row) - self.is_deleted(row)

    def is_deleted(self, row: int) -> bool:
        """Tell whether the row is taken out."""
        at = bisect_left(self.deleted, row)
        return at < len(self.deleted) and self.deleted[at] == row

    def span(self, top: int, bottom: int, *, grow: bool = False) -> tuple[int, int] | None:
        """Return what a range of rows becomes; None when nothing is left of it."""
        first, last = top, bottom
        while first <= last and self.is_deleted(first):
            first += 1
        while last >= first and self.is_deleted(last):
            last -= 1
        if first > last or self.place(first) > MAX_ROW:
            return None
        if bottom == MAX_ROW:  # «to the very end» stays that, however many rows go
            return (1 if top == 1 else self.place(first)), MAX_ROW
        added = self._growth(top, bottom) if grow else 0
        return self.place(first), min(max(self.place(last), added), MAX_ROW)

    def _growth(self, top: int, bottom: int) -> int:
        """Return the last of the new rows under a last data row that the range holds, else 0."""
        return max(
            (self.end(row) + count for row, count in self.grown.items() if top <= row <= bottom),
            default=0,
        )

    def area(self, area: Area, *, grow: bool = False) -> Area | None:
        """Return what an area becomes; None when nothing is left of it."""
        span = self.span(area.top, area.bottom, grow=grow)
        return Area(span[0], area.left, span[1], area.right) if span else None

    def areas(self, areas: Collection[Area], *, grow: bool = False) -> list[Area]:
        """Return what is left of a list of areas."""
        return [new for area in areas if (new := self.area(area, grow=grow))]
