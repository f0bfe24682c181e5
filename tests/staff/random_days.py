"""hypothesis strategies: what an office might do to the workbook of ``table.make_orders``, in any order."""

from contextlib import suppress

from hypothesis import strategies as st

from tests.staff.actions import (
    LAST,
    NEXT,
    Action,
    CopyRow,
    DeleteRow,
    FillDown,
    Filter,
    FullSort,
    HideColumn,
    In,
    InsertRow,
    MoveColumn,
    PartialSort,
    PasteBlock,
    PasteOver,
    Row,
    Type,
    Unfilter,
)
from tests.staff.actor import Staff
from tests.staff.screen import NotOnScreen
from tests.staff.table import HEADERS, ORDERS, STAGES

TEXTS = (
    *("Новикова Ольга", "ёж", "12", "", "00123", "+79161234567", "8 900 123-45-67", "1500,50", "1 500", "1500.5", "-7"),
    *(
        "05.02.2025",
        "5.2.",
        "31.02.2025",
        "=5000+3000",
        "=$F$2*2",
        '=IF($F$3>15000;"да";$G$3)',
        "готов",
        "Готов",
        "в работе",
    ),
)
"""What people type, wherever it falls."""

rows: st.SearchStrategy[Row] = st.one_of(st.integers(2, 11), st.sampled_from((NEXT, LAST)))
headers = st.sampled_from(HEADERS)
texts = st.sampled_from(TEXTS)
cells = st.builds(In, headers, rows)
blocks = st.lists(st.tuples(texts, texts), min_size=1, max_size=3).map(tuple)
neighbours = st.sampled_from([HEADERS[2:5], HEADERS[0:2], HEADERS[5:7], HEADERS[8:10], HEADERS[0:1], HEADERS[2:10]])

edits: st.SearchStrategy[Action] = st.one_of(
    st.builds(Type, st.just(ORDERS), cells, texts),
    st.builds(Type, st.just(ORDERS), cells, texts),
    st.builds(InsertRow, st.just(ORDERS), rows),
    st.builds(DeleteRow, st.just(ORDERS), rows),
    st.builds(CopyRow, st.just(ORDERS), rows, rows, st.booleans()),
    st.builds(FillDown, st.just(ORDERS), headers, rows, st.integers(1, 3)),
    st.builds(PasteBlock, st.just(ORDERS), cells, blocks),
    st.builds(PasteOver, st.just(ORDERS), cells, cells),
)
"""Changes of cells and rows."""

rearrangements: st.SearchStrategy[Action] = st.one_of(
    st.builds(FullSort, st.just(ORDERS), headers, st.booleans()),
    neighbours.flatmap(
        lambda few: st.builds(PartialSort, st.just(ORDERS), st.just(few), st.sampled_from(few), st.booleans())
    ),
    st.builds(MoveColumn, st.just(ORDERS), headers, headers),
    st.builds(HideColumn, st.just(ORDERS), headers),
    st.builds(Filter, st.just(ORDERS), st.just("Этап"), st.sampled_from(STAGES)),
    st.just(Unfilter(ORDERS)),
)
"""Changes of order and of what is seen."""

days: st.SearchStrategy[list[Action]] = st.lists(st.one_of(edits, edits, rearrangements), min_size=1, max_size=8)
"""What happens between opening and saving."""


def play_through(staff: Staff, day: list[Action]) -> list[str]:
    """Do what can be done; return what the screen did not show (a partial sort of columns that were moved apart)."""
    missed: list[str] = []
    for action in day:
        with suppress(NotOnScreen):
            staff.do(action)
            continue
        missed.append(type(action).__name__)
    return missed
