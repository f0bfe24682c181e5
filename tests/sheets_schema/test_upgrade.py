"""What an older workbook lacks."""

from dataclasses import replace

from sheets_schema.defaults import default_contents
from sheets_schema.edits import AddColumn, AddSheet
from sheets_schema.ports import SheetImage, Stamp, WorkbookImage
from sheets_schema.table import Table
from sheets_schema.tables import BY_KEY, ORDERS, TABLES
from sheets_schema.upgrade import Addition, missing
from sheets_schema.values import Cells


def headed(table: Table, *, without: tuple[str, ...] = (), above: int = 0) -> SheetImage:
    header: Cells = tuple(column.title for column in table.columns if column.key not in without)
    return SheetImage(table.title, [*([()] * above), header])


def workbook(*changed: SheetImage, without: tuple[str, ...] = ()) -> WorkbookImage:
    sheets = {table.title: headed(table) for table in TABLES if table.key not in without}
    return WorkbookImage(Stamp("1"), sheets | {sheet.title: sheet for sheet in changed})


def applied(image: WorkbookImage, additions: list[Addition]) -> WorkbookImage:
    """The same additions as a writer makes them, in memory."""
    sheets = dict(image.sheets)
    for edit in additions:
        if isinstance(edit, AddSheet):
            rows: list[Cells] = [tuple(cell if isinstance(cell, str) else None for cell in row) for row in edit.rows]
            sheets[edit.title] = SheetImage(edit.title, rows)
        else:
            grown = list(sheets[edit.sheet].rows)
            grown[edit.header_row - 1] = (*grown[edit.header_row - 1], edit.header)
            sheets[edit.sheet] = replace(sheets[edit.sheet], rows=grown)
    return replace(image, sheets=sheets)


def test_a_workbook_of_this_version_lacks_nothing() -> None:
    assert missing(TABLES, workbook(), {}) == ([], [])


def test_an_absent_column_is_added_under_its_title_beside_its_header() -> None:
    older = workbook(headed(ORDERS, without=("answered", "papers"), above=2))
    additions, problems = missing(TABLES, older, {})
    assert additions == [
        AddColumn("Заказы", "Клиент ответил", 3, ORDERS.by_key["answered"].width),
        AddColumn("Заказы", "Бумаги", 3, ORDERS.by_key["papers"].width),
    ]
    assert problems == []


def test_the_number_of_a_table_that_never_had_one_is_added_too() -> None:
    additions, _ = missing([ORDERS], workbook(headed(ORDERS, without=("number",))), {})
    assert [edit.header for edit in additions if isinstance(edit, AddColumn)] == ["№"]


def test_an_absent_sheet_comes_with_its_default_rows() -> None:
    additions, _ = missing(TABLES, workbook(without=("stages", "history")), default_contents())
    history, stages = additions
    assert isinstance(history, AddSheet)
    assert isinstance(stages, AddSheet)
    assert history.rows == (tuple(column.title for column in BY_KEY["history"].columns),)
    assert [row[0] for row in stages.rows[1:3]] == ["новый запрос", "осмотр"]
    assert stages.rows[1][BY_KEY["stages"].index["closed"]] == "нет"


def test_a_column_that_looks_renamed_is_explained_and_not_doubled() -> None:
    sheet = headed(ORDERS)
    renamed = tuple("Стоимость работ" if cell == "Стоимость" else cell for cell in sheet.rows[0])
    additions, problems = missing([ORDERS], workbook(replace(sheet, rows=[renamed])), {})
    assert additions == []
    assert [(problem.code, problem.column) for problem in problems] == [("column_renamed", "price")]


def test_a_sheet_without_a_header_is_explained_and_left_alone() -> None:
    additions, problems = missing([ORDERS], workbook(SheetImage("Заказы", [("просто заметки",)])), {})
    assert additions == []
    assert [problem.code for problem in problems] == ["header_missing"]


def test_an_upgraded_workbook_needs_no_second_upgrade() -> None:
    older = workbook(headed(ORDERS, without=("email", "folder")), without=("templates", "calendar"))
    additions, _ = missing(TABLES, older, default_contents())
    assert len(additions) == 4
    assert missing(TABLES, applied(older, additions), default_contents()) == ([], [])
