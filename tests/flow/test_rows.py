"""Rows as people treat them: typed, sorted, copied, deleted, torn; each test plays staff at a real file."""

from pathlib import Path

import pytest

from tests.flow.firm import ORDERS, SIX, Firm, order, typed
from tests.staff.actions import (
    LAST,
    NEXT,
    CopyRow,
    DeleteRow,
    FullSort,
    In,
    InsertRow,
    MoveColumn,
    PartialSort,
    PasteBlock,
    RenameColumn,
    Type,
    Where,
)


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path).settled()


def test_the_first_poll_only_records(tmp_path: Path):
    firm = Firm(tmp_path)
    before = firm.path.read_bytes()
    report = firm.tick().as_json()
    assert (report["outcome"], report["decided"]) == ("baseline", [])
    assert firm.path.read_bytes() == before


def test_open_orders_get_their_folders_on_the_second_poll(firm: Firm):
    folders = sorted(path.name for path in firm.home.files.iterdir())
    assert folders[0] == "1 Иванов, ул. Лесная, 1"
    assert len(folders) == 6
    assert firm.row(1)["Папка"] == "открыть"


def test_a_settled_firm_is_left_alone(firm: Firm):
    before = firm.path.read_bytes()
    report = firm.tick(3).as_json()
    assert report["outcome"] == "unchanged"
    assert firm.path.read_bytes() == before


def test_a_typed_row_gets_a_number_once_it_was_the_same_on_two_polls(firm: Firm):
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова Ольга"), Type(ORDERS, In("Телефон", LAST), "8 912 345-67-89"))
    firm.tick()
    assert firm.numbers() == [1, 2, 3, 4, 5, 6]
    firm.tick()
    row = firm.row(7)
    assert (row["ФИО"], row["Этап"], row["Папка"]) == ("Новикова Ольга", "новый запрос", "открыть")
    assert str(row["Дата"]) == "2026-03-02"
    assert firm.history(7) == [(7.0, "новая строка", None, "Новикова Ольга", "неизвестно")]


def test_a_new_row_gets_the_formulas_of_the_table(firm: Firm):
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова"), Type(ORDERS, In("Стоимость", LAST), "50000"))
    firm.tick(3)
    assert (firm.row(7)["Оплачено"], firm.row(7)["Остаток"]) == (0, 50_000)


def test_our_own_writes_are_no_changes(firm: Firm):
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова Ольга"))
    firm.tick(4)
    assert len(firm.history()) == 1


def test_a_sort_of_the_whole_table_changes_nothing(firm: Firm):
    firm.edit(FullSort(ORDERS, "ФИО", descending=True))
    report = firm.tick().as_json()
    assert firm.numbers() != [1, 2, 3, 4, 5, 6]
    assert (report["changed"], report["decided"]) == ([], [])


def test_a_change_after_a_sort_belongs_to_the_right_order(firm: Firm):
    firm.edit(FullSort(ORDERS, "ФИО"), typed(4, "Примечание", "звонить после 18"))
    firm.tick()
    assert firm.history() == [(4.0, "Примечание", None, "звонить после 18", "неизвестно")]


def test_a_copied_row_gets_its_own_number_and_replays_nothing(tmp_path: Path):
    firm = Firm(tmp_path, [*SIX, order(7, "Громов", advance=5000, price=20000)]).settled()
    assert firm.row(1, "Платежи")["Сумма"] == 5000  # the opening booking
    firm.edit(CopyRow(ORDERS, Where("№", "7")))
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len(firm.cells("Платежи")) == 1
    assert "скопирован" in str(firm.row(8)["Проблемы"])
    assert (firm.home.files / "8 Громов, ул. Лесная, 7").is_dir()
    assert firm.history(7) == []


def test_a_row_inserted_in_the_middle_is_a_new_order(firm: Firm):
    firm.edit(InsertRow(ORDERS, Where("№", "3")), Type(ORDERS, In("ФИО", 4), "Вставкин"))
    firm.tick(2)
    assert firm.numbers() == [1, 2, 7, 3, 4, 5, 6]


def test_a_deleted_row_stays_deleted_and_is_told(firm: Firm):
    firm.edit(DeleteRow(ORDERS, Where("№", "3")))
    firm.tick(2)
    assert firm.numbers() == [1, 2, 4, 5, 6]
    assert firm.known(3).gone
    assert firm.history(3) == [(3.0, "строка удалена", None, None, "неизвестно")]


