"""Which edits effects come to: nothing doubled, nothing of a person's written over, what is done already left alone."""

from collections.abc import Mapping
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from service.outbox.plan import Plan, link_formula, plan_write
from sheets_schema.edits import AppendRow, DeleteRow, PutCell
from sheets_schema.effects import CellContent, Effect, Explained, Kind, ResultOf, append_row, set_cells
from sheets_schema.journal_ports import Claimed
from sheets_schema.problems import Problem
from sheets_schema.reading import UNCACHED
from sheets_schema.tables import BY_KEY, ORDERS
from sheets_schema.values import Formula, Raw
from tests.watchers.desk import Desk, explain, order

quick = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@pytest.fixture
def desk() -> Desk:
    desk = Desk().settled()
    desk.poller._take(desk.book.read())
    return desk


def planned(desk: Desk, *effects: Effect, predecessor: str = "") -> Plan:
    desk.poller._take(desk.book.read())
    claimed = [Claimed(place, effect, 1, predecessor) for place, effect in enumerate(effects)]
    return plan_write(claimed, desk.poller.reads, desk.poller.snapshot, explain)


def payment(number: int, amount: int = 500) -> Effect:
    cells: Mapping[str, CellContent] = {"number": number, "order": 1, "amount": Decimal(amount), "kind": "аванс"}
    return append_row("payments", number, cells, key=f"pay:{number}")


def puts(plan: Plan) -> dict[str, object]:
    """Return what is set, by the header of its column."""
    titles = {place: column.title for place, column in enumerate(ORDERS.columns, start=1)}
    return {titles[edit.column]: edit.value for edit in plan.all_edits() if isinstance(edit, PutCell)}


def numbering(desk: Desk, number: int) -> Effect:
    """Return the effect that numbers the last row, as the poll decides it."""
    row = desk.poller.reads["orders"].rows[-1]
    return Effect("n", Kind.NUMBER_ROW, "orders", number, {"number": number}, row=row.row, expect=row.raw)


# ------------------------------------------------------------------ rows to append


def test_a_row_is_appended_under_the_headers_that_its_columns_have(desk: Desk):
    plan = planned(desk, payment(1))
    (edit,) = plan.all_edits()
    assert isinstance(edit, AppendRow)
    header = desk.header("payments")
    assert {str(header[column - 1]): value for column, value in edit.cells.items()} == {
        "№": 1, "Заказ №": 1, "Сумма": Decimal(500), "Вид": "аванс",
    }  # fmt: skip
    assert header[edit.key_column - 1] == "№"
    assert plan.carried == [0]


def test_a_row_that_stands_there_already_is_not_appended_again(desk: Desk):
    desk.type_row({"number": 1.0, "order": 1.0, "amount": 500.0, "kind": "аванс"}, "payments")
    plan = planned(desk, payment(1))
    assert (plan.all_edits(), plan.idle, plan.carried) == ([], [0], [])


def test_two_effects_for_one_row_append_it_once(desk: Desk):
    plan = planned(desk, payment(1), payment(1, 700))
    assert len(plan.all_edits()) == 1
    assert (plan.carried, plan.idle) == ([0], [1])


def test_a_column_that_the_sheet_lacks_is_left_out_and_the_row_is_written(desk: Desk):
    place = desk.place("order", "payments")
    for row in desk.rows("payments"):
        del row[place : place + 1]
    (edit,) = planned(desk, payment(1)).all_edits()
    assert isinstance(edit, AppendRow)
    assert 1 not in [value for column, value in edit.cells.items() if column != edit.key_column]


# ------------------------------------------------------------------ cells to set


def test_of_several_values_for_one_cell_the_last_is_written_once(desk: Desk):
    plan = planned(desk, *(set_cells("orders", 2, {"note": text}, key=text) for text in ("раз", "два", "три")))
    assert puts(plan) == {"Примечание": "три"}
    assert plan.carried == [0, 1, 2]
    assert plan.rows["orders", 2].raw[ORDERS.index["note"]] == "три"


