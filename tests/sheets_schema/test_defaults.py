"""The rules that a new firm starts with."""

from collections.abc import Mapping

import pytest

from sheets_schema.cells.texts import parse_ticks
from sheets_schema.default_settings import SETTINGS, WORKING_WEEKDAYS
from sheets_schema.default_stages import AWAITS_PAYMENT, CANCELLED, FINISHED, NEW, PAPERS_READY, STAGES
from sheets_schema.default_templates import TEMPLATES
from sheets_schema.defaults import OBJECT_TYPES, OTHER_TYPE, default_contents
from sheets_schema.rulebook import parse_weekdays
from sheets_schema.stages import Stages, build_stages
from sheets_schema.tables import BY_KEY, ORDERS

NAMES = tuple(str(stage["name"]) for stage in STAGES)


@pytest.fixture(scope="module")
def stages() -> Stages:
    ticks = ("fields", "next", "aliases")
    rows = [{key: parse_ticks(str(cell)) if key in ticks else cell for key, cell in row.items()} for row in STAGES]
    built, problems = build_stages(rows, ORDERS)
    assert problems == []
    return built


def reached(stages: Stages, name: str) -> set[str]:
    stage = stages.find(name)
    assert stage is not None
    return {target.name for target in stages.allowed_from(stage)}


def test_the_stages_stand_in_the_order_of_the_firms_work() -> None:
    assert NAMES == (
        "новый запрос", "осмотр", "принят", "заявка в сетевую", "монтируется", "оформляются документы", "сдаётся",
        "документы сетевой", "договор энергоснабжения", "ждёт окончательной оплаты", "завершён", "отменён",
    )  # fmt: skip
    assert [stage["order"] for stage in STAGES] == list(range(1, 13))


def test_an_order_can_be_cancelled_at_every_stage_but_the_finished_one(stages: Stages) -> None:
    assert [name for name in NAMES if CANCELLED not in reached(stages, name)] == [FINISHED, CANCELLED]


def test_only_a_paid_off_order_is_finished(stages: Stages) -> None:
    assert [name for name in NAMES if FINISHED in reached(stages, name)] == [AWAITS_PAYMENT]


@pytest.mark.parametrize("place", range(1, 11))
def test_every_working_stage_leads_one_step_on_and_one_step_back(stages: Stages, place: int) -> None:
    on, here = NAMES[place], NAMES[place - 1]
    assert on in reached(stages, here)
    assert here in reached(stages, on)


def test_a_cancelled_order_may_begin_anew(stages: Stages) -> None:
    assert reached(stages, CANCELLED) == {NEW}


def test_every_demanded_field_is_a_column_of_orders(stages: Stages) -> None:
    demanded = [title for row in STAGES for title in parse_ticks(str(row.get("fields", ""))) or ()]
    assert set(demanded) <= {column.title for column in ORDERS.columns}
    assert demanded


def test_only_the_ends_are_closed_and_only_they_have_no_term() -> None:
    assert [row["name"] for row in STAGES if row["closed"]] == [FINISHED, CANCELLED]
    assert [row["name"] for row in STAGES if "term" not in row] == [FINISHED, CANCELLED]


def test_the_client_is_told_when_his_papers_are_ready() -> None:
    told = {row["name"]: row["template"] for row in STAGES if "template" in row}
    texts = {row["name"]: row["text"] for row in TEMPLATES}
    assert told == {AWAITS_PAYMENT: PAPERS_READY}
    assert texts[PAPERS_READY] == (
        "Уважаемый(ая) {имя_отчество}, ваши документы готовы. Приходите, предварительно связавшись с нами по телефону "
        "{телефон_фирмы}. Остаток к оплате: {остаток}."
    )


def test_there_are_ten_object_types_and_other() -> None:
    assert len(OBJECT_TYPES) == 11
    assert OBJECT_TYPES[-1] == OTHER_TYPE == "другое"


def test_the_default_weekdays_are_read_as_monday_to_friday() -> None:
    values: Mapping[object, object] = {row["name"]: row.get("value") for row in SETTINGS}
    assert parse_weekdays(str(values[WORKING_WEEKDAYS])) == frozenset(range(5))


def test_every_default_cell_has_its_column_and_every_required_cell_is_there() -> None:
    for key, rows in default_contents().items():
        table = BY_KEY[key]
        required = {column.key for column in table.columns if column.required}
        for row in rows:
            assert set(row) <= set(table.by_key), (key, row)
            assert required <= set(row), (key, row)


def test_the_lists_stand_side_by_side_without_gaps() -> None:
    for key in BY_KEY["lists"].by_key:
        filled = [key in row for row in default_contents()["lists"]]
        assert filled == sorted(filled, reverse=True)
