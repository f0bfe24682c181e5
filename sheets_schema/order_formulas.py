"""The formulas of an order's row: what a spreadsheet computes where ``ledger`` computes the same."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from sheets_schema.a1 import column_letter, whole_column
from sheets_schema.ledger import REFUND
from sheets_schema.tables import ORDERS, PAYMENTS
from sheets_schema.values import Formula

ORDER_LETTERS: Final[Mapping[str, str]] = {key: column_letter(ORDERS, key) for key in ("number", "price", "paid")}
"""Where a new workbook has the columns that the formulas look at; a moved column has another letter."""

PAYMENT_COLUMNS: Final[Mapping[str, str]] = {key: whole_column(PAYMENTS, key) for key in ("amount", "order", "kind")}


def order_formulas(
    row: int,
    paid: Decimal | None = None,
    due: Decimal | None = None,
    *,
    order: Mapping[str, str] = ORDER_LETTERS,
    payments: Mapping[str, str] = PAYMENT_COLUMNS,
) -> dict[str, Formula]:
    """Return «Оплачено» and «Остаток» for a sheet row, with the sums in roubles that programs show until they recalculate.

    ``order`` and ``payments`` say where the columns stand: letters («N»), and whole columns («Платежи!$E:$E»). A refund
    counts against what was paid. «Остаток» stays blank while there is no price, so its cache is an empty text then.
    """
    mine = f"{payments['amount']},{payments['order']},${order['number']}{row},{payments['kind']}"
    price, sum_paid = f"${order['price']}{row}", f"${order['paid']}{row}"
    return {
        "paid": Formula(f'SUMIFS({mine},"<>{REFUND}")-SUMIFS({mine},"{REFUND}")', paid),
        "due": Formula(f'IF({price}="","",{price}-{sum_paid})', "" if due is None else due),
    }