def test_a_cell_that_reads_so_already_is_not_written(desk: Desk):
    desk.type(2, price=1500.0)
    plan = planned(desk, set_cells("orders", 2, {"price": Decimal("1500.00"), "name": "Петров"}, key="k"))
    assert (plan.all_edits(), plan.idle) == ([], [0])


def test_a_cell_that_a_person_changed_since_stays_and_the_others_are_written(desk: Desk):
    seen = desk.seen(2)
    desk.type(2, note="моё")
    cells = {"note": "робот", "crew": "Бригада 1"}
    assert puts(planned(desk, set_cells("orders", 2, cells, key="k", seen=seen))) == {"Бригада": "Бригада 1"}


def test_the_robots_own_cell_is_written_whatever_was_typed_there(desk: Desk):
    seen = desk.seen(2)
    desk.type(2, files="напечатал сам")
    assert puts(planned(desk, set_cells("orders", 2, {"files": "3 файла"}, key="k", seen=seen))) == {"Файлы": "3 файла"}


def test_cells_of_a_deleted_row_need_no_writing(desk: Desk):
    desk.change(lambda rows: rows.pop(1))
    plan = planned(desk, set_cells("orders", 2, {"note": "раз"}, key="k"))
    assert (plan.all_edits(), plan.idle, dict(plan.rows)) == ([], [0], {})


def test_cells_follow_their_row_wherever_a_sort_put_it(desk: Desk):
    desk.change(lambda rows: rows.reverse())
    (edit,) = planned(desk, set_cells("orders", 2, {"note": "раз"}, key="k")).all_edits()
    assert isinstance(edit, PutCell)
    assert desk.rows()[edit.row - 1][desk.place("number")] == 2


def test_problems_are_put_into_words_and_none_blanks_the_cell(desk: Desk):
    problem = Problem("stage_unknown", "orders", "stage", 2)
    told = planned(desk, set_cells("orders", 2, {"problems": Explained((problem,))}, key="k"))
    assert puts(told) == {"Проблемы": "stage_unknown"}
    desk.type(2, problems="старое")
    assert puts(planned(desk, set_cells("orders", 2, {"problems": Explained(())}, key="k"))) == {"Проблемы": None}


def test_the_result_of_the_folder_becomes_a_link(desk: Desk):
    effect = set_cells("orders", 2, {"folder": ResultOf("folder:2")}, key="k", after="folder:2")
    assert puts(planned(desk, effect, predecessor="папки/2")) == {
        "Папка": Formula('HYPERLINK("папки/2","открыть")', "открыть")
    }


@quick
@given(st.text())
def test_no_target_ends_the_text_of_its_link(target):
    text = link_formula(target, "открыть").text
    assert text.count('"') == 4
    assert text.startswith('HYPERLINK("')
    assert text.endswith('","открыть")')


# ------------------------------------------------------------------ numbers


