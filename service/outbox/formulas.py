"""Formulas that the robot keeps in the firm's rows, and the values that it computes for them."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_schema.layout import Layout, letters
from sheets_schema.order_formulas import order_formulas
from sheets_schema.reading import TableRead
from sheets_schema.table import Table
from sheets_schema.values import Formula


def formula_cells(reads: Mapping[str, TableRead], table: Table, row: int) -> Mapping[str, Formula]:
    """Return «Оплачено» and «Остаток» for an order's row that has just got its number; nothing for other tables."""
    orders, payments = reads["orders"].layout, reads["payments"].layout
    if table.key != "orders" or orders is None or payments is None:
        return {}
    if not {"price", "paid"} <= set(orders.columns) or not {"amount", "order", "kind"} <= set(payments.columns):
        return {}
    here = {key: letters(orders.columns[key]) for key in ("number", "price", "paid")}
    there = {key: whole_column(payments, key) for key in ("amount", "order", "kind")}
    formulas = order_formulas(row, order=here, payments=there)
    return {key: replace(formula, cached=None) for key, formula in formulas.items()}  # the write knows their values


def whole_column(layout: Layout, key: str) -> str:
    """Return a column of another sheet as formulas name it: ``Платежи!$E:$E``."""
    name = letters(layout.columns[key])
    title = layout.title if layout.title.isalnum() else "'" + layout.title.replace("'", "''") + "'"
    return f"{title}!${name}:${name}"
