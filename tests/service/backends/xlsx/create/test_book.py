"""A new workbook, looked into with openpyxl, calamine and our own reader."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from service.backends.xlsx.create import create_workbook
from service.backends.xlsx.workbook import XlsxWorkbook
from service.demo import demo_firm
from sheets_schema.defaults import default_contents
from sheets_schema.errors import EditRefused
from sheets_schema.layout import letters
from sheets_schema.reading import read_table
from sheets_schema.rule_tables import FIXED_LISTS
from sheets_schema.table import Module, Owner
from sheets_schema.tables import BY_KEY, ORDERS, TABLES

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("firm") / "Заказы.xlsx"
    create_workbook(path, TABLES, demo_firm(7, TODAY), today=TODAY, generation=3)
    return path


@pytest.fixture(scope="module")
def book(demo: Path) -> Iterator[Workbook]:
    opened = load_workbook(demo)
    yield opened
    opened.close()


def column(sheet: Worksheet, title: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == title)


def one_order(path: Path, **cells: object) -> Path:
    contents = {**default_contents(), "orders": [{"number": 1, "name": "Иванов", "stage": "принят", **cells}]}
    create_workbook(path, TABLES, contents, today=TODAY)
    return path


def test_the_tabs_stand_in_the_order_of_work_and_hidden_sheets_come_last(book: Workbook) -> None:
    titles = [table.title for table in TABLES]
    assert book.sheetnames == [*titles[:9], "Сводка", *titles[9:], "_списки", "_naryad"]
    assert [book[title].sheet_state for title in ("_списки", "_naryad")] == ["veryHidden"] * 2


def test_our_own_reader_finds_every_table_without_a_problem(demo: Path) -> None:
    image = XlsxWorkbook(demo, now=lambda: None).read()  # type: ignore[arg-type, return-value]
    for table in TABLES:
        read = read_table(table, image.sheets)
        assert (read.problems, read.layout is None) == ([], False), table.title
    assert image.generation == 3


def test_the_used_range_ends_where_the_rows_end(book: Workbook) -> None:
    contents = demo_firm(7, TODAY)
    for key in ("orders", "payments", "expenses", "history"):
        assert book[BY_KEY[key].title].max_row == len(contents.get(key, ())) + 1


def test_sums_are_shown_before_any_program_recalculates(demo: Path) -> None:
    rows = CalamineWorkbook.from_path(demo).get_sheet_by_name("Заказы").to_python()
    paid, price, due = (ORDERS.index[key] for key in ("paid", "price", "due"))
    priced = [row for row in rows[1:] if row[price] != ""]
    assert all(row[due] == pytest.approx(row[price] - row[paid]) for row in priced)
    assert sum(row[due] for row in priced) > 100_000
    assert {row[due] for row in rows[1:] if row[price] == ""} == {""}


def test_the_header_and_the_clients_names_stay_in_sight(book: Workbook) -> None:
    orders = book["Заказы"]
    assert column(orders, "ФИО") == "D"
    assert orders.freeze_panes == "E2"
    assert orders.auto_filter.ref == f"A1:{letters(len(ORDERS.columns))}82"


def test_staff_can_sort_the_orders_for_no_daily_sheet_is_protected(book: Workbook) -> None:
    protected = {title for title in book.sheetnames if book[title].protection.sheet}
    assert protected == {"История", "Сообщения", "Сводка"}


def test_typing_over_a_formula_is_refused_with_a_reason(book: Workbook) -> None:
    orders = book["Заказы"]
    rules = {str(rule.sqref): rule for rule in orders.data_validations.dataValidation}
    for title in ("Оплачено", "Остаток"):
        rule = rules[f"{column(orders, title)}2:{column(orders, title)}1048576"]
        assert (rule.type, rule.formula1, rule.errorStyle) == ("custom", "FALSE", "stop")
        assert "Нажмите «Отмена»" in rule.error


def test_every_list_has_its_dropdown_and_every_dropdown_its_named_range(book: Workbook) -> None:
    for table in TABLES:
        sheet = book[table.title]
        rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        asked = {column.title for column in table.columns if column.choices}
        assert {sheet[f"{str(rule.sqref).split('2')[0]}1"].value for rule in rules} == asked
        assert all(rule.formula1 in book.defined_names for rule in rules)
    assert set(FIXED_LISTS) < set(book.defined_names)


def test_prompts_and_refusals_are_no_longer_than_excel_allows(book: Workbook) -> None:
    rules = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert len(rules) > 40
    for rule in rules:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.prompt or "") <= 255
        assert len(rule.error or "") <= 225


def test_a_strict_list_refuses_other_words_and_a_free_one_does_not(book: Workbook) -> None:
    orders = book["Заказы"]
    rules = {rule.formula1: rule for rule in orders.data_validations.dataValidation}
    assert rules["Этапы"].showErrorMessage
    assert not rules["Типы_объектов"].showErrorMessage


def test_rows_are_coloured_by_their_place_in_the_stages(book: Workbook) -> None:
    formats = book["Заказы"].conditional_formatting
    rules = {rule.formula[0]: rule for area in formats for rule in area.rules}
    assert {f"MATCH($R2,Этапы,0)={place}" for place in range(1, 21)} < set(rules)
    assert '$AF2<>""' in rules


def test_what_is_typed_below_the_table_has_the_format_of_its_column(book: Workbook) -> None:
    orders = book["Заказы"]
    formats = {title: orders.column_dimensions[column(orders, title)].number_format for title in (
        "Телефон", "Дата", "Стоимость", "ФИО", "№")}  # fmt: skip
    assert formats == {
        "Телефон": "@", "Дата": "DD.MM.YYYY", "Стоимость": '#,##0.00" ₽"', "ФИО": "@", "№": "0",
    }  # fmt: skip


def test_hints_stand_as_comments_on_the_headers(book: Workbook) -> None:
    for table in TABLES:
        for cell, described in zip(book[table.title][1], table.columns, strict=True):
            explained = described.hint or described.owner is not Owner.STAFF
            assert bool(cell.comment) == bool(explained)
            assert described.hint in (cell.comment.text if cell.comment else "")


def test_wide_sheets_print_on_several_readable_pages_with_the_names_on_each(book: Workbook) -> None:
    orders, stages = book["Заказы"], book["Этапы"]
    assert (orders.page_setup.orientation, orders.page_setup.fitToHeight) == ("landscape", 0)
    assert (orders.page_setup.fitToWidth, orders.print_title_rows, orders.print_title_cols) == (4, "$1:$1", "$A:$D")
    assert stages.page_setup.fitToWidth == 2


def test_summary_has_two_titled_charts_beside_its_figures(book: Workbook) -> None:
    charts = book["Сводка"]._charts
    assert [chart.anchor._from.col for chart in charts] == [6, 6]
    filled = [cell.coordinate for row in book["Сводка"].iter_rows(1, 37, 7) for cell in row if cell.value is not None]
    assert filled == []


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "  два пробела "])
def test_text_is_never_turned_into_a_formula(tmp_path: Path, text: str) -> None:
    sheet = load_workbook(one_order(tmp_path / "a.xlsx", note=text))["Заказы"]
    cell = sheet[f"{column(sheet, 'Примечание')}2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["а\uffffб", "\ud800", "\x07", "я" * 40_000])
def test_text_that_would_break_the_workbook_is_refused_and_nothing_is_left_behind(tmp_path: Path, text: str) -> None:
    with pytest.raises(EditRefused):
        one_order(tmp_path / "a.xlsx", note=text)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_workbook_leaves_the_old_one_alone(tmp_path: Path) -> None:
    path = one_order(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(EditRefused):
        one_order(path, note="\uffff")
    assert path.read_bytes() == before


def test_every_kind_of_value_comes_back_as_it_was(tmp_path: Path) -> None:
    booking = {"number": 1, "day": TODAY, "start": time(9, 30), "to_order": True, "price": Decimal("2500.50")}
    create_workbook(tmp_path / "a.xlsx", TABLES, {"bookings": [booking]}, today=TODAY)
    row = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("Записи").to_python()[1]
    found = {key: row[place] for key, place in BY_KEY["bookings"].index.items() if key in booking}
    assert found == {"number": 1, "day": TODAY, "start": time(9, 30), "to_order": "да", "price": 2500.5}


def test_a_firm_that_keeps_only_orders_gets_only_their_sheets(tmp_path: Path) -> None:
    core = [table for table in TABLES if table.module is Module.CORE]
    create_workbook(tmp_path / "a.xlsx", core, default_contents(), today=TODAY)
    book = load_workbook(tmp_path / "a.xlsx")
    assert "Расходы" not in book.sheetnames
    assert len(book["Сводка"]._charts) == 1
    names = {rule.formula1 for sheet in book.worksheets for rule in sheet.data_validations.dataValidation}
    assert names - {"FALSE"} <= set(book.defined_names)
