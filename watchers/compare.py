"""Two versions of a workbook side by side, as a person reads them: by sheet, by row's identity, by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheets_schema.cells.show import show_date, show_moment, show_number_in_cell
from sheets_schema.values import Raw
from watchers.grid import Line, RowKey
from watchers.merge import Sheets, Three, three_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell, or a whole row where ``column`` is empty. Texts are ready to be shown; blank is empty."""

    sheet: str
    row: str
    column: str
    was: str
    became: str

    @property
    def place(self) -> str:
        """Where it is: «Заказы, № 17, Телефон»."""
        return ", ".join(part for part in (self.sheet, self.row, self.column) if part)


def compare(was: Sheets, became: Sheets) -> Sequence[Difference]:
    """Return what differs, in the order of the sheets; formula columns and the robot's own sheet are left out."""
    return tuple(_differences(was, became))


def _differences(was: Sheets, became: Sheets) -> Iterator[Difference]:
    for title, now in became.items():
        if title not in was:
            yield Difference(title, "", "", "", "новый лист")
        elif was[title].rows != now.rows and title != "_naryad":
            yield from _in_sheet(three_of(title, was[title], now, now))
    for title in was:
        if title not in became:
            yield Difference(title, "", "", "лист был", "")


def _in_sheet(three: Three) -> Iterator[Difference]:
    before, after = three.base.lines, three.ours.lines
    for key, line in after.items():
        if key not in before:
            yield Difference(three.title, _row(key, line), "", "", _gist(line))
            continue
        for place, (old, new) in enumerate(zip(before[key].cells, line.cells, strict=True)):
            if old != new and place not in three.formulas:
                header = three.headers[place]
                yield Difference(three.title, _row(key, line), header, shown(old), shown(new))
    for key, line in before.items():
        if key not in after:
            yield Difference(three.title, _row(key, line), "", _gist(line), "")


def _row(key: RowKey, line: Line) -> str:
    return f"№ {key[1]}" if key[0] == "№" else f"строка {line.row}"


def _gist(line: Line) -> str:
    return ", ".join(shown(cell) for cell in line.cells if cell is not None)[:200]


def shown(cell: Raw) -> str:
    """Return a raw cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, datetime):
        return show_moment(cell)
    if isinstance(cell, date):
        return show_date(cell)
    return show_number_in_cell(cell) if isinstance(cell, float) else str(cell)
