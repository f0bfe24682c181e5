"""The values of our own formulas after a write, so that a program which does not recalculate shows true sums."""

from collections.abc import Mapping
from datetime import date

from sheets_schema.edits import PutCell
from sheets_schema.journal_ports import Write
from sheets_schema.ledger import ZERO, amount_of, due, paid_by_order
from sheets_schema.ports import Caches, SheetImage, WorkbookImage
from sheets_schema.problems import Level
from sheets_schema.reading import parse_row
from sheets_schema.snapshot import KnownRow, Record, SeenRow
from sheets_schema.summary import keep_current, summary_cells
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Formula
from watchers.poll import Poller

SUMMARY = "Сводка"


def current_cells(image: WorkbookImage, today: date) -> list[PutCell]:
    """Return the edits that bring the day and the months of «Сводка» up to ``today``."""
    sheet = image.sheets.get(SUMMARY)
    return list(keep_current(sheet, today)) if sheet is not None else []


def known_caches(poller: Poller, write: Write, today: date) -> Caches:
    """Return what «Оплачено», «Остаток» and «Сводка» come to once the write stands: (sheet, row, column) → value."""
    records = _records(poller, write)
    caches = _order_caches(poller, write, records)
    sheet = poller.image.sheets.get(SUMMARY) if poller.image else None
    return caches | _summary_caches(sheet, poller, records, today) if sheet is not None else caches


def _records(poller: Poller, write: Write) -> dict[str, dict[int, Record]]:
    """Every row that stands in the sheets with what could be read of it, as SUMIFS sees them."""
    found: dict[str, dict[int, Record]] = {}
    for key, rows in poller.snapshot.rows.items():
        found[key] = {number: _readable(row) for number, row in rows.items() if not row.gone}
    for row in write.rows:
        found.setdefault(row.table, {})[row.number] = _readable(row)
    return found


def _readable(row: KnownRow) -> Record:
    wrong = any(problem.level is Level.ERROR for problem in row.problems)
    if row.record is not None and not wrong:
        return row.record
    return parse_row(BY_KEY[row.table], SeenRow(row.row, row.number, row.raw), row.number)[0]


def _order_caches(
    poller: Poller, write: Write, records: Mapping[str, Mapping[int, Record]]
) -> dict[tuple[str, int, int], object]:
    layout = poller.reads["orders"].layout
    if layout is None:
        return {}
    paid = paid_by_order(records.get("payments", {}).values())
    caches: dict[tuple[str, int, int], object] = {}
    orders = records.get("orders", {})
    numbered = {row.row: row.number for row in write.rows if row.table == "orders"}
    for row in poller.reads["orders"].rows:
        number = row.number or numbered.get(row.row, 0)
        record, so_far = orders.get(number, {}), paid.get(number, ZERO)
        owed = due(amount_of(record, "price") if "price" in record else None, so_far)
        if "paid" in layout.columns:
            caches[layout.title, row.row, layout.columns["paid"]] = so_far
        if "due" in layout.columns:
            caches[layout.title, row.row, layout.columns["due"]] = "" if owed is None else owed
    return caches


def _summary_caches(
    sheet: SheetImage, poller: Poller, records: Mapping[str, Mapping[int, Record]], today: date
) -> dict[tuple[str, int, int], object]:
    """Values for the formulas of «Сводка», where its labels still stand where we put them."""
    rows = {key: tuple(found.values()) for key, found in records.items()} | dict(poller.rules.records)
    cells = summary_cells(rows, today, frozenset(poller.snapshot.baseline))
    labels = {cell.row: cell.value for cell in cells if cell.column == 1 and isinstance(cell.value, str)}
    moved = any(_cell(sheet, row, 1) != label for row, label in labels.items())
    if moved:
        return {}
    return {
        (sheet.title, cell.row, cell.column): cell.value.cached for cell in cells if isinstance(cell.value, Formula)
    }


def _cell(sheet: SheetImage, row: int, column: int) -> object:
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    return cells[column - 1] if column <= len(cells) else None