def test_a_new_row_gets_its_number_and_its_formulas_wherever_it_stands_now(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    effect = numbering(desk, 7)
    desk.change(lambda rows: rows.reverse())
    plan = planned(desk, effect)
    assert {edit.row for edit in plan.all_edits() if isinstance(edit, PutCell)} == {2}
    assert puts(plan)["№"] == 7
    assert {"Оплачено", "Остаток"} < set(puts(plan))
    assert plan.rows["orders", 7].record is not None


def test_a_new_row_that_was_changed_or_deleted_meanwhile_gets_no_number(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    effect = numbering(desk, 7)
    desk.rows()[-1][desk.place("name")] = "Новикова"
    assert [problem.code for problem in planned(desk, effect).lost.values()] == ["row_gone"]
    desk.rows().pop()
    plan = planned(desk, effect)
    assert ([problem.code for problem in plan.lost.values()], plan.all_edits()) == (["row_gone"], [])


def test_a_number_that_stands_already_is_not_written_again(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    effect = numbering(desk, 7)
    desk.rows()[-1][desk.place("number")] = 7.0
    plan = planned(desk, effect)
    assert (plan.all_edits(), plan.idle, plan.lost) == ([], [0], {})


def test_a_row_whose_program_stored_no_value_for_a_formula_is_still_the_row(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    effect = numbering(desk, 7)
    rows = list(desk.poller.reads["orders"].rows)
    blurred: list[Raw] = list(rows[-1].raw)
    blurred[ORDERS.index["address"]] = UNCACHED
    desk.poller.reads["orders"].rows[-1:] = [type(rows[-1])(rows[-1].row, None, tuple(blurred))]  # type: ignore[index]
    plan = plan_write([Claimed(0, effect, 1)], desk.poller.reads, desk.poller.snapshot, explain)
    assert plan.carried == [0]


def test_a_cell_may_be_set_in_the_write_that_numbers_its_row(desk: Desk):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    plan = planned(desk, numbering(desk, 7), set_cells("orders", 7, {"note": "раз"}, key="k"))
    assert puts(plan)["Примечание"] == "раз"
    assert plan.carried == [0, 1]


@pytest.mark.parametrize("inserted_above", [0, 1, 2])
def test_two_new_rows_with_the_same_text_get_two_numbers(desk: Desk, inserted_above: int):
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    first = numbering(desk, 7)
    desk.type_row(order(None, "Новиков"))
    desk.poller._take(desk.book.read())
    second = numbering(desk, 8)
    desk.change(lambda rows: rows.__setitem__(slice(0, 0), [[] for _ in range(inserted_above)]))
    plan = planned(desk, first, second)
    column = desk.place("number") + 1
    rows = [edit.row for edit in plan.all_edits() if isinstance(edit, PutCell) and edit.column == column]
    assert len(set(rows)) == 2


# ------------------------------------------------------------------ rows to delete, sheets that are away


def test_a_row_is_deleted_where_it_stands_and_a_missing_one_needs_nothing(desk: Desk):
    effects = [Effect(f"d{number}", Kind.DELETE_ROW, "orders", number) for number in (3, 99)]
    plan = planned(desk, *effects)
    assert plan.all_edits() == [DeleteRow("Заказы", 4)]
    assert (plan.carried, plan.idle) == ([0], [1])


@pytest.mark.parametrize("kind", ["sheet", "header"])
def test_what_is_promised_for_a_sheet_that_cannot_be_used_is_told_and_the_rest_is_written(desk: Desk, kind: str):
    if kind == "sheet":
        del desk.book.sheets[BY_KEY["payments"].title]
    else:
        del desk.rows("payments")[0]
    plan = planned(desk, payment(1), set_cells("orders", 2, {"note": "раз"}, key="k"))
    assert {place: problem.code for place, problem in plan.lost.items()} == {0: "sheet_not_read"}
    assert plan.carried == [1]


# ------------------------------------------------------------------ laws

some_cells = st.dictionaries(
    st.sampled_from(["note", "price", "crew", "files"]),
    st.sampled_from([None, "раз", "два", Decimal(5)]),
    min_size=1,
    max_size=3,
)
some_effects = st.lists(
    st.one_of(
        st.builds(lambda n, cells: set_cells("orders", n, cells, key="s"), st.integers(1, 9), some_cells),
        st.builds(payment, st.integers(1, 3)),
        st.builds(lambda n: Effect("d", Kind.DELETE_ROW, "orders", n), st.integers(1, 9)),
    ),
    max_size=8,
)


@quick
@given(some_effects)
def test_every_effect_has_one_fate_and_no_cell_is_set_twice(effects):
    desk = LAWS
    plan = planned(desk, *effects)
    assert sorted([*plan.carried, *plan.idle, *plan.lost]) == list(range(len(effects)))
    cells = [(edit.sheet, edit.row, edit.column) for edit in plan.all_edits() if isinstance(edit, PutCell)]
    assert len(cells) == len(set(cells))
    deleted = [edit.row for edit in plan.all_edits() if isinstance(edit, DeleteRow)]
    assert len(deleted) == len(set(deleted))


LAWS = Desk().settled()
