"""Versions side by side, as people read them."""

from datetime import date

from sheets_schema.ports import SheetImage
from sheets_schema.values import Raw
from watchers.compare import compare


def sheets(rows: list[list[Raw]], title: str = "Заказы") -> dict[str, SheetImage]:
    return {title: SheetImage(title, [tuple(row) for row in rows])}


def test_two_versions_are_compared_by_row_and_column_as_people_read_them():
    header: list[Raw] = ["№", "ФИО", "Стоимость", "Дата", "Оплачено"]
    was = [header, [1.0, "Иванов", 1000.0, date(2026, 3, 2), 0.0], [2.0, "Петров"]]
    became = [header, [3.0, "Новый"], [1.0, "Иванов", 1500.5, None, 9.0]]
    found = [(each.place, each.was, each.became) for each in compare(sheets(was), sheets(became))]
    assert found == [
        ("Заказы, № 3", "", "3, Новый"),
        ("Заказы, № 1, Стоимость", "1000", "1500,5"),
        ("Заказы, № 1, Дата", "02.03.2026", ""),
        ("Заказы, № 2", "2, Петров", ""),
    ]


def test_sheets_that_came_and_went_are_told_and_the_robots_own_is_not():
    was, became = sheets([["а"]], "Старый"), sheets([["б"]], "Новый") | sheets([["7"]], "_naryad")
    kept = sheets([["6"]], "_naryad")
    assert [(each.sheet, each.was, each.became) for each in compare(was | kept, became)] == [
        ("Новый", "", "новый лист"), ("Старый", "лист был", ""),
    ]  # fmt: skip
