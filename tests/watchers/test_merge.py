"""Three-way merge, held against a naive model that knows rows only by their number."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from sheets_schema.edits import AppendRow, DeleteRow, PutCell
from sheets_schema.ports import SheetImage
from sheets_schema.values import Raw
from tests.fakes.workbook import Rows, applied, trimmed
from watchers.merge import Merge, Sheets, distance, merge

HEADER: list[Raw] = ["№", "ФИО", "Телефон", "Примечание", "Своё"]
COLUMNS = HEADER[1:]
Model = dict[int, dict[Raw, Raw]]
"""Rows by number, cells by header: what a version comes to when the order of rows and columns is forgotten."""

law = settings(deadline=None, derandomize=True, database=None, max_examples=80)


def rows_of(model: Model, header: list[Raw] = HEADER) -> Rows:
    return [
        list(header),
        *([float(n) if name == "№" else cells.get(name) for name in header] for n, cells in model.items()),
    ]


def sheets(rows: Rows, title: str = "Заказы") -> Sheets:
    return {title: SheetImage(title, [trimmed(row) for row in rows])}


def model_of(rows: Rows) -> Model:
    header = rows[0]
    place = header.index("№")
    return {
        int(row[place]): {  # type: ignore[arg-type]
            name: cell for name, cell in zip(header, row, strict=False) if name != "№" and cell is not None
        }
        for row in rows[1:]
        if len(row) > place and row[place] is not None
    }


def merged(base: Rows, ours: Rows, theirs: Rows) -> tuple[Model, Merge]:
    result = merge(sheets(base), sheets(ours), sheets(theirs))
    return model_of(applied({"Заказы": theirs}, result.edits)["Заказы"]), result


texts = st.sampled_from(["а", "б", "в", None])
models = st.dictionaries(st.integers(1, 6), st.fixed_dictionaries(dict.fromkeys(COLUMNS, texts)), max_size=6)


def plain(model: Model) -> Model:
    """Cells left blank are no cells."""
    return {number: {name: cell for name, cell in cells.items() if cell is not None} for number, cells in model.items()}


@law
@given(models, models)
def test_what_only_they_changed_needs_nothing(base, theirs):
    assert not merge(sheets(rows_of(base)), sheets(rows_of(base)), sheets(rows_of(theirs))).needed


@law
@given(models, models)
def test_what_only_we_changed_comes_back_whole(base, ours):
    after, result = merged(rows_of(base), rows_of(ours), rows_of(base))
    assert after == plain(ours)
    assert result.conflicts == ()


@law
@given(models, models)
def test_the_same_change_twice_is_no_conflict_and_no_work(base, both):
    assert not merge(sheets(rows_of(base)), sheets(rows_of(both)), sheets(rows_of(both))).needed


def naive(base: Model, ours: Model, theirs: Model) -> Model:
    """The law in plain words: a row that either deleted is gone, unless it was kept with changes in the file as it lies."""
    result: Model = {}
    for number in {*ours, *theirs}:
        before = base.get(number)
        mine, now = ours.get(number), theirs.get(number)
        if mine is None and before is not None:
            if now is not None and now != before:
                result[number] = now  # deleted by us, changed by them: it stays and is told
        elif now is None and before is not None:
            continue
        elif now is None or mine is None:
            result[number] = mine or now or {}
        else:
            was = before or {}
            result[number] = {name: now[name] if now[name] != was.get(name) else mine[name] for name in COLUMNS}
    return plain(result)


@law
@given(models, models, models)
def test_any_three_versions_merge_as_the_naive_model_says(base, ours, theirs):
    after, _result = merged(rows_of(base), rows_of(ours), rows_of(theirs))
    assert after == naive(base, ours, theirs)


@law
@given(models, models, models)
def test_every_cell_that_two_changed_differently_is_told(base, ours, theirs):
    _after, result = merged(rows_of(base), rows_of(ours), rows_of(theirs))
    blank: dict[Raw, Raw] = dict.fromkeys(COLUMNS)
    expected = {
        (number, name)
        for number in ours.keys() & theirs.keys()
        for name in COLUMNS
        if len({(base.get(number) or blank)[name], ours[number][name], theirs[number][name]}) == 3
    }
    told = {(each.key[1], each.column) for each in result.conflicts if each.column}
    assert told == expected


@law
@given(models, models, models, st.permutations(HEADER), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_makes_no_difference(base, ours, theirs, header, dice):
    shuffled = list(theirs.items())
    dice.shuffle(shuffled)
    after, _result = merged(rows_of(base), rows_of(ours), rows_of(dict(shuffled), header))
    assert after == naive(base, ours, theirs)


@law
@given(models, models)
def test_distance_is_nothing_only_between_versions_that_hold_the_same_rows(one, other):
    apart = distance(sheets(rows_of(one)), sheets(rows_of(other)))
    assert (apart == 0) == (rows_of(one) == rows_of(other))


# ------------------------------------------------------------------ what the model does not know

BASE: Rows = [HEADER, [1.0, "Иванов"], [2.0, "Петров"]]


def test_a_new_row_without_a_number_comes_back_once():
    ours = [*BASE, [None, "Новиков"]]
    result = merge(sheets(BASE), sheets(ours), sheets([HEADER, [1.0, "Иванов", None, "правка"], BASE[2]]))
    assert [edit for edit in result.edits if isinstance(edit, AppendRow)] == [
        AppendRow("Заказы", {2: "Новиков"}, key_column=1)
    ]


def test_a_row_that_was_numbered_meanwhile_gets_its_number_back_and_no_double():
    base = [*BASE, [None, "Новиков", "+7"]]
    ours = [*BASE, [3.0, "Новиков", "+7"]]
    theirs = [HEADER, [1.0, "Иванов", None, "правка"], BASE[2], [None, "Новиков", "+7"]]
    result = merge(sheets(base), sheets(ours), sheets(theirs))
    assert result.edits == (PutCell("Заказы", 4, 1, 3),)


def test_two_alike_rows_that_were_numbered_meanwhile_each_get_their_own_number_back():
    base = [*BASE, [None, "Новиков", "+7"], [None, "Новиков", "+7"]]
    ours = [*BASE, [3.0, "Новиков", "+7"], [4.0, "Новиков", "+7"]]
    theirs = [HEADER, [1.0, "Иванов", None, "правка"], *base[2:]]
    result = merge(sheets(base), sheets(ours), sheets(theirs))
    assert sorted(result.edits, key=lambda edit: edit.row) == [  # type: ignore[union-attr]
        PutCell("Заказы", 4, 1, 3), PutCell("Заказы", 5, 1, 4),
    ]  # fmt: skip


def test_a_formula_column_is_never_put_back():
    header: list[Raw] = ["№", "ФИО", "Оплачено"]
    base, ours = [header, [1.0, "Иванов", 0.0]], [header, [1.0, "Иванов", 500.0]]
    assert not merge(sheets(base), sheets(ours), sheets(base)).needed


def test_the_robots_cell_wins_over_what_a_person_typed_there():
    header: list[Raw] = ["№", "ФИО", "Папка"]
    versions = [[header, [1.0, "Иванов", cell]] for cell in (None, "открыть", "моё")]
    base, ours, theirs = (sheets(version) for version in versions)
    assert merge(base, ours, theirs).edits == (PutCell("Заказы", 2, 3, "открыть"),)


@pytest.mark.parametrize("title", ["_naryad", "Сводка", "СВОДКА"])
def test_sheets_that_follow_from_others_are_not_merged(title):
    base, ours = [["a", "b"], [1.0, 2.0]], [["a", "b"], [1.0, 3.0]]
    assert not merge(sheets(base, title), sheets(ours, title), sheets(base, title)).needed


def test_a_sheet_that_they_deleted_stays_deleted():
    assert not merge(sheets(BASE), sheets([*BASE, [3.0, "Новый"]]), {}).needed


# ------------------------------------------------------------------ sheets without numbers

STAGES: Rows = [
    ["Этап", "Порядок", "Срок, рабочих дней"],
    ["осмотр", 1.0, 5.0],
    ["принят", 2.0, 5.0],
    ["сдаётся", 3.0, 5.0],
]


@pytest.mark.parametrize("title", ["Этапы", "Свой лист"])
def test_a_row_inserted_above_does_not_turn_a_change_to_its_neighbour(title: str):
    ours = [*STAGES[:2], ["принят", 2.0, 9.0], STAGES[3]]
    theirs = [STAGES[0], ["новый", 0.0, 5.0], *STAGES[1:]]
    assert merge(sheets(STAGES, title), sheets(ours, title), sheets(theirs, title)).edits == (
        PutCell(title, 4, 3, 9, spare_formula=True),
    )


def test_a_rule_that_was_added_meanwhile_comes_back_under_the_others():
    ours, theirs = [*STAGES, ["пауза", 4.0]], [*STAGES[:2], ["принят", 2.0, 9.0], STAGES[3]]
    (edit,) = merge(sheets(STAGES, "Этапы"), sheets(ours, "Этапы"), sheets(theirs, "Этапы")).edits
    assert edit == AppendRow("Этапы", {1: "пауза", 2: 4}, key_column=1)


def test_a_rule_that_was_deleted_meanwhile_stays_deleted():
    theirs = [*STAGES[:3], ["сдаётся", 3.0, 9.0]]
    (edit,) = merge(sheets(STAGES, "Этапы"), sheets([STAGES[0], *STAGES[2:]], "Этапы"), sheets(theirs, "Этапы")).edits
    assert edit == DeleteRow("Этапы", 2)
