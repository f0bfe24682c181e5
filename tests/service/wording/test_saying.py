"""A problem becomes a place, a sentence and a remedy."""

import pytest

from service.wording import SENTENCES, cell, column_title, line, said_of, say, table_title
from sheets_schema.errors import WorkbookUnreadable
from sheets_schema.problems import Problem
from tests.service.web.hostile import HOSTILE

MISSPELT = Problem(
    "stage_unknown", "orders", "stage", 16, 17, "монтируеться", {"choices": "принят, монтируется, сдаётся"}
)


def test_a_line_names_the_place_the_value_and_the_remedy():
    unlike = Problem("stage_unknown", "orders", "stage", 16, 17, "ёлка", {"choices": "принят, монтируется"})
    assert line(unlike) == "Заказы, строка 17, «Этап»: «ёлка» — нет такого этапа; выберите: принят, монтируется"


def test_a_likely_meant_stage_is_suggested():
    assert say(MISSPELT).remedy == "похоже на «монтируется»; выберите из списка"


def test_the_same_is_said_in_english_with_the_english_titles():
    assert line(MISSPELT, "en").startswith("Orders, row 17, “Stage”: “монтируеться” is not a stage; ")


def test_a_problem_without_a_row_is_placed_by_its_number():
    assert say(Problem("row_gone", "payments", number=5)).place == "Платежи, № 5"


def test_the_problems_cell_says_no_sheet_and_no_row_since_a_sort_moves_it():
    missing = Problem("required_missing", "orders", "name", 16, 17, params={"column": "ФИО"})
    assert cell([MISSPELT, missing]).splitlines() == [
        "«Этап»: «монтируеться» — нет такого этапа; похоже на «монтируется»; выберите из списка",
        "«ФИО»: не заполнено; впишите: без этого строка ещё не запись",
    ]


def test_no_problems_are_an_empty_cell():
    assert cell([]) == ""


def test_an_error_from_outside_is_placed_at_its_file():
    said = said_of(WorkbookUnreadable("workbook_password"))
    assert (said.place, said.remedy) == ("Файл таблицы", "снимите пароль на открытие и сохраните")


def test_a_long_list_is_cut_after_a_whole_item():
    choices = ", ".join(f"этап номер {number}" for number in range(40))
    remedy = say(Problem("not_in_list", "orders", "stage", 1, 2, "ёлка", {"choices": choices})).remedy
    assert remedy.endswith(", …")
    assert len(remedy) < 110


def test_a_long_value_over_several_lines_becomes_one_short_line():
    said = say(Problem("money_not_a_number", "orders", "price", 1, 2, "сорок\n  тысяч " + "и ещё " * 50))
    assert said.text.startswith("«сорок тысяч и ещё")
    assert len(said.text) < 80


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_person_typed_is_quoted_and_never_interpreted(value):
    """Braces in a value are no parameters; nothing raises."""
    said = say(Problem("money_not_a_number", "orders", "price", 1, 2, value, {"one": value}))
    assert said.text.startswith("«")


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_sentence_can_be_said_even_when_its_parameters_are_missing(code, language):
    said = say(Problem(code, "orders", "stage", 1, 2, "x"), language)
    assert said.text
    assert said.remedy


def test_an_unknown_column_or_table_is_shown_by_its_key():
    assert column_title("orders", "nowhere") == "nowhere"
    assert table_title("nowhere") == "nowhere"
