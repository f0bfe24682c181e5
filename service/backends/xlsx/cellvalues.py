"""Our own reader of cells, by expat: independent of the code that wrote them, and of calamine."""

import re
from dataclasses import dataclass
from xml.parsers import expat

from service.backends.xlsx.references import parse_cell

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class StoredCell:
    """A cell as stored: its type, its text (decoded), its formula (None when it has none), its format index."""

    kind: str
    text: str = ""
    formula: str | None = None
    style: str = ""


class _Reader:
    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], StoredCell] = {}
        self._row = self._column = 0
        self._cell: StoredCell | None = None
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif local == "c":
            self._column = parse_cell(attributes["r"])[1] if "r" in attributes else self._column + 1
            self._cell = StoredCell(attributes.get("t", "n"), style=attributes.get("s", ""))
            self.cells[self._row, self._column] = self._cell
        elif local in {"v", "t", "f"} and self._cell is not None:
            self._inside = local
            if local == "f":
                self._cell.formula = ""
        elif local == "rPh":
            self._inside = "phonetic"

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c" and self._cell is not None:
            if self._cell.kind in {"inlineStr", "str"}:
                self._cell.text = decoded(self._cell.text)
            self._cell = None
        elif local in {self._inside, "rPh"}:
            self._inside = ""

    def data(self, text: str) -> None:
        if self._cell is None:
            return
        if self._inside in {"v", "t"}:
            self._cell.text += text
        elif self._inside == "f":
            self._cell.formula = (self._cell.formula or "") + text


def decoded(text: str) -> str:
    """Undo ``_xHHHH_`` as Excel does."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def read_rows(xml: bytes) -> dict[tuple[int, int], StoredCell]:
    """Return the cells of a worksheet (or of a few rows of one, under its root) by row and column.

    Raises ``expat.ExpatError`` when it is not well-formed.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.data
    parser.Parse(xml, True)
    return reader.cells
