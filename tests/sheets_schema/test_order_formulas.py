"""The formulas of an order's row."""

from decimal import Decimal

from sheets_schema.order_formulas import order_formulas


def test_the_sums_of_a_row_look_at_its_own_number_and_price() -> None:
    cells = order_formulas(17, Decimal(5_000), Decimal(20_000))
    assert cells["paid"].text == (
        'SUMIFS(Платежи!$E:$E,Платежи!$C:$C,$A17,Платежи!$F:$F,"<>возврат")'
        '-SUMIFS(Платежи!$E:$E,Платежи!$C:$C,$A17,Платежи!$F:$F,"возврат")'
    )
    assert cells["due"].text == 'IF($L17="","",$L17-$N17)'
    assert (cells["paid"].cached, cells["due"].cached) == (Decimal(5_000), Decimal(20_000))


def test_a_blank_balance_is_cached_as_an_empty_text_as_the_formula_gives_it() -> None:
    assert order_formulas(2, Decimal(0), None)["due"].cached == ""


def test_moved_columns_are_looked_at_where_they_stand() -> None:
    moved = {"amount": "'Платежи 2'!$B:$B", "order": "'Платежи 2'!$A:$A", "kind": "'Платежи 2'!$D:$D"}
    cells = order_formulas(3, order={"number": "C", "price": "AA", "paid": "AB"}, payments=moved)
    assert "'Платежи 2'!$B:$B,'Платежи 2'!$A:$A,$C3" in cells["paid"].text
    assert cells["due"].text == 'IF($AA3="","",$AA3-$AB3)'
