"""Random lists of edits against a naive model: a list of lists."""

from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, DeleteRow, PutCell

DATA = 6
FIRST, LAST, TOTAL = 2, DATA + 1, DATA + 2
BELOW = TOTAL + 3
"""A note stands some rows below the total."""

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=8
)
values = st.one_of(texts, st.integers(-999, 999).map(Decimal), st.none(), st.booleans())
data_rows = st.integers(FIRST, LAST)
edits = st.lists(
    st.one_of(
        st.builds(PutCell, st.just("Л"), data_rows, st.sampled_from([2, 3, 5, 9]), values),
        st.builds(PutCell, st.just("Л"), st.just(TOTAL), st.sampled_from([3, 5]), values),
        st.builds(DeleteRow, st.just("Л"), st.integers(FIRST, BELOW)),
        st.builds(lambda number, text: AppendRow("Л", {1: Decimal(number), 5: text}), st.integers(100, 999), texts),
    ),
    max_size=6,
)


def base(path):
    """Header, six rows with a formula, a total, a note below; a second sheet that looks at the first."""
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("Л"), book.add_worksheet("Другой")
    sheet.write_row(0, 0, ["№", "а", "б", "формула", "текст"])
    for row in range(FIRST, LAST + 1):
        sheet.write_row(row - 1, 0, [row - 1, row, row * 2])
        sheet.write_formula(row - 1, 3, f"=B{row}-C{row}", None, -row)
        sheet.write(row - 1, 4, f"т{row}")
        other.write_formula(row - 1, 0, f"=Л!D{row}", None, -row)
    sheet.write_formula(TOTAL - 1, 3, f"=SUM(D{FIRST}:D{LAST})", None, 0)
    sheet.write(BELOW - 1, 4, "сноска")
    book.close()


class Model:
    """What the sheet must hold: rows of cells; a formula is written as the old row that it belongs to."""

    def __init__(self):
        self.rows = {1: ["№", "а", "б", "формула", "текст"]}
        for row in range(FIRST, LAST + 1):
            self.rows[row] = [row - 1, row, row * 2, None, f"т{row}"]
        self.rows[TOTAL] = []
        self.rows[BELOW] = [None, None, None, None, "сноска"]
        self.new = []
        self.deleted = set()

    def apply(self, edit):
        match edit:
            case PutCell(row=row, column=column, value=value):
                cells = self.rows.setdefault(row, [])
                cells.extend([None] * (column - len(cells)))
                cells[column - 1] = value
            case DeleteRow(row=row):
                self.deleted.add(row)
            case AppendRow(cells=cells):
                self.new.append([cells[1], None, None, None, cells[5]])

    def result(self):
        """Rows from the top: kept old ones, with the new ones after the last numbered row (the total is not free)."""
        out = []
        for row in range(1, BELOW + 1):
            if row not in self.deleted:
                out.append((row, self.rows.get(row, [])))
            if row == LAST:
                out += [(None, cells) for cells in self.new]
        return out


def plain(cells):
    out = [float(cell) if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else cell for cell in cells]
    out = [None if n == 3 else cell for n, cell in enumerate(out)]
    while out and out[-1] is None:
        out.pop()
    return tuple(out)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(edits, min_size=1, max_size=1))
def test_any_list_of_edits_does_what_the_naive_model_does(batches, tmp_path):
    path = tmp_path / "a.xlsx"
    base(path)
    book, model = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC)), Model()
    for edit in batches[0]:
        model.apply(edit)
    book.write(batches[0], base=book.stamp(), generation=1)
    meant = model.result()
    rows = [plain(row) for row in book.read().sheets["Л"].rows]
    wanted = [plain(cells) for _, cells in meant]
    while wanted and not wanted[-1]:
        wanted.pop()
    while rows and not rows[-1]:
        rows.pop()
    assert rows == wanted
    sheet = openpyxl.load_workbook(path)["Л"]
    other = openpyxl.load_workbook(path)["Другой"]
    places = {old: place for place, (old, _) in enumerate(meant, start=1) if old}
    for place, (old, _) in enumerate(meant, start=1):
        if old is None or FIRST <= old <= LAST:
            assert sheet.cell(place, 4).value == f"=B{place}-C{place}"
    for row in range(FIRST, LAST + 1):
        assert other.cell(row, 1).value == (f"=Л!D{places[row]}" if row in places else "=#REF!")
    if TOTAL in places:
        kept = [place for old, place in places.items() if FIRST <= old <= LAST]
        if LAST in places and kept:
            bottom = max(kept) + len(model.new)
            first, last = f"D{min(kept)}", f"D{bottom}"
            assert sheet.cell(places[TOTAL], 4).value in {f"=SUM({first}:{last})", f"=SUM({first})"}
