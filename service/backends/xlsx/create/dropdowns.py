"""What may be typed where: dropdowns with a prompt, and formula columns that refuse typing.

«Заказы» is not protected although its formula cells are not to be typed over: Excel refuses to sort a protected sheet while
the range has a locked cell, and LibreOffice likewise, and staff sort all day. A rule that lets nothing in stops the typing,
explains why, and does not stand in the way of a sort. (A paste gets past it, as past every dropdown; the poll sees that.)
"""

from collections.abc import Collection
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.create.lists import FIRM_LISTS
from sheets_schema.cells.kinds import Kind
from sheets_schema.layout import letters
from sheets_schema.table import Column, Owner, Table
from sheets_schema.tables import BY_KEY

LAST_ROW: Final = 1048576
"""A rule down the whole column leaves the used range honest; one down to row 5 000 makes LibreOffice write 1 000 blank rows."""
_TITLE_LETTERS: Final = 32
"""Excel's limit of a prompt's title."""


def add_rules(sheet: Worksheet, table: Table, lists: Collection[str]) -> None:
    """Give every column its dropdown or its refusal, down the whole column."""
    for place, column in enumerate(table.columns, 1):
        rule = _rule(column, lists)
        if rule is not None:
            rule.add(f"{letters(place)}2:{letters(place)}{LAST_ROW}")
            sheet.add_data_validation(rule)


def _rule(column: Column, lists: Collection[str]) -> DataValidation | None:
    if column.owner is Owner.FORMULA:
        return _refusal(column)
    return _dropdown(column) if column.choices in lists else None


def _dropdown(column: Column) -> DataValidation:
    rule = DataValidation(type="list", formula1=column.choices, allow_blank=True, showErrorMessage=column.strict)
    rule.errorStyle, rule.errorTitle = "stop", "Нет в списке"
    rule.error = f"Выберите «{column.title}» из списка.{_where(column)}"
    rule.showInputMessage, rule.promptTitle = True, column.title[:_TITLE_LETTERS]
    rule.prompt = _prompt(column)
    return rule


def _prompt(column: Column) -> str:
    if column.kind is Kind.TICKS:
        return f"Одно или несколько через запятую.{_where(column)}"
    own_words = "" if column.strict else " Можно вписать своё."
    return f"Выберите из списка.{own_words}{_where(column)}"


def _where(column: Column) -> str:
    """Say where the firm edits the list, if it does."""
    if column.choices not in FIRM_LISTS:
        return ""
    return f" Список — на листе «{BY_KEY[FIRM_LISTS[column.choices][0]].title}»."


def _refusal(column: Column) -> DataValidation:
    rule = DataValidation(type="custom", formula1="FALSE", allow_blank=False, showErrorMessage=True)
    rule.errorStyle, rule.errorTitle = "stop", f"«{column.title}» считает таблица"
    rule.error = f"{column.hint} Нажмите «Отмена»: формула останется на месте."
    return rule
