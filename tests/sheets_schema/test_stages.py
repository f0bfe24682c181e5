"""Which step is allowed, and what a stage demands."""

from itertools import pairwise

import pytest

from sheets_schema.default_stages import FINISHED, STAGES
from sheets_schema.defaults import default_contents
from sheets_schema.problems import Level
from sheets_schema.reading import parse_row
from sheets_schema.rule_tables import STAGES as SHEET
from sheets_schema.snapshot import Record, SeenRow
from sheets_schema.stages import Stages, build_stages, check_step
from sheets_schema.tables import ORDERS


def records() -> list[Record]:
    """Return the default stages as they read from their sheet."""
    cells = [tuple(row.get(column.key) for column in SHEET.columns) for row in default_contents()["stages"]]
    return [parse_row(SHEET, SeenRow(place, None, raw), None)[0] for place, raw in enumerate(cells, 2)]  # type: ignore[arg-type]


BUILT, PROBLEMS = build_stages(records(), ORDERS)
FULL: dict[str, object] = {column.key: "есть" for column in ORDERS.columns} | {"documents_complete": True}
NAMES = [stage.name for stage in BUILT.stages]


def check(was: str | None, became: str, **record: object) -> list[tuple[str, Level]]:
    found = check_step(BUILT, was, {**FULL, "stage": became, **record}, ORDERS, 1, 2)
    return [(problem.code, problem.level) for problem in found]


def test_the_default_stages_fit_together():
    assert PROBLEMS == []
    assert len(BUILT.stages) == len(STAGES)
    assert BUILT.first is not None
    assert BUILT.first.name == "новый запрос"


@pytest.mark.parametrize("was", NAMES)
@pytest.mark.parametrize("became", NAMES)
def test_every_default_step_is_allowed_exactly_where_its_stage_names_it(was, became):
    stage, other = BUILT.find(was), BUILT.find(became)
    assert stage is not None
    assert other is not None
    allowed = was == became or other in BUILT.allowed_from(stage)
    assert check(was, became) == ([] if allowed else [("step_forbidden", Level.ERROR)])


def test_the_nine_steps_lead_from_the_first_stage_to_the_last():
    way = BUILT.stages[: NAMES.index(FINISHED) + 1]
    assert all(there in BUILT.allowed_from(here) for here, there in pairwise(way))


@pytest.mark.parametrize("stage", [stage for stage in BUILT.stages if stage.fields], ids=lambda stage: stage.name)
def test_each_field_that_a_stage_demands_is_told_when_it_is_blank(stage):
    before = next(other.name for other in BUILT.stages if stage in BUILT.allowed_from(other))
    for key in stage.fields:
        assert check(before, stage.name, **{key: None}) == [("field_missing", Level.ERROR)]


def test_a_no_does_not_count_as_filled_in():
    assert check("принят", "заявка в сетевую", documents_complete=False) == [("field_missing", Level.ERROR)]


def test_fields_missing_where_the_order_stood_before_are_a_note():
    assert check("осмотр", "осмотр", phone=None) == [("field_missing", Level.NOTE)]
    assert check(None, "осмотр", phone=None) == [("field_missing", Level.NOTE)]


@pytest.mark.parametrize("name", ["ОСМОТР", " осмотр ", "на осмотре", "Выезд"])
def test_a_stage_is_known_by_any_of_its_names(name):
    stage = BUILT.find(name)
    assert stage is not None
    assert stage.name == "осмотр"


def test_an_unknown_stage_is_told_with_all_that_there_are():
    (problem,) = check_step(BUILT, "осмотр", {"stage": "осматр"}, ORDERS, 1, 2)
    assert (problem.code, problem.value) == ("stage_unknown", "осматр")
    assert problem.params["choices"] == ", ".join(NAMES)


def test_a_stage_that_was_and_is_no_longer_in_the_rules_leads_anywhere():
    assert check("старый этап", "сдаётся") == []


def test_without_any_stages_nothing_is_checked():
    assert check_step(Stages(), None, {"stage": "любой"}, ORDERS, 1, 2) == []


def test_stages_stand_in_their_order_wherever_their_rows_do():
    shuffled, problems = build_stages(records()[::-1], ORDERS)
    assert ([stage.name for stage in shuffled.stages], problems) == (NAMES, [])
    assert shuffled.by_name == BUILT.by_name


def test_what_does_not_fit_together_is_explained():
    rows: list[Record] = [
        {"name": "один", "order": 1, "fields": ("Телефон", "Нет такого"), "next": ("два", "три")},
        {"name": "два", "order": 2, "aliases": ("ОДИН",)},
    ]
    built, problems = build_stages(rows, ORDERS)
    assert {(problem.code, problem.value) for problem in problems} == {
        ("stage_field_unknown", "Нет такого"), ("stage_next_unknown", "три"), ("stage_twice", "ОДИН"),
    }  # fmt: skip
    assert built.stages[0].fields == ("phone",)
    assert [stage.name for stage in built.allowed_from(built.stages[0])] == ["два"]
