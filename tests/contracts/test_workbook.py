"""What every ``Workbook`` must do: run against the fake and against the real file."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AddColumn, AddSheet, AppendRow, DeleteRow, PutCell
from sheets_schema.errors import EditRefused, WorkbookBusy, WorkbookChanged, WorkbookUnavailable
from sheets_schema.ports import Holder, Workbook
from sheets_schema.values import Value
from tests.fakes.workbook import MemoryWorkbook
from watchers.acknowledge import as_read

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LOCK = ",anna,pc-1,24.11.2026 11:59,file:///home/anna/.config/libreoffice/4;"
TABLE: list[list[str | float | None]] = [
    ["№", "ФИО", "Стоимость"], [1.0, "Иванов", 1000.0], [2.0, "Петров", None], [3.0, "Сидоров", 3000.0],
]  # fmt: skip
Book = tuple[Workbook, Callable[[], None], Callable[[], None]]


@pytest.fixture(params=["memory", "xlsx"])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    """The workbook, a way to open it as a person does, and a way to take it away."""
    if request.param == "memory":
        memory = MemoryWorkbook({"Заказы": [list(row) for row in TABLE], "Заметки": [["раз"]]})

        def gone() -> None:
            memory.trouble = WorkbookUnavailable("workbook_missing", name="memory")

        def held() -> None:
            memory.held_by = Holder("anna", "pc-1", NOW, "lock")

        return memory, held, gone
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for place, row in enumerate(TABLE):
        (book.get_worksheet_by_name("Заказы") or book.add_worksheet("Заказы")).write_row(place, 0, row)
    book.add_worksheet("Заметки").write(0, 0, "раз")
    book.close()
    lock = tmp_path / ".~lock.a.xlsx#"
    return XlsxWorkbook(path, lambda: NOW, office_runs=lambda: True), lambda: _write(lock), path.unlink


def _write(lock: Path) -> None:
    lock.write_text(LOCK, encoding="utf-8")


@pytest.fixture
def book(parts: Book) -> Workbook:
    return parts[0]


def rows(book: Workbook, sheet: str = "Заказы") -> list[tuple[object, ...]]:
    return [tuple(row) for row in book.read().sheets[sheet].rows]


def test_rows_read_as_they_stand_and_blanks_at_their_ends_are_cut(book: Workbook) -> None:
    assert rows(book) == [("№", "ФИО", "Стоимость"), (1.0, "Иванов", 1000.0), (2.0, "Петров"), (3.0, "Сидоров", 3000.0)]


def test_only_the_named_sheets_are_read(book: Workbook) -> None:
    assert list(book.read(["Заметки", "Нет такого"]).sheets) == ["Заметки"]


def test_the_stamp_stays_while_nothing_is_written_and_is_that_of_the_image(book: Workbook) -> None:
    assert book.stamp() == book.stamp() == book.read().stamp


def test_a_write_returns_the_new_stamp(book: Workbook) -> None:
    base = book.stamp()
    after = book.write([PutCell("Заказы", 2, 2, "Иванова")], base=base, generation=1)
    assert after == book.stamp()
    assert after != base


def test_a_fresh_workbook_declares_no_generation_and_a_written_one_its_own(book: Workbook) -> None:
    assert book.read().generation is None
    book.write([], base=book.stamp(), generation=7)
    assert book.read().generation == 7


VALUES: list[Value] = [
    "принят", "=1+1", "", "  пробелы ", 5, Decimal("1500.50"), True, False, date(2025, 2, 5), datetime(2025, 2, 5, 10, 30),
    datetime(2025, 2, 5), None,
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_reads_back_as_the_flow_expects_it(book: Workbook, value: Value) -> None:
    """The law of no echo rests on this: ``as_read`` is what we remember of our own writes."""
    book.write([PutCell("Заказы", 2, 2, value), PutCell("Заказы", 2, 5, "конец")], base=book.stamp(), generation=1)
    found = rows(book)[1][1]
    assert (found, type(found)) == (as_read(value), type(as_read(value)))


def test_rows_of_several_edits_are_those_of_the_workbook_as_it_was_read(book: Workbook) -> None:
    edits = [DeleteRow("Заказы", 2), PutCell("Заказы", 4, 2, "Сидорова"), AppendRow("Заказы", {1: 4, 2: "Новиков"})]
    book.write(edits, base=book.stamp(), generation=1)
    assert [row[:2] for row in rows(book)[1:]] == [(2.0, "Петров"), (3.0, "Сидорова"), (4.0, "Новиков")]


def test_appended_rows_stand_in_order_under_the_last_row_with_a_key(book: Workbook) -> None:
    book.write([PutCell("Заказы", 8, 3, 4000)], base=book.stamp(), generation=1)
    book.write([AppendRow("Заказы", {1: n, 2: f"Новый {n}"}) for n in (4, 5)], base=book.stamp(), generation=2)
    assert [row[:2] for row in rows(book)[4:6]] == [(4.0, "Новый 4"), (5.0, "Новый 5")]


def test_a_total_below_the_data_moves_down_before_appended_rows(book: Workbook) -> None:
    book.write([PutCell("Заказы", 5, 2, "Итого"), PutCell("Заказы", 5, 3, 4000)], base=book.stamp(), generation=1)
    book.write([AppendRow("Заказы", {1: 4, 2: "Новиков"})], base=book.stamp(), generation=2)
    assert [row[1] for row in rows(book)[1:]] == ["Иванов", "Петров", "Сидоров", "Новиков", "Итого"]


def test_a_column_is_added_after_the_last_headed_one(book: Workbook) -> None:
    book.write([AddColumn("Заказы", "Папка")], base=book.stamp(), generation=1)
    assert rows(book)[0] == ("№", "ФИО", "Стоимость", "Папка")


def test_a_sheet_is_added_with_its_rows(book: Workbook) -> None:
    book.write([AddSheet("История", (("№", "Что"), (1, "новая строка")))], base=book.stamp(), generation=1)
    assert rows(book, "История") == [("№", "Что"), (1.0, "новая строка")]


def test_a_write_above_another_state_is_refused(book: Workbook) -> None:
    base = book.stamp()
    book.write([PutCell("Заказы", 2, 2, "раз")], base=base, generation=1)
    with pytest.raises(WorkbookChanged):
        book.write([PutCell("Заказы", 2, 2, "два")], base=base, generation=2)
    assert (rows(book)[1][1], book.read().generation) == ("раз", 1)


@pytest.mark.parametrize(
    "bad",
    [PutCell("Заказы", 3, 2, "a\uffff"), PutCell("Нет такого", 1, 1, "x"), AddSheet("Заметки", ())],
    ids=["hostile", "no sheet", "sheet twice"],
)  # fmt: skip
def test_one_refused_edit_refuses_all_of_them(book: Workbook, bad: PutCell | AddSheet) -> None:
    base = book.stamp()
    with pytest.raises(EditRefused):
        book.write([PutCell("Заказы", 2, 2, "раз"), bad], base=base, generation=1)
    assert (book.stamp(), rows(book)[1][1]) == (base, "Иванов")


def test_while_somebody_holds_it_writes_are_refused_and_reading_goes_on(parts: Book) -> None:
    book, open_it, _ = parts
    assert book.holder() is None
    open_it()
    held = book.holder()
    assert held is not None
    assert (held.name, held.host) == ("anna", "pc-1")
    with pytest.raises(WorkbookBusy):
        book.write([PutCell("Заказы", 2, 2, "раз")], base=book.stamp(), generation=1)
    assert rows(book)[1][1] == "Иванов"


def test_a_workbook_that_is_gone_is_unavailable(parts: Book) -> None:
    book, _, take_away = parts
    base = book.stamp()
    take_away()
    for call in (book.stamp, book.read, lambda: book.write([], base=base, generation=1)):
        with pytest.raises(WorkbookUnavailable):
            call()
