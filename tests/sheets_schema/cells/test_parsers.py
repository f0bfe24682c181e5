"""What holds for all parsers: whatever stands in a cell is a value, a blank or an explained reason."""

import pickle
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sheets_schema.cells.kinds import PARSERS, Kind
from sheets_schema.cells.reason import REASON_CODES, REASONS, Reason, Unreadable, unreadable

ERRORS = (
    "#DIV/0!",
    "#Н/Д",
    "#N/A",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#NUM!",
    "#ЗНАЧ!",
    "#ССЫЛКА!",
    "#ИМЯ?",
    "#ДЕЛ/0!",
    "Err:502",
    " err:508 ",
)
HOSTILE = (
    "\x00",
    "\ud800",
    "\uffff",
    "\u202e",
    "٣",
    "²",
    "½",
    "１",
    "ß",
    "İ",
    "_x000D_",
    "(" * 1000,
    "1 " * 5000,
    "1." * 5000,
    "+" * 5000,
)
TYPES = dict.fromkeys(Kind, str) | {
    Kind.MONEY: Decimal,
    Kind.DATE: date,
    Kind.MOMENT: datetime,
    Kind.TIME: time,
    Kind.COUNT: int,
    Kind.NUMBER: int,
    Kind.YES: bool,
    Kind.TICKS: tuple,
}

near_spellings = st.text(alphabet="0123456789 .,-+()/:₽руббкоптысгфевпнAPMTZz№#xдоб@\u00a0—\n", max_size=40)
anything = (
    st.text(max_size=60)
    | near_spellings
    | st.floats()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.sampled_from(HOSTILE)
)


def outcome(kind, raw):
    try:
        return PARSERS[kind](raw)
    except Unreadable as refused:
        return refused.reason


@pytest.mark.parametrize("kind", Kind)
@settings(deadline=None)
@given(raw=anything)
@example(raw="05.02.2025 14:30 " * 300)
def test_a_parser_raises_nothing_but_a_listed_reason_for(kind, raw):
    result = outcome(kind, raw)
    assert type(result) in {TYPES[kind], type(None), Reason}
    if isinstance(result, Reason):
        assert tuple(result.params) == REASONS[result.code]
        assert all(len(value) <= 300 for value in result.params.values())


@pytest.mark.parametrize("raw", HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_a_hostile_text_is_a_value_or_a_reason_for(kind, raw):
    assert type(outcome(kind, raw)) in {TYPES[kind], type(None), Reason}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("error", ERRORS)
def test_a_failed_formula_is_a_reason_in_every_kind(kind, error):
    assert outcome(kind, error) == Reason("cell_error", {"text": error.strip()})


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", [None, "", " ", "\u00a0", "\n", "\u200b"])
def test_a_blank_is_none_in_every_kind(kind, blank):
    assert outcome(kind, blank) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "17"),
        (Kind.MONEY, Decimal("17.00")),
        (Kind.COUNT, 17),
        (Kind.NUMBER, 17),
        (Kind.TICKS, ("17",)),
    ],
)
def test_a_number_cell_becomes_what_its_column_holds(kind, value):
    assert outcome(kind, 17.0) == value
    assert type(outcome(kind, 17.0)) is type(value)


def test_days_and_moments_keep_their_types():
    assert type(PARSERS[Kind.DATE](datetime(2025, 2, 5, 14))) is date
    assert type(PARSERS[Kind.MOMENT](date(2025, 2, 5))) is datetime


def test_a_reason_can_be_hashed_compared_and_pickled():
    reason = Reason("date_ambiguous", {"one": "5 февраля 2025", "other": "2 мая 2025"})
    assert {reason} == {Reason("date_ambiguous", {"other": "2 мая 2025", "one": "5 февраля 2025"})}
    assert pickle.loads(pickle.dumps(reason)) == reason
    assert reason != Reason("date_ambiguous", {"one": "", "other": ""})


def test_a_reason_outside_the_list_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        unreadable("no_such_reason")
    with pytest.raises(AssertionError):
        unreadable("date_impossible", wrong="name")


def test_every_listed_reason_is_given_somewhere():
    import inspect

    from sheets_schema.cells import clock, dates, daytext, money, phones, spelling, texts

    source = "".join(inspect.getsource(module) for module in (clock, dates, daytext, money, phones, spelling, texts))
    assert {code for code in REASON_CODES if f'"{code}"' not in source} == set()


def test_every_kind_has_a_parser():
    assert set(PARSERS) == set(Kind)
