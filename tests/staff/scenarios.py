"""What an office does in a day, as named lists of actions on the workbook of ``table.make_orders``.

Each leaves the workbook saved and closed, so that the file can be read; ``Open`` comes from ``on``.
"""

from pathlib import Path

from tests.staff.actions import (
    LAST,
    NEXT,
    Action,
    Close,
    CopyRow,
    Crash,
    DeleteRow,
    FillDown,
    Filter,
    FullSort,
    HideColumn,
    In,
    InsertRow,
    MoveColumn,
    Open,
    PartialSort,
    PasteBlock,
    PasteOver,
    RenameColumn,
    Save,
    Type,
    Unfilter,
    Where,
)
from tests.staff.table import ORDERS

Steps = tuple[Action, ...]
TOTALS = "Итоги"


def order(number: int) -> Where:
    """Return the row of an order."""
    return Where("№", str(number))


def typed(row: Where, header: str, text: str) -> Type:
    """Type into an order's cell."""
    return Type(ORDERS, In(header, row), text)


SCENARIOS: dict[str, Steps] = {
    "a new order below the table": (
        Type(ORDERS, In("ФИО", NEXT), "Новикова Ольга"),
        Type(ORDERS, In("Дата", LAST), "05.02.2026"),
        Type(ORDERS, In("Телефон", LAST), "+79161234567"),
        Type(ORDERS, In("Адрес объекта", LAST), "00123"),
        Type(ORDERS, In("Стоимость", LAST), "1500,50"),
        Type(ORDERS, In("Аванс", LAST), "=5000+3000"),
        Type(ORDERS, In("Этап", LAST), "принят"),
        FillDown(ORDERS, "Остаток", order(8), 1),
    ),
    "a dropdown refuses a stage that is not in it": (
        typed(order(1), "Этап", "монтируеться"),
        typed(order(2), "Этап", "Готов"),
        typed(order(3), "Этап", ""),
    ),
    "a protected sheet takes only what it leaves open": (
        Type(TOTALS, "B1", "0"),
        Type(TOTALS, "B5", "проверено"),
        DeleteRow(TOTALS, 2),
        InsertRow(TOTALS, 2),
        CopyRow(TOTALS, 1, 2),
    ),
    "prices change and totals follow": (
        typed(order(2), "Стоимость", "20000"),
        typed(order(5), "Аванс", ""),
        typed(order(5), "Этап", "принят"),
        typed(order(7), "Стоимость", "по договору"),
    ),
    "sort by name": (FullSort(ORDERS, "ФИО"),),
    "sort by date, last first": (FullSort(ORDERS, "Дата", descending=True),),
    "sort by balance and back": (FullSort(ORDERS, "Остаток"), FullSort(ORDERS, "№")),
    "sort with blanks and both alphabets": (
        typed(order(3), "ФИО", ""),
        typed(order(5), "ФИО", "12"),
        FullSort(ORDERS, "ФИО", descending=True),
    ),
    "a partial sort gives everybody somebody else's phone": (
        PartialSort(ORDERS, ("ФИО", "Телефон", "Адрес объекта"), "ФИО"),
    ),
    "a partial sort of the numbers alone": (PartialSort(ORDERS, ("№",), "№", descending=True),),
    "rows inserted in the middle and under the header": (
        InsertRow(ORDERS, order(4)),
        Type(ORDERS, "C5", "Вставленный"),
        Type(ORDERS, "D5", "89001234567"),
        InsertRow(ORDERS, 2),
        Type(ORDERS, "D2", "89001234567"),
        Type(ORDERS, "B2", "01.03.2026"),
    ),
    "rows deleted": (DeleteRow(ORDERS, order(3)), DeleteRow(ORDERS, order(1)), DeleteRow(ORDERS, LAST)),
    "a row copied to the end keeps its number": (CopyRow(ORDERS, order(2)), typed(order(2), "Примечание", "старый")),
    "a row copied into the middle": (CopyRow(ORDERS, order(6), order(2), insert=True),),
    "a row copied over another": (CopyRow(ORDERS, order(1), order(4)),),
    "numbers and prices filled down": (
        FillDown(ORDERS, "№", order(2), 3),
        FillDown(ORDERS, "Стоимость", Where("ФИО", "Абрамов"), 2),
    ),
    "a block pasted over orders, phones and dropdowns": (
        PasteBlock(ORDERS, In("Телефон", order(2)), (("89001112233", "ул. Новая, 1", "1500,5"), ("+7900", "", "1 500"))),
        PasteBlock(ORDERS, In("Этап", order(5)), (("в работе",), ("05.02.2026",))),
        typed(order(5), "Этап", "любой текст"),
    ),
    "a remark pasted over the dropdown": (
        PasteOver(ORDERS, In("Примечание", order(1)), In("Этап", order(2))),
        PasteOver(ORDERS, In("Остаток", order(3)), In("Примечание", order(4))),
        typed(order(2), "Этап", "что угодно"),
    ),
    "work under a filter": (
        Filter(ORDERS, "Этап", "готов"),
        typed(order(5), "Примечание", "виден"),
        FillDown(ORDERS, "Примечание", order(2), 4),
        FullSort(ORDERS, "№", descending=True),
        DeleteRow(ORDERS, order(5)),
        Unfilter(ORDERS),
        typed(order(1), "Примечание", "снова виден"),
    ),
    "saved under a filter": (Filter(ORDERS, "Этап", "принят"),),
    "columns hidden, renamed and moved": (
        HideColumn(ORDERS, "Адрес объекта"),
        RenameColumn(ORDERS, "Телефон", "Контакт"),
        MoveColumn(ORDERS, "Стоимость", "ФИО"),
        MoveColumn(ORDERS, "№", "Этап"),
        typed(order(4), "Стоимость", "99"),
    ),
    "the number column typed over": (
        typed(order(2), "№", "200"),
        typed(order(3), "№", ""),
        RenameColumn(ORDERS, "№", "номер"),
    ),
    "everything at once": (
        FullSort(ORDERS, "Этап"),
        CopyRow(ORDERS, order(3), order(5), insert=True),
        MoveColumn(ORDERS, "Этап", "ФИО"),
        DeleteRow(ORDERS, order(1)),
        typed(order(7), "Аванс", "=СУММ"),
        InsertRow(ORDERS, order(8)),
        FullSort(ORDERS, "ФИО", descending=True),
    ),
}  # fmt: skip


def on(path: Path, steps: Steps) -> Steps:
    """Return a scenario with opening, saving and closing."""
    return (Open(path), *steps, Save(), Close())


def crashed(path: Path, steps: Steps) -> Steps:
    """Return a scenario whose work is saved half-way and whose program is killed at the end."""
    half = len(steps) // 2
    return (Open(path), *steps[:half], Save(), *steps[half:], Crash())
