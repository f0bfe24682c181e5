"""The double's own parts: references, formulas, sorting, validity, and that any day can be played on it."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from tests.staff.actions import LAST, Action, Close, In, Open, PartialSort, Save, Type, Where
from tests.staff.double import StaffDouble
from tests.staff.double_file import load
from tests.staff.double_values import BookValues
from tests.staff.formulas import Calculator
from tests.staff.functions import Failed, Unknown
from tests.staff.random_days import days, play_through
from tests.staff.refs import Change, Deleted, Inserted, Moved, adjusted
from tests.staff.screen import NotOnScreen, Screen
from tests.staff.sorting import order
from tests.staff.table import HEADERS, ORDERS, make_orders
from tests.staff.validity import without

NOW = datetime(2026, 11, 24, 10, 0)


@pytest.mark.parametrize(
    ("formula", "change", "by_rows", "expected"),
    [
        ("=F5-$G$5", Inserted(5), True, "=F6-$G$6"),
        ("=SUM(F2:F9)", Inserted(9), True, "=SUM(F2:F10)"),
        ("=SUM(F2:F9)", Deleted(9), True, "=SUM(F2:F8)"),
        ("=SUM(F2:F9)", Deleted(2), True, "=SUM(F2:F8)"),
        ("=F5*2", Deleted(5), True, "=#REF!*2"),
        ('=IF(F5="F5";1)', Inserted(1), True, '=IF(F6="F5";1)'),
        ("=F5-G5", Moved(7, 2), False, "=F5-B5"),
        ("=SUM(F2:G9)", Moved(7, 2), False, "=SUM(F2:G9)"),
        ("=Итоги!A1+A1", Inserted(1), True, "=Итоги!A1+A2"),
        ("=SUM(F:F)", Deleted(3), True, "=SUM(F:F)"),
    ],
)
def test_references_follow_rows_and_columns(formula: str, change: Change, by_rows: bool, expected: str) -> None:
    assert adjusted(formula, change, by_rows, own_sheet=True, sheet=ORDERS) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1+2*3^2", 19.0),
        ("=-(2+3)%", -0.05),
        ('="а"&"б"&1', "аб1"),
        ('=IF(A1="ГОТОВ",A2-1,0)', 99.0),
        ("=SUM(A1:A4)", 100.5),
        ('=SUMIFS(A2:A4,A1:A3,"готов")', 100.0),
        ('=COUNTIF(A1:A4,">1")', 1.0),
        ("=IFERROR(1/0,7)", 7.0),
        ("=ROUND(2.345,2)", 2.35),
        ("=A9", 0.0),
        ('=A9=""', True),
    ],
)
def test_the_calculator_computes(formula: str, expected: object) -> None:
    column = {1: "готов", 2: 100.0, 3: None, 4: 0.5}

    def look(_sheet: str | None, _left: int, top: int, _right: int, bottom: int) -> list[str | float | bool | None]:
        return [column.get(row) for row in range(top, bottom + 1)]

    assert Calculator(look).value(formula) == expected


@pytest.mark.parametrize(
    ("formula", "code"), [("=1/0", "#DIV/0!"), ('="а"+1', "#VALUE!"), ("=#REF!+1", "#REF!"), ("=foo", "#NAME?")]
)
def test_the_calculator_fails_as_a_cell_does(formula: str, code: str) -> None:
    with pytest.raises(Failed) as failure:
        Calculator(lambda *_: []).value(formula)
    assert failure.value.code == code


def test_the_calculator_says_what_it_cannot() -> None:
    with pytest.raises(Unknown):
        Calculator(lambda *_: []).value("=WEBSERVICE(1)")


def test_numbers_sort_before_texts_and_blanks_stay_last() -> None:
    values = ["яшин", None, 10, "Zed", "ёлкин", 9, "Еремин", "елкин"]
    assert [values[place] for place in order(values, False, True)] == [
        9,
        10,
        "елкин",
        "ёлкин",
        "Еремин",
        "яшин",
        "Zed",
        None,
    ]
    assert [values[place] for place in order(values, True, False)][-2:] == [9, None]


def test_a_hole_in_an_area_leaves_its_edges() -> None:
    assert without((9, 2, 9, 60), (9, 5)) == ["I2:I4", "I6:I60"]
    assert without((1, 1, 3, 3), (2, 2)) == ["A1:C1", "A3:C3", "A2:A2", "C2:C2"]
    assert without((1, 1, 3, 3), (9, 9)) == ["A1:C3"]


def test_a_screen_says_what_it_does_not_show() -> None:
    screen = Screen([["№", "ФИО"], [1.0, "Иванов"], [2.0, "Цой"], [None, None]], hidden=frozenset({3}))
    assert screen.cell(In("ФИО", Where("№", "1"))) == (2, 2)
    for place in (In("Этап", 2), In("ФИО", Where("№", "9")), In("ФИО", LAST)):
        with pytest.raises(NotOnScreen):
            screen.cell(place)


def test_only_neighbouring_columns_are_sorted_in_one_selection(tmp_path: Path) -> None:
    staff = StaffDouble(lambda: NOW)
    staff.do(Open(make_orders(tmp_path / "orders.xlsx")))
    with pytest.raises(NotOnScreen, match="A, C"):
        staff.do(PartialSort(ORDERS, ("№", "ФИО"), "№"))


def test_a_formula_beyond_the_calculator_keeps_the_value_it_had(tmp_path: Path) -> None:
    path = make_orders(tmp_path / "orders.xlsx")
    StaffDouble(lambda: NOW).play([Open(path), Save(), Close()])
    book, caches = load(path)
    cell = book[ORDERS]["H2"]
    cell.value = "=WEBSERVICE(A1)"
    assert BookValues(book, caches, lambda _: None).of(book[ORDERS], cell) == 10_499


@settings(max_examples=25, deadline=None)
@given(days)
def test_any_day_leaves_a_workbook_that_opens_with_its_headers(day: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        path = make_orders(Path(folder) / "orders.xlsx")
        staff = StaffDouble(lambda: NOW)
        staff.do(Open(path))
        play_through(staff, day)
        staff.play([Save(), Close()])
        assert {cell.value for cell in load_workbook(path)[ORDERS][1]} >= set(HEADERS)
        assert [entry.name for entry in Path(folder).iterdir()] == [path.name]


def test_typing_needs_an_open_workbook() -> None:
    with pytest.raises(RuntimeError, match="no workbook is open"):
        StaffDouble(lambda: NOW).do(Type(ORDERS, "A1", "x"))
