"""All that people should mend."""

from sheets_schema.problems import Problem
from tests.service.web.houses import entered
from tests.service.web.test_office import seen


def test_problems_stand_sheet_by_sheet_in_the_order_of_rows(busy):
    page = seen(busy, "/problems")
    places = ["строка 30", "строка 32", "строка 53", "Расходы Расходы, строка 96"]
    assert sorted(page.index(place) for place in places) == [page.index(place) for place in places]


def test_a_problem_of_a_whole_sheet_is_among_them(made):
    missing = Problem("column_missing", "orders", "phone", params={"title": "Телефон"})
    made.journal.conditions.put("sheet:orders", [missing], made.clock.now())
    assert "Заказы, «Телефон» Такого столбца нет. Верните заголовок" in seen(made, "/problems")


def test_no_problems_says_what_would_be_here(empty):
    assert "Проблем нет. Если в строке что-то не так" in seen(empty, "/problems")


def test_a_mended_row_leaves_the_page(made):
    assert "«975 12-34»" in entered(made).get("/problems").text
    made.put("orders", 74, "phone", "+7 912 345-67-89")
    made.poll()
    assert "«975 12-34»" not in entered(made).get("/problems").text
