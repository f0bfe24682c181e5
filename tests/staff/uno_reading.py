"""What LibreOffice sees in a worksheet, as JSON. Runs under /usr/bin/python3.

A cell is ``null``, a text, a number, a truth, or ``{"date": serial}`` for a number with a date's format; an error is the text
that the cell shows (``#VALUE!``). A formula cell comes as ``{"formula": text, "value": cell}``.
"""

DATE, LOGICAL = 2, 1024
"""com.sun.star.util.NumberFormat"""
CONTENT = 1 | 2 | 4 | 16
"""com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA; formats alone do not make a row."""


WIDE = 50
"""Columns looked at for visible cells: some of them is not hidden."""


class SheetReader:
    """Reads the worksheets of one document; number formats are looked up once each."""

    def __init__(self, document) -> None:
        self._document = document
        self._kinds: dict[int, int] = {}

    def rows(self, title: str) -> list[list]:
        """Return all rows from A1 to the last cell with content."""
        sheet = self._document.Sheets.getByName(title)
        ends = sheet.queryContentCells(CONTENT).RangeAddresses
        if not ends:
            return []
        area = sheet.getCellRangeByPosition(0, 0, max(a.EndColumn for a in ends), max(a.EndRow for a in ends))
        table = zip(area.getDataArray(), area.getFormulaArray(), strict=True)
        return [self._row(area, number, *both) for number, both in enumerate(table)]

    def hidden(self, title: str, count: int) -> list[int]:
        """Return which of the first ``count`` rows are not shown."""
        sheet = self._document.Sheets.getByName(title)
        if not count:
            return []
        shown = sheet.getCellRangeByPosition(0, 0, WIDE, count - 1).queryVisibleCells().RangeAddresses
        return sorted(set(range(count)).difference(*(range(a.StartRow, a.EndRow + 1) for a in shown)))

    def _row(self, area, number: int, values, formulas) -> list:
        return [
            self._cell(area, column, number, *both) for column, both in enumerate(zip(values, formulas, strict=True))
        ]

    def _cell(self, area, column: int, row: int, value, formula: str):
        if formula == "":
            return None
        if isinstance(value, str) and not formula.startswith("="):
            return value
        cell = area.getCellByPosition(column, row)
        if cell.Type.value == "FORMULA":
            return {"formula": formula[1:], "value": self._result(cell, value)}
        return value if cell.Type.value == "TEXT" else self._number(cell, value)

    def _result(self, cell, value):
        if cell.getError():
            return cell.String
        return value if isinstance(value, str) else self._number(cell, value)

    def _number(self, cell, value: float):
        key = cell.NumberFormat
        if key not in self._kinds:
            self._kinds[key] = self._document.NumberFormats.getByKey(key).Type
        if self._kinds[key] & DATE:
            return {"date": value}
        return bool(value) if self._kinds[key] & LOGICAL else value
