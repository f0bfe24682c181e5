"""The live orders: the workbook as last seen ∪ what waits."""

import re
from datetime import date
from decimal import Decimal

import pytest

from sheets_schema.effects import append_row, set_cells
from tests.service.web.hostile import HOSTILE
from tests.service.web.houses import BUSY, TestHouse, entered
from tests.service.web.test_office import seen
from watchers.deadlines import overdue

NBSP = "\xa0"


def numbers(made: TestHouse, **asked: str) -> list[int]:
    text = entered(made).get("/orders", params=asked).text
    return [int(number) for number in re.findall(r'<a class="row-link" href="/orders/(\d+)"', text)]


def record(made: TestHouse, number: int) -> dict[str, object]:
    known = made.journal.snapshots.get("orders", number)
    return dict(known.record)


def test_the_newest_come_first_fifty_on_a_page(made):
    first, second = numbers(made), numbers(made, page="2")
    assert first == list(range(81, 31, -1))
    assert second == list(range(31, 0, -1))


def test_pages_lead_to_each_other_and_keep_what_was_asked(made):
    client = entered(made)
    assert 'href="/orders?page=2"' in client.get("/orders").text
    assert 'href="/orders?page=1"' in client.get("/orders?page=2").text
    assert 'href="/orders?page=3"' not in client.get("/orders?page=2").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "1" * 30])
def test_a_page_that_is_none_is_refused_as_a_page(made, page):
    answer = entered(made).get("/orders", params={"page": page})
    assert answer.status_code == 422
    assert "Так не получится" in answer.text


def test_an_order_is_found_by_number_name_phone_and_address(made):
    wanted = record(made, 52)
    phone, name, address = (str(wanted[key]) for key in ("phone", "name", "address"))
    for asked in ("№ 52", "52", phone, f"8 {phone[2:5]} {phone[5:]}", phone[-7:], name.upper(), address):
        assert 52 in numbers(made, q=asked), asked


def test_nothing_found_says_what_to_try(made):
    assert numbers(made, q="такого нет") == []
    assert "Ничего не нашлось" in entered(made).get("/orders", params={"q": "такого нет"}).text


def test_a_stage_can_be_asked_for_alone_and_with_a_search(made):
    stage = str(record(made, 52)["stage"])
    at_stage = numbers(made, stage=stage)
    assert 52 in at_stage
    assert all(
        record(made, number)["stage"] == stage
        for number in at_stage
        if made.journal.snapshots.get("orders", number).record
    )
    assert numbers(made, stage=stage, q=str(record(made, 52)["phone"])) == [52]
    assert numbers(made, stage="отменён", q=str(record(made, 52)["phone"])) == []


def test_a_cell_that_is_not_written_yet_is_shown_with_a_mark(made):
    made.journal.outbox.emit([set_cells("orders", 52, {"responsible": "Новый Человек"}, key="f")], made.clock.now())
    text = entered(made).get("/orders/52").text
    assert re.search(r'<mark class="waits"[^>]*>Новый Человек</mark>', text)
    assert "«Ответственный»" in text


def test_a_row_that_is_not_written_yet_leads_the_list(made):
    cells = {
        "number": 82,
        "name": "Петров Пётр",
        "phone": "+79123456789",
        "stage": "новый запрос",
        "date": date(2026, 11, 24),
    }
    made.journal.outbox.emit([append_row("orders", 82, cells, key="f")], made.clock.now())
    assert numbers(made)[:2] == [82, 81]
    page = seen(made, "/orders/82")
    assert "Петров Пётр" in page
    assert "ждёт записи в таблицу" in page


def test_the_balance_is_made_of_its_rows_written_or_not(busy):
    page = seen(busy, f"/orders/{BUSY}")
    assert "Остаток 26 000 ₽" in page
    assert "Стоимость 46 000 ₽ аванс, 05.11.2026, перевод 13 000 ₽ возврат, 24.11.2026 −1 000 ₽" in page
    assert "аванс, 24.11.2026 ждёт записи в таблицу 8 000 ₽ Оплачено 20 000 ₽" in page


def test_the_list_shows_the_same_balance_as_the_page(busy):
    client = entered(busy)
    row = re.search(rf'href="/orders/{BUSY}".*?</tr>', client.get("/orders").text, re.DOTALL)
    assert f"26{NBSP}000{NBSP}₽" in row[0]


def test_the_balance_of_the_list_follows_a_new_payment(made):
    client = entered(made)
    price = Decimal(str(record(made, 52)["price"]))
    cells = {"number": 999, "date": date(2026, 11, 24), "order": 52, "amount": price, "kind": "доплата"}
    client.get("/orders")
    made.journal.outbox.emit([append_row("payments", 999, cells, key="pay")], made.clock.now())
    row = re.search(r'href="/orders/52".*?</tr>', client.get("/orders").text, re.DOTALL)
    assert f"−13{NBSP}000{NBSP}₽" in row[0]


