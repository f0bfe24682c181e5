"""An order walks through its stages: what is checked, filled in, told and withheld."""

from datetime import date
from pathlib import Path

import pytest

from tests.flow.firm import ORDERS, SIX, Firm, order, typed
from tests.staff.actions import LAST, NEXT, In, PasteBlock, Type, Where


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    return Firm(tmp_path).settled()


def step(firm: Firm, stage: str, **cells: str) -> str:
    """Type cells and the stage of order 1, as the office does in one sitting; return what «Проблемы» says then."""
    titles = {
        "inspection": "Дата осмотра",
        "price": "Стоимость",
        "advance": "Аванс",
        "type": "Тип объекта",
        "documents": "Документы получены",
        "mounting": "Дата монтажа",
        "crew": "Бригада",
        "moved": "Кто перевёл",
        "form": "Бланк",
        "responsible": "Ответственный",
    }
    firm.edit(*(typed(1, titles[key], text) for key, text in cells.items()), typed(1, "Этап", stage))
    firm.tick()
    return str(firm.row(1).get("Проблемы", ""))


def accepted(firm: Firm) -> object:
    return firm.known(1).record["stage"]  # type: ignore[index]


def test_a_step_with_a_missing_field_is_explained_and_withheld(firm: Firm):
    assert step(firm, "осмотр") == ""
    said = step(firm, "принят")
    assert "Стоимость" in said
    assert firm.row(1)["Этап"] == "принят"
    assert accepted(firm) == "осмотр"
    assert [row[1:4] for row in firm.history(1)] == [("Этап", "новый запрос", "осмотр")]


def test_filling_in_what_was_missing_lets_the_step_through(firm: Firm):
    step(firm, "осмотр")
    step(firm, "принят")
    said = step(firm, "принят", inspection="03.03.2026", price="60000", advance="20000", type="дача", documents="да")
    assert said == ""
    assert accepted(firm) == "принят"
    assert ("Этап", "осмотр", "принят") in [row[1:4] for row in firm.history(1)]


def test_a_forbidden_jump_is_explained_with_what_is_allowed(firm: Firm):
    said = step(firm, "завершён")
    assert "новый запрос" in said
    assert "осмотр" in said
    assert accepted(firm) == "новый запрос"


def test_an_unknown_stage_is_explained_and_its_text_stays(firm: Firm):

    firm.edit(PasteBlock(ORDERS, In("Этап", Where("№", "1")), (("монтируеться",),)))
    firm.tick()
    row = firm.row(1)
    assert row["Этап"] == "монтируеться"
    assert "монтируется" in str(row["Проблемы"])
    assert accepted(firm) == "новый запрос"
    step(firm, "новый запрос")
    assert "Проблемы" not in firm.row(1)


def test_a_stage_sets_its_term_in_working_days_and_its_responsible(tmp_path: Path):
    from sheets_schema.defaults import default_contents

    stages = [
        {**row, "responsible": "Дмитрий Орлов", "term": 5} if row["name"] == "осмотр" else row
        for row in default_contents()["stages"]
    ]
    firm = Firm(tmp_path, stages=stages).settled()
    step(firm, "осмотр")
    assert firm.row(1)["Ответственный"] == "Дмитрий Орлов"
    assert firm.row(1)["Срок этапа"] == date(2026, 3, 10)  # 9 March 2026 is a day off: Women's Day moved from Sunday


def test_a_term_that_the_person_typed_with_the_step_stays(firm: Firm):
    firm.edit(typed(1, "Срок этапа", "20.03.2026"), typed(1, "Этап", "осмотр"))
    firm.tick(2)
    assert firm.row(1)["Срок этапа"] == date(2026, 3, 20)


def test_who_moved_it_is_by_word_when_he_picked_himself(firm: Firm):
    step(firm, "осмотр", moved="Анна Соколова")
    assert {row[4] for row in firm.history(1)} == {"со слов"}


