"""The staff at a real LibreOffice."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.staff.actor import Box, Staff, StaffRefused
from tests.staff.cells import Seen, Sheets, from_json, one_form, trimmed
from tests.staff.office import Office, OfficeRefused
from tests.staff.screen import Screen


class LibreOfficeHand:
    """``actor.Hand`` by requests to the driver, which counts from 0."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def open(self, path: Path) -> None:
        self._ask("open", path=str(path.resolve()))

    def screen(self, sheet: str) -> Screen:
        rows, hidden = self.office.ask("screen", title=sheet)
        return Screen([[from_json(cell).value for cell in row] for row in rows], frozenset(row + 1 for row in hidden))

    def type(self, sheet: str, column: int, row: int, text: str) -> None:
        self._ask("type", title=sheet, column=column - 1, row=row - 1, text=text)

    def sort(self, sheet: str, box: Box, key: int, descending: bool) -> None:
        self._ask("sort", title=sheet, box=from_zero(box), key=key - 1, descending=descending)

    def insert_row(self, sheet: str, row: int) -> None:
        self._ask("insert_row", title=sheet, row=row - 1)

    def delete_row(self, sheet: str, row: int) -> None:
        self._ask("delete_row", title=sheet, row=row - 1)

    def copy_row(self, sheet: str, source: int, target: int, insert: bool) -> None:
        self._ask("copy_row", title=sheet, source=source - 1, target=target - 1, insert=insert)

    def fill_down(self, sheet: str, column: int, top: int, bottom: int) -> None:
        self._ask("fill_down", title=sheet, column=column - 1, top=top - 1, bottom=bottom - 1)

    def paste_block(self, sheet: str, column: int, row: int, rows: Sequence[Sequence[str]]) -> None:
        self._ask("paste_block", title=sheet, column=column - 1, row=row - 1, rows=[list(cells) for cells in rows])

    def paste_over(self, sheet: str, source: tuple[int, int], target: tuple[int, int]) -> None:
        self._ask("paste_over", title=sheet, source=from_zero(source), target=from_zero(target))

    def filter(self, sheet: str, box: Box, column: int, text: str) -> None:
        self._ask("filter", title=sheet, box=from_zero(box), column=column - 1, text=text)

    def unfilter(self, sheet: str, box: Box) -> None:
        self._ask("unfilter", title=sheet, box=from_zero(box))

    def hide_column(self, sheet: str, column: int) -> None:
        self._ask("hide_column", title=sheet, column=column - 1)

    def move_column(self, sheet: str, column: int, before: int) -> None:
        self._ask("move_column", title=sheet, column=column - 1, before=before - 1)

    def save(self, over: bool) -> None:
        self._ask("save", over=over)

    def close(self) -> None:
        self._ask("close")

    def crash(self) -> None:
        self._ask("crash")

    def _ask(self, do: str, **arguments: Any) -> None:
        try:
            self.office.ask(do, **arguments)
        except OfficeRefused as refusal:
            if refusal.kind == "Refused":
                raise StaffRefused(str(refusal)) from refusal
            raise


def from_zero(numbers: Sequence[int]) -> list[int]:
    """Return 1-based numbers as the driver counts."""
    return [number - 1 for number in numbers]


class LibreOfficeStaff(Staff):
    """Somebody at a running LibreOffice; one workbook at a time.

    ``office`` may be reused by one actor after another; two people at the same time need two offices.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(LibreOfficeHand(office))
        self.office = office

    def open_and_read(self, path: Path) -> Sheets:
        """Return what LibreOffice sees in a file, recalculated; neither the file nor its lock is touched."""
        read = self.office.ask("read", path=str(path.resolve()))
        return {title: seen_rows(rows) for title, rows in read.items()}

    def render_png(self, path: Path, sheet: str, out: Path) -> list[Path]:
        """Draw one worksheet into the folder ``out`` and return its pages."""
        return self.office.look(path, out, [sheet])[sheet]


def seen_rows(rows: list[list[Any]]) -> list[list[Seen]]:
    """Return a worksheet of the driver in the form of ``cells.read_saved``."""
    cells = [[from_json(cell) for cell in row] for row in rows]
    return trimmed([[Seen(one_form(cell.value), cell.formula) for cell in row] for row in cells])
