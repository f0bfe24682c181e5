"""The kept versions, and what differs between two."""

from dataclasses import replace

from service.web import CellChange
from tests.service.web.houses import entered
from tests.service.web.test_office import seen


def test_versions_say_when_and_who_newest_first(busy):
    page = seen(busy, "/versions")
    assert "24.11.2026 13:33 робот 45" in page
    assert page.index("13:33 робот") < page.index("13:26 Мария Зуева")


def test_no_versions_yet_says_when_they_come(empty):
    assert "Версий пока нет" in seen(empty, "/versions")


def test_a_difference_is_read_from_the_older_to_the_newer_whichever_was_named_first(busy):
    asked = []

    def differ(was, became):
        asked.append((was.id, became.id))
        return [CellChange("Заказы, № 17, «Этап»", "принят", "<b>монтируется</b>")]

    busy.house = replace(busy.house, differ=differ)
    client = entered(busy)
    assert "/versions/compare?was=5&amp;became=6" in client.get("/versions").text
    text = client.get("/versions/compare?was=6&became=5").text
    assert asked == [(5, 6)]
    assert "&lt;b&gt;монтируется&lt;/b&gt;" in text
    assert "Было 24.11.2026\xa013:26, стало 24.11.2026\xa013:33" in text


def test_equal_versions_are_said_to_be_equal(busy):
    busy.house = replace(busy.house, differ=lambda *_: [])
    assert "Отличий нет." in seen(busy, "/versions/compare?was=5&became=6")


def test_a_version_that_fell_off_is_explained(busy):
    busy.house = replace(busy.house, differ=lambda *_: [])
    answer = entered(busy).get("/versions/compare?was=999&became=6")
    assert answer.status_code == 404
    assert "хранятся только последние" in answer.text