def test_an_advance_is_booked_once_and_its_correction_books_the_difference(firm: Firm):
    firm.edit(typed(1, "Стоимость", "60 000"), typed(1, "Аванс", "20 000,00"))
    firm.tick(3)
    assert [(row["Заказ №"], row["Сумма"], row["Вид"]) for row in firm.cells("Платежи")] == [(1, 20000, "аванс")]
    firm.edit(typed(1, "Аванс", "15000"))
    firm.tick(3)
    assert [(row["Сумма"], row["Вид"]) for row in firm.cells("Платежи")] == [(20000, "аванс"), (5000, "возврат")]
    assert (firm.row(1)["Оплачено"], firm.row(1)["Остаток"]) == (15_000, 45_000)


def test_a_payment_typed_by_the_staff_counts(firm: Firm):
    firm.edit(typed(1, "Стоимость", "60000"))
    firm.tick()
    firm.edit(
        *(
            Type("Платежи", In(header, at), text)
            for header, at, text in (
                ("Дата", NEXT, "02.03.2026"),
                ("Заказ №", LAST, "1"),
                ("Сумма", LAST, "7000"),
                ("Вид", LAST, "доплата"),
            )
        )
    )
    firm.tick(3)
    assert firm.row(1, "Платежи")["Сумма"] == 7000
    assert (firm.row(1)["Оплачено"], firm.row(1)["Остаток"]) == (7_000, 53_000)


def test_a_payment_for_an_order_that_does_not_exist_is_explained(firm: Firm):
    firm.edit(
        *(
            Type("Платежи", In(header, at), text)
            for header, at, text in (
                ("Дата", NEXT, "02.03.2026"),
                ("Заказ №", LAST, "77"),
                ("Сумма", LAST, "7000"),
                ("Вид", LAST, "доплата"),
            )
        )
    )
    firm.tick(3)
    assert "77" in str(firm.row(1, "Платежи")["Проблемы"])


def test_the_nine_steps_walk_to_the_end(firm: Firm):
    walk = [
        ("осмотр", {}),
        (
            "принят",
            {"inspection": "03.03.2026", "price": "60000", "advance": "20000", "type": "дача", "documents": "да"},
        ),
        ("заявка в сетевую", {"responsible": "Дмитрий Орлов", "form": "аванс подписан"}),
        ("монтируется", {"mounting": "10.03.2026", "crew": "Бригада 1"}),
        ("оформляются документы", {}),
        ("сдаётся", {}),
        ("документы сетевой", {}),
        ("договор энергоснабжения", {}),
        ("ждёт окончательной оплаты", {}),
        ("завершён", {"form": "скан в папке"}),
    ]
    for stage, cells in walk:
        assert step(firm, stage, **cells) == "", stage
        assert accepted(firm) == stage
    steps = [row[3] for row in firm.history(1) if row[1] == "Этап"]
    assert steps == [stage for stage, _cells in walk]


def test_a_new_stage_in_the_rules_mends_the_rows_that_waited_for_it(tmp_path: Path):
    firm = Firm(tmp_path, [*SIX, order(7, "Громов", stage="на паузе")]).settled()
    assert "на паузе" in str(firm.row(7)["Проблемы"])
    firm.edit(Type("Этапы", In("Этап", NEXT), "на паузе"), Type("Этапы", In("Порядок", LAST), "99"))
    firm.tick(2)
    assert "Проблемы" not in firm.row(7)
    assert firm.known(7).record["stage"] == "на паузе"  # type: ignore[index]


def test_a_sum_that_the_program_kept_as_text_becomes_the_number_it_says(firm: Firm):
    firm.edit(PasteBlock(ORDERS, In("Стоимость", Where("№", "1")), (("15 000 руб.",),)))
    firm.tick(2)
    assert (firm.row(1)["Стоимость"], firm.row(1)["Остаток"]) == (15_000, 15_000)
    assert [row[1:4] for row in firm.history(1)] == [("Стоимость", None, "15\xa0000\xa0₽")]


def test_the_history_is_in_the_journal_too_for_the_pages(firm: Firm):
    step(firm, "осмотр")
    firm.start()
    rows = firm.ticker.parts.journal.snapshots.about("history", "row", 1)
    assert [row.record["became"] for row in rows if row.record] == ["осмотр"]
