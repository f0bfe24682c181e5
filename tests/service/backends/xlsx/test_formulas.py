"""References in formulas: found, copied down, moved; never inside strings, names or functions."""

import pytest

from service.backends.xlsx.formulas import Mention, Reference, copy_down, parse, shift_rows
from service.backends.xlsx.rowshift import RowShift


@pytest.mark.parametrize(
    ("formula", "below"),
    [
        ("A1+$B$2+$C3+D$4", "A3+$B$2+$C5+D$4"),
        ('IF(A1="B2 и \'C3\'!D4",""""&A1,"A1")', 'IF(A3="B2 и \'C3\'!D4",""""&A3,"A1")'),
        ("'Лист ''А1'' B2'!C3*Лист1!C3", "'Лист ''А1'' B2'!C5*Лист1!C5"),
        ("SUM(A:A,$1:1,A1:B2)", "SUM(A:A,$1:3,A3:B4)"),
        ("LOG10(A1)+ATAN2(A1,B1)+Q1_итог", "LOG10(A3)+ATAN2(A3,B3)+Q1_итог"),
        ("Заказы_т[[#This Row],[A1]]+Т[A1]", "Заказы_т[[#This Row],[A1]]+Т[A1]"),
        ("[1]Лист!A1+Jan:Dec!B2", "[1]Лист!A3+Jan:Dec!B4"),
        ("#REF!+A1+#N/A", "#REF!+A3+#N/A"),
        ("1E5+A1*2.5", "1E5+A3*2.5"),
        ("A1048576", "#REF!"),
        ("_xlfn.XLOOKUP(A1,B:B,C:C)", "_xlfn.XLOOKUP(A3,B:B,C:C)"),
        ("{1,2;3,4}*A1", "{1,2;3,4}*A3"),
        ("A1:INDEX(A:A,B1)", "A3:INDEX(A:A,B3)"),
        ("A1#", "A3#"),
        ("@A1", "@A3"),
        ("xfd1+xfe1", "XFD3+xfe1"),
    ],
)
def test_a_formula_copied_two_rows_down(formula, below):
    assert copy_down(formula, 2) == below


SHIFT = RowShift.of({5}, {10: 2}, {10: 2})


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("A4+A5+A6+A10+A11", "A4+#REF!+A5+A9+A12"),
        ("SUM(A1:A10)", "SUM(A1:A9)"),
        ("SUM(A1:A20)", "SUM(A1:A21)"),
        ("SUM(A5:A5)+SUM(A5:A9)", "SUM(#REF!)+SUM(A5:A8)"),
        ("Л!A11+Другой!A11+'Л'!$A$11", "Л!A12+Другой!A11+'Л'!$A$12"),
        ("SUM(A:A)+SUM(4:11)", "SUM(A:A)+SUM(4:12)"),
        ('"A11"&A11', '"A11"&A12'),
        ("SUM(A4:A1048576)", "SUM(A4:A1048576)"),
        ("SUM(A20:A1)", "SUM(A21:A1)"),
        ("A1048576", "#REF!"),
    ],
)
def test_a_formula_after_row_five_went_and_two_came_under_row_ten(formula, after):
    assert shift_rows(formula, "Л", "Л", SHIFT) == after


def test_a_total_takes_the_new_rows_in():
    assert shift_rows("SUM(A1:A10)+A10", "Л", "Л", SHIFT, grow=True) == "SUM(A1:A11)+A9"


def test_parsing_tells_references_from_names_tables_and_functions():
    found = list(parse("SUM(Цена,Т[Сумма],'Лист 1'!A1:B2)"))
    assert [item.kind for item in found if isinstance(item, Mention)] == ["call", "name", "struct"]
    (reference,) = (item for item in found if isinstance(item, Reference))
    assert (reference.sheets, str(reference.area)) == (("лист 1",), "A1:B2")
