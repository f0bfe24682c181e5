"""The office page: what is said at a glance, and how it stays fresh."""

import re
from dataclasses import replace

from sheets_schema.effects import set_cells
from sheets_schema.ports import Holder
from sheets_schema.problems import Problem
from tests.service.web.houses import TestHouse, build_house, entered, torn


def seen(made: TestHouse, page: str = "/") -> str:
    """Return the words of a page, as a person reads them."""
    text = re.sub(r"<[^>]+>", " ", entered(made).get(page).text)
    return " ".join(text.replace("\xa0", " ").split())


def test_it_says_what_waits_and_who_holds_the_file(busy):
    waits = sum(busy.journal.outbox.counts()[state] for state in ("due", "claimed"))
    text = seen(busy)
    assert f"Ждут записи: {waits} — закройте файл на минуту" in text
    assert "Файл открыт: Мария Зуева, OFFICE-1" in text


def test_what_waits_with_nobody_in_the_file_is_written_by_itself(made):
    assert "Запишутся сами в ближайшие секунды" in seen(made)


def test_all_written_and_nobody_there_is_said_so(made):
    made.write_all()
    assert "Всё записано Файл ни у кого не открыт" in seen(made)


def test_a_holder_without_a_name_is_named_by_his_lock(made):
    made.holder = Holder("", "", None, "~$Заказы.xlsx")
    assert "Файл открыт: ~$Заказы.xlsx" in seen(made)


def test_it_says_when_the_workbook_was_looked_at_and_who_saved_it(busy):
    text = seen(busy)
    assert "Таблица проверена только что" in text
    assert "Сохранена 14 минут назад, Мария Зуева" in text


def test_a_firm_that_was_not_read_yet_says_what_will_appear(empty):
    text = seen(empty)
    assert "Таблица ещё не прочитана Через несколько секунд здесь появится, что в ней есть" in text
    assert "Когда в таблице появятся заказы, здесь будет видно, сколько их на каждом этапе" in text


def test_problems_lead_to_their_order(busy):
    text = entered(busy).get("/").text
    assert re.search(r'<a href="/orders/52">Заказы, строка 53, «Дата осмотра»</a>', text)


def test_trouble_outside_the_rows_is_told_with_its_remedy(busy):
    assert "Папки заказов: на диске нет места Освободите место; робот попробует снова сам" in seen(busy)


def test_stages_lead_to_their_orders_and_their_counts_are_those_of_the_list(made):
    client = entered(made)
    found = re.findall(
        r'href="(/orders\?stage=[^"]+)">\s*<span>([^<]+)</span><span class="number">(\d+)<', client.get("/").text
    )
    assert len(found) == 12
    for address, _name, count in found[:3]:
        assert client.get(address).text.count('class="row-link"') == int(count)


def test_a_torn_table_is_shown_side_by_side_above_all_else(made):
    torn(made)
    text = seen(made)
    assert "Робот остановился и ждёт вашего ответа" in text
    assert "№ 1 ФИО Чернов Олег Владимирович Абрамова Дарья Михайловна (из № 56)" in text
    assert "И ещё 75 строк." in text


def test_the_fragment_is_sent_again_only_when_something_changed(made):
    client = entered(made)
    first = client.get("/live")
    tag = first.headers["etag"]
    assert client.get("/live", headers={"If-None-Match": tag}).status_code == 304
    made.journal.conditions.put("workbook", [Problem("workbook_password", "")], made.clock.now())
    changed = client.get("/live", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert "файл под паролем" in changed.text


def test_the_page_holds_the_fragment_itself_so_that_it_works_without_scripts(made):
    client = entered(made)
    page = client.get("/").text
    assert client.get("/live").text.strip() in page
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', page)


def test_the_three_first_steps_tick_themselves_and_then_go(made):
    client = entered(made)

    def done() -> int:
        return client.get("/").text.count("Сделано:")

    assert done() == 0
    client.get("/problems")
    assert done() == 1
    made.put("orders", 52, "stage", "оформляются документы")
    made.poll()
    assert done() == 2
    phone = made.journal.snapshots.get("orders", 52).record["phone"]
    client.get("/orders", params={"q": phone[-6:]})
    assert "Попробуйте за минуту" not in client.get("/").text


def test_a_step_stays_ticked_once_it_is_written(made):
    made.put("orders", 52, "stage", "оформляются документы")
    made.poll()
    made.write_all()
    assert entered(made).get("/").text.count("Сделано:") == 1


def test_a_real_firm_is_not_told_what_to_try(made):
    made.house = replace(made.house, demo=False)
    assert "Попробуйте за минуту" not in seen(made)


def test_the_firm_may_read_english(tmp_path):
    made = build_house(tmp_path, language="en")
    text = seen(made)
    assert "The workbook now" in text
    assert "81 orders" in text
    assert "Orders, row" in text
    made.journal.close()


def test_what_was_seen_stays_seen_when_rows_wait_for_cells(made):
    made.journal.outbox.emit([set_cells("orders", 52, {"stage": "сдаётся"}, key="form")], made.clock.now())
    assert "сдаётся" in seen(made, "/orders/52")
