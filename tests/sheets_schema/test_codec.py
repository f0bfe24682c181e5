"""Values of this house as text and back."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from sheets_schema.codec import dumps, loads
from sheets_schema.effects import Effect, Explained, Kind, ResultOf
from sheets_schema.problems import Level, Problem
from sheets_schema.snapshot import Displaced, KnownRow, Quarantine, SeenRow
from sheets_schema.values import Formula

PROBLEM = Problem("stage_unknown", "orders", "stage", 17, 18, "осматр", {"near": "осмотр"}, Level.NOTE)
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=5)))
VALUES = [
    None, True, False, 0, 1, -1.5, 1e300, "", "ё", "$date", "\ud800", "\x00", "\uffff", "😀",
    Decimal("0.10"), Decimal("-1E+3"), date(2026, 2, 5), datetime(2026, 2, 5, 9, 30, 1), NOON, datetime(2026, 1, 1, tzinfo=UTC),
    time(9, 30), timedelta(hours=25, microseconds=1), timedelta(days=-1), (), ("a", ("b", ()), None), {}, {"a": {"b": (1, {})}},
    PROBLEM, Formula("SUM(A1,B2)", Decimal("1.50")), Formula("A1"), ResultOf("folder:17"), Explained((PROBLEM, PROBLEM)),
    Effect("a", Kind.SET_CELL, "orders", 17, {"folder": ResultOf("b"), "problems": Explained((PROBLEM,))}, after="b", not_before=NOON),
    Effect("n", Kind.NUMBER_ROW, "orders", 5, row=9, expect=(1.0, None, date(2026, 2, 5))),
    KnownRow("orders", 1, 2, (1.0, None, "x"), {"price": Decimal(5), "documents": ("a",)}, (PROBLEM,), {"осмотр": 2}, gone=True),
    KnownRow("orders", 1, 2, ()),
    SeenRow(5, None, ("x", None), copy_of=3),
    Quarantine("displaced", "orders", (Displaced("orders", 1, "name", "a", "b", 2),), (1, 2), NOON),
]  # fmt: skip


def alike(one, other):
    """Equal, of the same types all the way down (1 and True and 1.0 are equal, and not the same cell)."""
    return one == other and repr(one) == repr(other)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was(value):
    assert alike(loads(dumps(value)), value)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_text_can_be_stored_anywhere(value):
    text = dumps((value, {"key": value}))
    assert "\x00" not in text
    assert text.encode().decode() == text
    assert alike(loads(text), (value, {"key": value}))


def test_lists_come_back_as_tuples_and_any_mapping_as_a_dict():
    assert loads(dumps([1, ["a"], MappingProxyType({"x": [2]})])) == (1, ("a",), {"x": (2,)})


def test_what_equals_a_default_is_left_out():
    assert dumps(Effect("a", Kind.MAKE_FOLDER, name="x")) == '{"$Effect":{"key":"a","kind":"make_folder","name":"x"}}'


def test_a_value_of_no_type_of_ours_is_refused():
    with pytest.raises(TypeError, match="the journal cannot hold a set"):
        dumps({"a": {1}})


def test_equal_texts_become_one_object_so_that_many_rows_fit_into_memory():
    one, other = loads(dumps(("монтируется",))), loads(dumps(({"stage": "монтируется"},)))
    assert one[0] is other[0]["stage"]


CLOCKS = (st.datetimes() | st.times()).map(lambda at: at.replace(fold=0))  # a cell knows no second two o'clock
SCALARS = (
    st.none() | st.booleans() | st.text() | st.integers() | st.floats(allow_nan=False) | st.dates() | CLOCKS
    | st.timedeltas() | st.decimals(allow_nan=False, allow_infinity=False)
)  # fmt: skip
NAMES = st.text(st.characters(categories=["L"]), min_size=1)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(NAMES, inner), max_leaves=12
)


@settings(deadline=None, derandomize=True, database=None)
@given(ANYTHING)
def test_anything_comes_back_as_it_was(value):
    assert alike(loads(dumps(value)), value)
