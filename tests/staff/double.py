"""The staff's fast double: the same actions in process, on a copy held in memory as an office program holds it.

It mimics LibreOffice 7.4 as far as scenarios need it: locale of typed input, protection, validation, what filtered rows
refuse, sorting, references, caches of formulas, locks, «Save anyway». It does not autocorrect, show or merge anything.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.worksheet import Worksheet

from tests.staff import double_file, double_sheet
from tests.staff.actor import Box, Staff, StaffRefused
from tests.staff.cells import BookCell
from tests.staff.double_lines import change_rows, move_column
from tests.staff.double_values import BookValues
from tests.staff.functions import countable
from tests.staff.refs import Deleted, Inserted
from tests.staff.screen import Screen, plain
from tests.staff.typed import LOCALES, RUSSIAN, recognised, typed
from tests.staff.validity import copy_rules, drop_rules, is_locked, is_valid, rule_at


class DoubleHand:
    """``actor.Hand`` on an openpyxl workbook."""

    def __init__(self, locale: str, user: str, now: Callable[[], datetime]) -> None:
        self._locale, self._user, self._now = LOCALES[locale], user, now
        self._profile = f"file:///tmp/staff-double-{id(self):x}"
        self._path: Path | None = None
        self._book = Workbook()
        self._values = BookValues(self._book, {}, self._read)
        self._seen_at = 0

    def open(self, path: Path) -> None:
        if self._path is not None:
            raise RuntimeError("close the open workbook first")
        lock = double_file.lock_of(path)
        if lock.exists() and self._profile not in lock.read_text(encoding="utf-8"):
            raise StaffRefused(f"somebody else has {path.name} open")
        self._book, caches = double_file.load(path)
        self._values = BookValues(self._book, caches, self._read)
        self._path, self._seen_at = path, changed_at(path)
        self._lock()

    def screen(self, sheet: str) -> Screen:
        table = self._sheet(sheet)
        hidden = frozenset(row for row, line in table.row_dimensions.items() if line.hidden)
        return Screen(self._values.rows(table), hidden)

    def type(self, sheet: str, column: int, row: int, text: str) -> None:
        table = self._sheet(sheet)
        cell = cell_at(table, column, row)
        entry = typed(text, cell.number_format, self._locale, self._now().date())
        rule = rule_at(table, column, row)
        if is_locked(table, column, row) or (rule and not is_valid(rule, text, entry, self._values.listed)):
            return
        double_sheet.put(cell, entry)
        self._values.forget()

    def sort(self, sheet: str, box: Box, key: int, descending: bool) -> None:
        table = self._sheet(sheet)
        if table.protection.sheet:
            return
        keys = [self._values.of(table, cell_at(table, key, row)) for row in range(box[1], box[3] + 1)]
        double_sheet.sort(table, box, keys, descending, cyrillic_first=self._locale is RUSSIAN)
        self._values.forget()

    def insert_row(self, sheet: str, row: int) -> None:
        table = self._sheet(sheet)
        if table.protection.sheet:
            return
        change_rows(self._book, table, Inserted(row))
        for column in range(1, table.max_column + 1) if row > 1 else ():
            above = cell_at(table, column, row - 1)
            cell_at(table, column, row)._style = copy(above._style)
            copy_rules(table, (column, row - 1), (column, row))
        self._values.forget()

    def delete_row(self, sheet: str, row: int) -> None:
        table = self._sheet(sheet)
        if not table.protection.sheet:
            change_rows(self._book, table, Deleted(row))
            self._values.forget()

    def copy_row(self, sheet: str, source: int, target: int, insert: bool) -> None:
        table = self._sheet(sheet)
        if table.protection.sheet:
            return
        if insert:
            self.insert_row(sheet, target)
            source += source >= target
        for column in range(1, table.max_column + 1):
            self._copy(table, (column, source), (column, target))

    def fill_down(self, sheet: str, column: int, top: int, bottom: int) -> None:
        table = self._sheet(sheet)
        locked = any(is_locked(table, column, row) for row in range(top, bottom + 1))
        if locked or double_sheet.is_filtered(table, top, bottom):
            return
        for row in range(top + 1, bottom + 1):
            self._copy(table, (column, top), (column, row))

    def paste_block(self, sheet: str, column: int, row: int, rows: Sequence[Sequence[str]]) -> None:
        table = self._sheet(sheet)
        width, bottom = max(map(len, rows)), row + len(rows) - 1
        places = [(column + right, row + down) for down in range(len(rows)) for right in range(width)]
        filtered = len(rows) > 1 and double_sheet.is_filtered(table, row, bottom)
        if filtered or any(is_locked(table, *place) for place in places):
            return
        for down, cells in enumerate(rows):
            for right in range(width):
                text = cells[right] if right < len(cells) else ""
                self._paste(
                    cell_at(table, column + right, row + down), text, f"{get_column_letter(right + 1)}{down + 1}"
                )
        self._values.forget()

    def paste_over(self, sheet: str, source: tuple[int, int], target: tuple[int, int]) -> None:
        table = self._sheet(sheet)
        if not is_locked(table, *target):
            self._copy(table, source, target)

    def filter(self, sheet: str, box: Box, column: int, text: str) -> None:
        table = self._sheet(sheet)
        if table.protection.sheet:
            return
        for row in range(box[1] + 1, box[3] + 1):
            shown = plain(self._values.of(table, cell_at(table, column, row)))
            table.row_dimensions[row].hidden = shown.casefold() != text.casefold()
        table.auto_filter.filterColumn = [FilterColumn(colId=column - box[0], filters=Filters(filter=[text]))]

    def unfilter(self, sheet: str, box: Box) -> None:
        table = self._sheet(sheet)
        if table.protection.sheet:
            return
        for row in range(box[1] + 1, max(box[3], *table.row_dimensions, 2) + 1):
            table.row_dimensions[row].hidden = False
        table.auto_filter.filterColumn = []

    def hide_column(self, sheet: str, column: int) -> None:
        table = self._sheet(sheet)
        if not table.protection.sheet:
            table.column_dimensions[get_column_letter(column)].hidden = True

    def move_column(self, sheet: str, column: int, before: int) -> None:
        table = self._sheet(sheet)
        if not table.protection.sheet and column != before:
            move_column(self._book, table, column, before)
            self._values.forget()

    def save(self, over: bool) -> None:
        path = self._opened()
        if changed_at(path) != self._seen_at and not over:
            raise StaffRefused("not saved: the file has been changed by somebody else")
        caches = {
            sheet.title: {
                cell.coordinate: self._values.of(sheet, cell)
                for cell in sheet._cells.values()
                if cell.data_type == "f"
            }
            for sheet in self._book.worksheets
        }  # fmt: skip
        double_file.save(self._book, path, caches)
        self._seen_at = changed_at(path)
        self._lock()

    def close(self) -> None:
        double_file.lock_of(self._opened()).unlink(missing_ok=True)
        self.crash()

    def crash(self) -> None:
        self._opened()
        self._path = None

    def _read(self, text: str) -> float | None:
        """Return the number that a text is in arithmetic."""
        entry = recognised(text, "General", self._locale, self._now().date())
        value = None if entry is None else countable(entry.value)
        return None if value is None else float(value)

    def _opened(self) -> Path:
        if self._path is None:
            raise RuntimeError("no workbook is open")
        return self._path

    def _sheet(self, title: str) -> Worksheet:
        self._opened()
        return self._book[title]

    def _lock(self) -> None:
        line = double_file.lock_line(self._user, self._now(), self._profile)
        double_file.lock_of(self._opened()).write_text(line, encoding="utf-8")

    def _copy(self, table: Worksheet, source: tuple[int, int], target: tuple[int, int]) -> None:
        cells = cell_at(table, *source), cell_at(table, *target)
        double_sheet.copy_cell(table, *cells, self._values.caches)
        self._values.forget()

    def _paste(self, cell: BookCell, text: str, typed_at: str) -> None:
        """Put in a cell what was typed at another address of a new table."""
        cell._style = StyleArray()
        double_sheet.put(cell, typed(text, "General", self._locale, self._now().date()))
        if cell.data_type == "f":
            cell._value = double_sheet.translated(cell._value, typed_at, cell.coordinate)
        drop_rules(cell.parent, (cell.column, cell.row))


def changed_at(path: Path) -> int:
    """Return when a file was changed, in whole seconds: LibreOffice does not see a replacement within one."""
    return int(path.stat().st_mtime)


def cell_at(sheet: Worksheet, column: int, row: int) -> Any:
    """Return a cell (a merged one has no content of its own and takes none)."""
    return sheet.cell(row, column)


class StaffDouble(Staff):
    """Somebody at a program that lives in this process; one workbook at a time.

    ``now`` gives the time of locks and the year of dates typed without one.
    """

    def __init__(self, now: Callable[[], datetime], locale: str = "ru-RU", user: str = "Анна") -> None:
        super().__init__(DoubleHand(locale, user, now))