def test_a_number_is_never_given_again(firm: Firm):
    firm.edit(DeleteRow(ORDERS, Where("№", "6")))
    firm.tick(2)
    firm.edit(Type(ORDERS, In("ФИО", NEXT), "Новикова"))
    firm.tick(2)
    assert firm.numbers() == [1, 2, 3, 4, 5, 7]


def test_an_overtyped_number_is_put_back(firm: Firm):
    firm.edit(typed(3, "№", "33"))
    firm.tick(2)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6]
    assert firm.history(3) == [(3.0, "№ возвращён", "33", "3", "робот")]


def test_two_hundred_pasted_rows_are_two_hundred_orders(firm: Firm):
    block = tuple((f"Клиент {place}", f"+7 913 000-{place // 100:02d}-{place % 100:02d}") for place in range(200))
    firm.edit(PasteBlock(ORDERS, In("ФИО", NEXT), block))
    firm.tick(2)
    assert firm.numbers() == list(range(1, 207))
    assert len(list(firm.home.files.iterdir())) == 206
    assert [row["ФИО"] for row in firm.cells()[6:]] == [name for name, _phone in block]


def test_a_moved_column_changes_nothing(firm: Firm):
    firm.edit(MoveColumn(ORDERS, "Телефон", "ФИО"))
    assert firm.tick().as_json()["changed"] == []
    firm.edit(typed(2, "Телефон", "+7 999 123-45-67"))
    firm.tick()
    assert [row[1] for row in firm.history(2)] == ["Телефон"]


def test_a_renamed_column_is_explained_and_its_values_stay_known(firm: Firm):
    firm.edit(RenameColumn(ORDERS, "Телефон", "Телефончик"), typed(1, "Примечание", "раз"))
    firm.tick()
    found = [problem for problem, _since in firm.ticker.parts.journal.conditions.all()["sheet:orders"]]
    assert [(problem.code, problem.params["title"]) for problem in found] == [("column_renamed", "Телефон")]
    assert [row[1] for row in firm.history(1)] == ["Примечание"]
    assert firm.known(1).record["phone"] == "+79120000001"  # type: ignore[index]


def test_a_partial_sort_is_quarantined_and_nothing_is_written(firm: Firm):
    firm.edit(PartialSort(ORDERS, ("ФИО", "Телефон"), "ФИО", descending=True))
    torn = firm.path.read_bytes()
    report = firm.tick(2).as_json()
    assert report["quarantined"] is None or report["quarantined"]["reason"] == "displaced"  # type: ignore[index]
    assert firm.ticker.parts.journal.snapshots.load().quarantine is not None
    assert firm.path.read_bytes() == torn


def test_the_next_save_that_restores_order_lifts_the_quarantine(firm: Firm):
    right = firm.path.read_bytes()
    firm.edit(PartialSort(ORDERS, ("ФИО", "Телефон"), "ФИО", descending=True))
    firm.tick()
    firm.path.write_bytes(right)
    firm.tick()
    assert firm.ticker.parts.poller.snapshot.quarantine is None
    assert firm.history() == []


def test_a_confirmed_quarantine_takes_the_table_as_it_is(firm: Firm):
    firm.edit(PartialSort(ORDERS, ("ФИО",), "ФИО", descending=True))
    firm.tick()
    snapshots = firm.ticker.parts.journal.snapshots
    snapshots.accept(firm.ticker.parts.poller.snapshot.stamp)
    firm.tick()
    assert firm.ticker.parts.poller.snapshot.quarantine is None
    assert firm.known(1).record["name"] == firm.row(1)["ФИО"]  # type: ignore[index]


def test_put_it_back_restores_the_table_and_keeps_the_torn_one(firm: Firm):
    names = [row["ФИО"] for row in firm.cells()]
    firm.edit(PartialSort(ORDERS, ("ФИО",), "ФИО", descending=True))
    firm.tick()
    firm.ticker.parts.journal.snapshots.ask_restore(firm.ticker.parts.poller.snapshot.stamp)
    firm.tick(2)
    assert [row["ФИО"] for row in firm.cells()] == names
    assert firm.ticker.parts.poller.snapshot.quarantine is None
    assert firm.history() == []


def test_an_emptied_table_is_quarantined(firm: Firm):
    firm.edit(*(DeleteRow(ORDERS, 2) for _ in range(6)))
    firm.tick()
    assert firm.ticker.parts.poller.snapshot.quarantine.reason == "emptied"  # type: ignore[union-attr]