def test_the_history_of_an_order_is_told_newest_first(busy):
    page = seen(busy, f"/orders/{BUSY}")
    told = page[page.index("История") :]
    assert told.index("оформляются документы сдаётся") < told.index("монтируется оформляются документы")
    assert "Аванс 13 000 ₽ 12 000 ₽" in told


def test_the_way_of_an_order_shows_where_it_is(busy):
    text = entered(busy).get(f"/orders/{BUSY}").text
    assert re.search(r'<li class="here s\d+" aria-current="step">сдаётся', text)
    assert re.search(r'<li class="behind s\d+">монтируется', text)
    assert re.search(r'<li class="ahead s\d+">завершён', text)
    assert "отменён" not in text[text.index("Путь заказа") :]


def test_the_problems_of_an_order_stand_on_its_page(busy):
    assert "«05/02/2025» можно прочесть двояко" in seen(busy, f"/orders/{BUSY}")


def test_a_row_that_vanished_can_still_be_looked_at(made):
    made.erase("orders", 52)
    made.poll()
    assert "Этой строки больше нет в таблице" in seen(made, "/orders/52")
    assert 52 not in numbers(made)


@pytest.mark.parametrize("number", ["0", "99999", "-1"])
def test_an_order_that_never_was_is_explained(made, number):
    answer = entered(made).get(f"/orders/{number}")
    assert answer.status_code == 404
    assert f"Заказа № {number} нет." in answer.text


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_stands_in_a_cell_is_shown_and_never_obeyed(made, value):
    for key in ("name", "address", "note", "stage", "folder", "email"):
        made.put("orders", 52, key, value)
    made.poll()
    client = entered(made)
    for page in ("/", "/orders", "/orders/52", "/problems", "/outbox"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert 'href="javascript:' not in answer.text
        assert "49" not in re.findall(r"<dd>([^<]*)</dd>", answer.text)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_searched_for_is_shown_and_never_obeyed(made, value):
    answer = entered(made).get("/orders", params={"q": value[:200], "stage": value[:200]})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_a_folder_on_the_web_is_a_link_with_words(made):
    made.put("orders", 52, "folder", "https://disk.yandex.ru/d/abc")
    made.poll()
    text = entered(made).get("/orders/52").text
    assert '<a href="https://disk.yandex.ru/d/abc" rel="noreferrer">Открыть</a>' in text


def test_a_phone_leads_to_the_dialler(made):
    assert re.search(r'<a href="tel:\+7\d{10}">\+7', entered(made).get("/orders/52").text)


def test_what_waits_for_another_order_is_not_shown_here(made):
    made.journal.outbox.emit([set_cells("orders", 51, {"crew": "Бригада 3"}, key="other")], made.clock.now())
    made.write_all()
    made.journal.outbox.emit([set_cells("orders", 50, {"crew": "Бригада 3"}, key="own")], made.clock.now())
    assert "Ждёт записи Заказы, № 50: вписать «Бригада»" in seen(made, "/orders/50")
    assert "Ждёт записи" not in seen(made, "/orders/51")


def test_a_page_of_orders_asks_the_journal_as_often_for_one_order_as_for_fifty(made, monkeypatch):
    """What is summed up for the page is summed up once."""
    asked = []
    real = type(made.journal.snapshots).state
    monkeypatch.setattr(type(made.journal.snapshots), "state", lambda self: asked.append(1) or real(self))
    client = entered(made)
    client.get("/orders")
    assert len(asked) == 1


def test_a_finished_order_has_passed_all_and_a_cancelled_one_nothing_known(made):
    client = entered(made)
    for stage, behind in (("завершён", 10), ("отменён", 0)):
        text = client.get(f"/orders/{numbers(made, stage=stage)[0]}").text
        assert text.count('<li class="behind') == behind
        assert re.search(rf'aria-current="step">{stage}', text)


def test_a_folder_whose_cell_does_not_tell_its_address_is_not_shown_as_a_dead_word(made):
    made.put("orders", 52, "folder", "открыть")
    made.poll()
    assert "<dt>Папка</dt>" not in entered(made).get("/orders/52").text


def test_overdue_orders_are_listed_the_latest_first(made):
    text = entered(made).get("/overdue").text
    listed = [int(number) for number in re.findall(r'<a class="row-link" href="/orders/(\d+)"', text)]
    stages, today = made.house.rules().stages, made.clock.now().date()
    expected = overdue(made.journal.snapshots.rows("orders"), stages, today)
    assert listed == [order.number for order in expected]
    assert listed
    assert text.count("просрочен на") == len(listed)
