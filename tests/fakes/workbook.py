"""A workbook in memory: plain rows of raw cells, one state after another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta

from sheets_schema.edits import AddColumn, AddSheet, AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.errors import EditRefused, WorkbookBusy, WorkbookChanged
from sheets_schema.ports import Caches, Holder, SheetImage, Stamp, WorkbookImage
from sheets_schema.values import Cells, Raw, Value
from watchers.acknowledge import as_read

Rows = list[list[Raw]]


@dataclass
class MemoryWorkbook:
    """``Workbook`` over lists. ``sheets`` is what people type into; ``saved`` must be called after that."""

    sheets: dict[str, Rows] = field(default_factory=dict)
    generation: int | None = None
    saved_by: str = ""
    held_by: Holder | None = None
    trouble: Exception | None = None
    """Raised by every call while it is set."""
    unreadable: Exception | None = None
    """Raised by ``read`` alone: the file is there, but its contents are of no use."""
    state: int = 1
    reads: int = 0

    def saved(self, by: str = "") -> None:
        self.state, self.saved_by = self.state + 1, by

    def stamp(self) -> Stamp:
        self._require()
        return Stamp(str(self.state))

    def read(self, only: Collection[str] | None = None) -> WorkbookImage:
        self._require()
        if self.unreadable is not None:
            raise self.unreadable
        self.reads += 1
        images = {
            title: SheetImage(title, [trimmed(row) for row in rows])
            for title, rows in self.sheets.items()
            if only is None or title in only
        }
        return WorkbookImage(self.stamp(), images, self.generation, self.saved_by)

    def holder(self) -> Holder | None:
        self._require()
        return self.held_by

    def write(self, edits: Sequence[Edit], *, base: Stamp, generation: int, caches: Caches | None = None) -> Stamp:
        if self.held_by is not None:
            raise WorkbookBusy("workbook_busy", name="memory", holder=self.held_by.name, host=self.held_by.host)
        if self.stamp() != base:
            raise WorkbookChanged("workbook_changed", name="memory")
        self.sheets = applied(self.sheets, edits)
        self.generation, self.state, self.saved_by = generation, self.state + 1, ""
        return self.stamp()

    def _require(self) -> None:
        if self.trouble is not None:
            raise self.trouble


def applied(sheets: Mapping[str, Rows], edits: Sequence[Edit]) -> dict[str, Rows]:
    """Return the sheets after the edits; the given ones stay as they are. Raises ``EditRefused`` and applies none then."""
    after = {title: [list(row) for row in rows] for title, rows in sheets.items()}
    for edit in edits:
        if isinstance(edit, AddSheet):
            if edit.title in after:
                raise EditRefused("edit_sheet_exists", value=edit.title)
            after[edit.title] = [[written_as(cell) for cell in row] for row in edit.rows]
        elif edit.sheet not in after:
            raise EditRefused("edit_sheet_missing", sheet=edit.sheet)
    for edit in edits:
        if isinstance(edit, PutCell):
            _put(after[edit.sheet], edit.row, edit.column, edit.value)
        elif isinstance(edit, AddColumn):
            _add_column(after[edit.sheet], edit)
    for edit in edits:
        if isinstance(edit, AppendRow):
            _append(after[edit.sheet], edit)
    gone = sorted((edit for edit in edits if isinstance(edit, DeleteRow)), key=lambda edit: -edit.row)
    for edit in gone:
        del after[edit.sheet][edit.row - 1 : edit.row]
    return after


def written_as(value: Value | time) -> Raw:
    """Return a value as a reader of a file gives it back."""
    raw = as_read(value)
    if isinstance(raw, timedelta | float | bool) or raw is None:
        return raw
    _refuse_hostile(raw)
    return raw


def trimmed(row: Sequence[Raw]) -> Cells:
    """Cut a row after its last cell that is not blank."""
    filled = max((place for place, cell in enumerate(row, start=1) if cell is not None), default=0)
    return tuple(row[:filled])


def _refuse_hostile(raw: Raw) -> None:
    if isinstance(raw, str) and any(sign in "\ufffe\uffff" or "\ud800" <= sign <= "\udfff" for sign in raw):
        raise EditRefused("edit_hostile_character")


def _put(rows: Rows, row: int, column: int, value: Value) -> None:
    rows.extend([] for _ in range(row - len(rows)))
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    cells[column - 1] = written_as(value)


def _append(rows: Rows, edit: AppendRow) -> None:
    """Under the last row with a value in the key column: a blank row there is used, otherwise one is put in."""
    place = edit.key_column - 1
    last = max((at for at, row in enumerate(rows, start=1) if len(row) > place and row[place] is not None), default=0)
    last = last or max((at for at, row in enumerate(rows, start=1) if trimmed(row)), default=0)
    if last >= len(rows) or trimmed(rows[last]):
        rows.insert(last, [])
    for column, value in edit.cells.items():
        _put(rows, last + 1, column, value)


def _add_column(rows: Rows, edit: AddColumn) -> None:
    rows.extend([] for _ in range(edit.header_row - len(rows)))
    _put(rows, edit.header_row, len(trimmed(rows[edit.header_row - 1])) + 1, edit.header)
