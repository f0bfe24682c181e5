"""Making a worker's login, and shutting a device out."""

import re

from tests.service.web.houses import BASE, TestHouse, client_of, entered
from tests.service.web.test_office import seen

FROM_US = {"Origin": BASE}


def worker_of(made: TestHouse) -> tuple[str, str]:
    people = made.house.rules().records["people"]
    return next((str(each["name"]), str(each["role"])) for each in people if each["role"] == "рабочий")


def invited(made: TestHouse) -> str:
    """Return the page that shows a fresh login."""
    client = entered(made)
    assert (
        client.post("/devices", data={"person": worker_of(made)[0]}, headers=FROM_US).headers["location"]
        == "/devices/new"
    )
    return client.get("/devices/new").text


def test_a_worker_enters_by_the_link_on_the_screen(made):
    name, role = worker_of(made)
    link = re.search(r'value="http://127\.0\.0\.1:8000(/enter/[^"]+)"', invited(made))
    worker = client_of(made)
    assert worker.post(link[1]).status_code == 303
    assert f"{name}, {role}" in worker.get("/").text


def test_a_worker_enters_by_the_digits_on_the_screen(made):
    code = re.search(r'class="code">(\d{4}\xa0\d{4})<', invited(made))
    assert client_of(made).post("/login", data={"code": code[1]}).status_code == 303


def test_the_screen_shows_a_qr_code_drawn_without_styles(made):
    drawn = re.search(r"<svg(?! class=\"icon).*?</svg>", invited(made), re.DOTALL)
    assert "path" in drawn[0]
    assert "style" not in drawn[0]


def test_looking_at_the_login_again_makes_no_other(made):
    client = entered(made)
    client.post("/devices", data={"person": worker_of(made)[0]}, headers=FROM_US)
    assert client.get("/devices/new").text == client.get("/devices/new").text


def test_a_fresh_login_is_shown_to_the_browser_that_made_it_and_to_no_other(made):
    invited(made)
    assert entered(made).get("/devices/new").headers["location"] == "/devices"


def test_a_login_is_never_in_an_address(made):
    client = entered(made)
    answer = client.post("/devices", data={"person": worker_of(made)[0]}, headers=FROM_US)
    assert answer.headers["location"] == "/devices/new"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "path=/devices" in answer.headers["set-cookie"].lower()


def test_on_this_computer_only_a_phone_will_not_reach_it_and_the_page_says_so(made):
    assert "телефон её не откроет" in invited(made)


def test_only_people_of_the_staff_are_invited(made):
    answer = entered(made).post("/devices", data={"person": "Кто-то"}, headers=FROM_US)
    assert answer.status_code == 422
    assert "нет такого человека" in answer.text


def test_nobody_can_choose_his_own_role(made):
    """The role comes from «Сотрудники», whatever the form says."""
    name, role = worker_of(made)
    client = entered(made)
    client.post("/devices", data={"person": name, "role": "владелец"}, headers=FROM_US)
    code = re.search(r'class="code">([^<]+)<', client.get("/devices/new").text)
    client_of(made).post("/login", data={"code": code[1]})
    assert made.journal.devices.all()[0].role == role


def test_without_staff_the_page_says_where_to_write_them(empty):
    assert "Впишите туда имя и роль" in seen(empty, "/devices")


def test_shutting_out_is_asked_once_more_and_then_works_at_once(made):
    lost = entered(made, role="офис", person="Зинаида")
    client = entered(made)
    device = next(each.id for each in made.journal.devices.all() if each.person == "Зинаида")
    question = client.get(f"/devices/{device}/revoke")
    assert "Отключить устройство: Зинаида?" in question.text
    assert lost.get("/").status_code == 200
    client.post(f"/devices/{device}/revoke", headers=FROM_US)
    assert lost.get("/").status_code == 303
    assert "Зинаида" not in client.get("/devices").text


def test_one_cannot_shut_oneself_out_by_mistake(made):
    client = entered(made)
    assert "это устройство" in client.get("/devices").text
    assert "/revoke" not in client.get("/devices").text


def test_a_device_that_is_gone_is_explained(made):
    answer = entered(made).get("/devices/999/revoke")
    assert answer.status_code == 404
    assert "Такого устройства уже нет." in answer.text
