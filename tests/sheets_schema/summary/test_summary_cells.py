"""«Сводка» as cells."""

import re
from datetime import date
from decimal import Decimal

import pytest

from sheets_schema.summary import SummaryCell, summary_cells
from sheets_schema.summary.layout import STAGES_ROW, WORKERS_ROW
from sheets_schema.tables import TABLES
from sheets_schema.values import Formula, Value

TODAY = date(2026, 11, 24)
ALL = frozenset(table.key for table in TABLES)
RECORDS = {
    "stages": [{"name": "принят"}, {"name": "завершён", "closed": True}],
    "orders": [
        {"number": 1, "stage": "принят", "price": Decimal(50_000), "due_date": date(2026, 11, 1)},
        {"number": 2, "stage": "принят", "price": Decimal(20_000)},
        {"number": 3, "stage": "завершён", "price": Decimal(20_000)},
    ],
    "payments": [{"order": 1, "amount": Decimal(20_000), "kind": "аванс"}],
    "people": [{"name": "Иван"}],
    "advances": [{"worker": "Иван", "kind": "выдано", "amount": Decimal(10_000)}],
    "expenses": [{"worker": "Иван", "amount": Decimal(6_000), "date": TODAY, "category": "топливо"}],
    "lists": [{"categories": "топливо"}],
}


@pytest.fixture(scope="module")
def cells() -> tuple[SummaryCell, ...]:
    return summary_cells(RECORDS, TODAY, ALL)


def shown(cells: tuple[SummaryCell, ...], row: int) -> list[Value]:
    values = [cell.value for cell in sorted(cells, key=lambda cell: cell.column) if cell.row == row]
    return [value.cached if isinstance(value, Formula) else value for value in values]


def beside(cells: tuple[SummaryCell, ...], label: str) -> Value:
    row = next(cell.row for cell in cells if cell.value == label)
    return shown(cells, row)[1]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("На дату", TODAY),
        ("Должны клиенты", Decimal(50_000)),
        ("Заказов в работе", 2),
        ("Из них просрочено", 1),
        ("С этапом не из списка", 0),
        ("На руках у работников", Decimal(4_000)),
        ("Расходы за этот месяц", Decimal(6_000)),
    ],
)
def test_the_owner_reads_the_main_figures_first(cells: tuple[SummaryCell, ...], label: str, value: object) -> None:
    assert beside(cells, label) == value


def test_each_stage_has_its_line_and_an_unused_line_is_blank(cells: tuple[SummaryCell, ...]) -> None:
    assert shown(cells, STAGES_ROW + 2) == ["принят", 2, 1, Decimal(50_000), ""]
    assert shown(cells, STAGES_ROW + 3) == ["завершён", 1, 0, 0, "да"]
    assert shown(cells, STAGES_ROW + 4) == ["", "", "", "", ""]
    assert shown(cells, STAGES_ROW + 1) == ["Всего", 3, 1, Decimal(50_000)]


def test_each_worker_has_his_line(cells: tuple[SummaryCell, ...]) -> None:
    assert shown(cells, WORKERS_ROW + 2) == ["Иван", 10_000, 0, 6_000, 0, 0, 4_000]


def test_a_new_stage_or_worker_shows_up_by_itself(cells: tuple[SummaryCell, ...]) -> None:
    texts = {(cell.row, cell.column): cell.value.text for cell in cells if isinstance(cell.value, Formula)}
    assert texts[STAGES_ROW + 4, 1] == 'IF(INDEX(Этапы!$A:$A,4)="","",INDEX(Этапы!$A:$A,4))'
    assert texts[WORKERS_ROW + 3, 1] == 'IF(INDEX(Сотрудники!$A:$A,3)="","",INDEX(Сотрудники!$A:$A,3))'


def test_only_functions_that_every_program_has_are_used(cells: tuple[SummaryCell, ...]) -> None:
    formulas = [cell.value.text for cell in cells if isinstance(cell.value, Formula)]
    used = {name for text in formulas for name in re.findall(r"([A-Z]+)\(", text)}
    assert used == {"SUMIFS", "COUNTIFS", "INDEX", "SUM", "IF"}


def test_no_cell_is_described_twice(cells: tuple[SummaryCell, ...]) -> None:
    places = [(cell.row, cell.column) for cell in cells]
    assert len(places) == len(set(places))


def test_a_firm_without_expenses_has_no_formulas_that_look_at_them() -> None:
    cells = summary_cells(RECORDS, TODAY, ALL - {"expenses", "advances"})
    texts = [cell.value.text for cell in cells if isinstance(cell.value, Formula)]
    assert not [text for text in texts if "Расходы" in text or "Подотчёт" in text]
    assert beside(cells, "Должны клиенты") == Decimal(50_000)
