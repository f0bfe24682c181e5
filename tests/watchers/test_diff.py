"""What counts as a person's change."""

from decimal import Decimal

from sheets_schema.tables import ORDERS
from tests.watchers.desk import Desk
from watchers.diff import FieldChange, changed_fields


def test_another_spelling_of_the_same_value_is_no_change():
    desk = Desk().settled()
    desk.type(1, price=1_500.0, phone="8(912)000-00-01", date="02.02.2026")
    desk.tick()
    desk.type(1, price="1 500,00 ₽")
    desk.tick()
    assert [row[1] for row in desk.history()] == ["Стоимость"]


def test_only_columns_of_the_staffs_are_changes():
    was = {"name": "А", "folder": "x", "paid": Decimal(1)}
    became = {"name": "Б", "folder": "y", "paid": Decimal(2), "price": Decimal(3)}
    assert changed_fields(ORDERS, was, became) == (
        FieldChange("name", "А", "Б"),
        FieldChange("price", None, Decimal(3)),
    )
