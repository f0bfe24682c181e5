"""What the cells of the double's workbook show: constants, and formulas by the small calculator or by their old caches."""

import re
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.staff.cells import BookCell
from tests.staff.formulas import Calculator, corners
from tests.staff.functions import Failed, Unknown, countable
from tests.staff.refs import LAST_ROW


class BookValues:
    """Values of one workbook; ``forget`` after a change."""

    def __init__(self, book: Workbook, caches: dict[BookCell, Any], read: Callable[[str], float | None]) -> None:
        self._book = book
        self._read = read
        self.caches = caches
        self._bottom = 0
        """What formula cells showed when the file was opened, by the cell itself: it keeps it wherever it moves."""
        self._known: dict[BookCell, Any] = {}
        self._computing: set[BookCell] = set()

    def forget(self) -> None:
        """Compute anew from here on."""
        self._bottom = 0
        self._known.clear()

    def of(self, sheet: Worksheet, cell: BookCell) -> Any:
        """Return what a cell shows."""
        if cell.data_type != "f":
            return cell.value
        if cell not in self._known:
            self._known[cell] = self._computed(sheet, cell)
        return self._known[cell]

    def rows(self, sheet: Worksheet) -> list[list[Any]]:
        """Return all rows from row 1."""
        return [[self.of(sheet, cell) for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)]

    def listed(self, source: str) -> list[object]:
        """Return the values that a validation's source gives: a range, a name, or a name that ends at the last filled cell."""
        name = self._book.defined_names.get(source)
        whole = re.sub(
            r"^(.*?):INDEX\((.*?),MAX\(1,COUNTA\(.*\)\)\)$", r"\2", name.value if name is not None else source
        )
        sheet, *bounds = corners(whole)
        return [value for value in self._area(self._book[str(sheet)], *bounds) if value is not None]

    def _computed(self, sheet: Worksheet, cell: BookCell) -> Any:
        if cell in self._computing:
            return "#REF!"
        self._computing.add(cell)

        def look(title: str | None, *bounds: int) -> list[Any]:
            other = sheet if title is None else self._sheet(title)
            return [countable(value, self._read) for value in self._area(other, *bounds)]

        try:
            return Calculator(look).value(str(cell.value))
        except Failed as failure:
            return failure.code
        except Unknown:
            return self.caches.get(cell)
        finally:
            self._computing.discard(cell)

    def _sheet(self, title: str) -> Worksheet:
        if title not in self._book.sheetnames:
            raise Failed("#REF!")
        return self._book[title]

    def _deepest(self) -> int:
        """The last row of any sheet: all whole columns end there, so that criteria and sums have one length."""
        if not self._bottom:
            self._bottom = max(sheet.max_row for sheet in self._book.worksheets)
        return self._bottom

    def _area(self, sheet: Worksheet, left: int, top: int, right: int, bottom: int) -> list[Any]:
        bottom = min(bottom, self._deepest()) if bottom == LAST_ROW else bottom
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        cells = (sheet._cells.get(place) for place in places)
        return [None if cell is None else self.of(sheet, cell) for cell in cells]
