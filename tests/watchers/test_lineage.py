"""Whether a saved file continues the last state that was accepted, or an older one."""

from collections.abc import Mapping, Sequence

from sheets_schema.journal_ports import Version
from sheets_schema.ports import SheetImage, Stamp, WorkbookImage
from sheets_schema.values import Raw
from tests.fakes.workbook import trimmed
from tests.watchers.desk import START, Desk, order
from watchers.lineage import Lineage, Origin, trace

Rows = Sequence[Sequence[Raw]]
FIRST: Rows = [["№", "ФИО", "Примечание"], [1.0, "Иванов"], [2.0, "Петров"], [3.0, "Сидоров"]]


def sheets(rows: Rows) -> Mapping[str, SheetImage]:
    return {"Заказы": SheetImage("Заказы", [trimmed(row) for row in rows])}


def changed(rows: Rows, **cells: str) -> Rows:
    """Type notes by № («n1="раз"»)."""
    return [[*row[:2], cells[f"n{row[0]:.0f}"]] if row[0] != "№" and f"n{row[0]:.0f}" in cells else row for row in rows]  # type: ignore[str-bytes-safe]


def traced(now: Rows, *accepted: tuple[int, Rows], generation: int, same_hand: bool = False) -> Lineage:
    versions = [Version(place, each[0], START, "", str(place), by_robot=False) for place, each in enumerate(accepted)]
    image = WorkbookImage(Stamp("now"), sheets(now), generation)
    ours = sheets(accepted[-1][1])
    known = max(each[0] for each in accepted)
    return trace(image, known, versions, lambda version: sheets(accepted[version.id][1]), ours, same_hand=same_hand)


def test_a_file_of_an_older_generation_is_stale_and_its_base_is_the_nearest_version():
    second, third = changed(FIRST, n1="раз"), changed(FIRST, n1="раз", n2="два")
    found = traced(changed(second, n3="моё"), (1, FIRST), (1, second), (2, third), generation=1)
    assert found.origin is Origin.STALE
    assert found.base is not None
    assert found.base.id == 1
    assert [edit.value for edit in found.heal.edits] == ["два"]  # type: ignore[union-attr]


def test_a_save_that_takes_anothers_back_and_adds_its_own_is_stale():
    found = traced(changed(FIRST, n3="моё"), (1, FIRST), (1, changed(FIRST, n1="раз", n2="два")), generation=1)
    assert found.origin is Origin.STALE


def test_a_save_that_keeps_anything_of_the_last_one_continues_it():
    found = traced(
        changed(FIRST, n1="раз", n3="моё"), (1, FIRST), (1, changed(FIRST, n1="раз", n2="два")), generation=1
    )
    assert found.origin is Origin.LATEST


def test_going_back_to_an_earlier_state_without_anything_new_is_meant():
    assert traced(FIRST, (1, FIRST), (1, changed(FIRST, n1="раз")), generation=1).origin is Origin.LATEST


def test_what_a_person_takes_back_of_his_own_save_stays_taken_back():
    found = traced(changed(FIRST, n3="моё"), (1, FIRST), (1, changed(FIRST, n1="раз")), generation=1, same_hand=True)
    assert found.origin is Origin.LATEST


def test_a_new_row_that_was_edited_before_it_got_its_number_is_not_put_back_beside_itself():
    typed = [*FIRST, [None, "Новиков", "звонить", "по чётным"]]
    grown = [*changed(FIRST, n1="правка"), [None, "Новиков", "звонить", "по чётным", "после 18"]]
    assert traced(grown, (1, FIRST), (1, typed), generation=1).origin is Origin.LATEST


def test_the_first_state_of_all_continues_nothing():
    image = WorkbookImage(Stamp("now"), sheets(FIRST), None)
    assert trace(image, 0, [], lambda _version: {}, None).origin is Origin.LATEST


def test_a_row_typed_and_deleted_again_while_the_file_is_open_stays_deleted():
    """Offices keep the file open all day: every save is of one generation, and people change their minds."""
    desk = Desk().settled()
    desk.type_row(order(None, "Новиков"))
    desk.saved("anna")
    desk.poll()
    desk.change(lambda rows: rows.__delitem__(6))
    desk.type(1, note="звонить")
    desk.saved("anna")
    assert desk.poll().outcome == "decided"
    desk.tick(2)
    assert desk.numbers() == [1, 2, 3, 4, 5, 6]
