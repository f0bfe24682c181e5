"""The rules that a new firm starts with, as plain rows: written once into a new workbook, then edited by the firm.

A renamed default stage is renamed in ``default_stages``, a default text in ``default_templates``.
"""

from itertools import zip_longest
from typing import Final

from sheets_schema.contents import Contents, Row
from sheets_schema.default_settings import SETTINGS
from sheets_schema.default_stages import STAGES
from sheets_schema.default_templates import TEMPLATES

CHANNELS: Final = ("звонок", "сайт", "e-mail", "мессенджер", "знакомые")
OTHER_TYPE: Final = "другое"
OBJECT_TYPES: Final = (
    "частный дом", "дача", "участок без дома", "гараж", "баня", "бытовка", "магазин", "мастерская", "склад", "СНТ", OTHER_TYPE,
)  # fmt: skip
"""Ten usual types and «другое», beside which staff write their own words."""
DOCUMENTS: Final = (
    "паспорт", "СНИЛС", "выписка ЕГРН", "план участка", "согласие собственников", "доверенность", "реквизиты",
)  # fmt: skip
CATEGORIES: Final = ("материалы", "инструмент", "топливо", "проезд", "связь", "пошлины", "прочее")

# «Показывать: нет»: no client can book at a price that the firm has not seen yet.
SERVICES: Final[tuple[Row, ...]] = (
    {"name": "Замена счётчика", "price": 3500, "minutes": 120, "prepare": "Доступ к щиту, документы на счётчик.", "offered": False},
    {"name": "Подключение варочной панели", "price": 2800, "minutes": 120, "prepare": "Панель распакована и стоит на месте.", "offered": False},
    {"name": "Поиск неисправности", "price": 2500, "minutes": 120, "prepare": "Доступ к щиту и розеткам.", "offered": False},
    {"name": "Осмотр перед подключением", "price": 1500, "minutes": 120, "prepare": "Документы на участок.", "offered": False},
)  # fmt: skip


def lists() -> tuple[Row, ...]:
    """Return the rows of «Справочники»: four lists side by side."""
    columns = {"channels": CHANNELS, "object_types": OBJECT_TYPES, "documents": DOCUMENTS, "categories": CATEGORIES}
    return tuple(
        {key: item for key, item in zip(columns, items, strict=True) if item is not None}
        for items in zip_longest(*columns.values())
    )


def default_contents() -> Contents:
    """Return the rows of a new firm's workbook by table key: its rules, and no orders yet."""
    return {"stages": STAGES, "templates": TEMPLATES, "services": SERVICES, "lists": lists(), "settings": SETTINGS}
