"""Who gets in, how, and who does not."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.web import create_app, first_link
from service.web.sessions import COOKIE, device_label
from tests.service.web.houses import BASE, build_house, client_of, entered

OPEN = {"/healthz", "/readyz", "/metrics", "/static/{version}/{name}", "/enter/{token}", "/login", "/logout"}
FROM_US = {"Origin": BASE}


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    inner = [route for each in app.routes for route in each.original_router.routes]
    return [(method, route.path) for route in inner for method in route.methods]


def guarded(app: FastAPI) -> list[tuple[str, str]]:
    return [(method, path) for method, path in routes_of(app) if path not in OPEN]


def test_looking_at_a_link_does_not_use_it_up(empty):
    client, link = client_of(empty), first_link(empty.journal, empty.clock)
    for _preview in range(3):
        assert client.get(link).status_code == 200
    assert COOKIE not in client.cookies
    assert client.post(link).status_code == 303
    assert client.get("/").status_code == 200


def test_a_used_link_says_what_to_do(empty):
    link = first_link(empty.journal, empty.clock)
    client_of(empty).post(link)
    answer = client_of(empty).post(link)
    assert answer.status_code == 410
    assert "попросите в офисе новую" in answer.text.casefold()


def test_a_second_press_on_the_same_device_does_no_harm(empty):
    client, link = client_of(empty), first_link(empty.journal, empty.clock)
    client.post(link)
    again = client.post(link, headers=FROM_US)
    assert (again.status_code, again.headers["location"]) == (303, "/")


def test_a_late_link_lets_nobody_in(empty):
    link = first_link(empty.journal, empty.clock)
    empty.clock.pass_by(days=8)
    assert client_of(empty).post(link).status_code == 410


def test_eight_digits_let_in_however_they_are_typed(empty):
    code = empty.journal.devices.invite("Пётр", "офис", empty.clock.now(), timedelta(hours=1)).code
    client = client_of(empty)
    assert client.post("/login", data={"code": f" {code[:4]} {code[4:]} "}).status_code == 303
    assert "Пётр, офис" in client.get("/").text


@pytest.mark.parametrize("typed", ["00000000", "", "abc", "1234", "١٢٣٤٥٦٧٨", "12345678" * 4])
def test_a_wrong_code_is_explained_and_what_was_typed_stays(empty, typed):
    answer = client_of(empty).post("/login", data={"code": typed})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'value="{typed}"' in answer.text


def test_guessing_closes_the_open_codes_but_not_the_links(empty):
    invited = empty.journal.devices.invite("Пётр", "офис", empty.clock.now(), timedelta(hours=1))
    client = client_of(empty)
    wrong = f"{(int(invited.code) + 1) % 10**8:08}"
    for _guess in range(20):
        client.post("/login", data={"code": wrong})
    assert client.post("/login", data={"code": invited.code}).status_code == 422
    assert client.post(f"/enter/{invited.link_token}").status_code == 303


def test_a_token_typed_as_a_code_is_no_code(empty):
    token = first_link(empty.journal, empty.clock).rpartition("/")[2]
    assert client_of(empty).post("/login", data={"code": token}).status_code == 422


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(empty):
    answer = client_of(empty).post(first_link(empty.journal, empty.clock))
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_the_cookie_travels_only_encrypted_where_the_address_is_https(tmp_path):
    public = build_house(tmp_path, demo=False, public_url="https://naryad.example.ru")
    answer = client_of(public).post(first_link(public.journal, public.clock))
    assert "; secure" in answer.headers["set-cookie"].lower()
    public.journal.close()


@pytest.mark.parametrize("cookie", ["", "x", "token.sig", "a" * 4000, "Ж"])
def test_a_forged_cookie_opens_nothing(empty, cookie):
    answer = client_of(empty).get("/", headers={"Cookie": f"{COOKIE}={cookie}".encode()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_a_token_without_our_signature_opens_nothing(empty):
    """Who reads the journal's tokens elsewhere still lacks the secret."""
    client = entered(empty)
    token = client.cookies[COOKIE].rpartition(".")[0]
    assert client_of(empty).get("/", headers={"Cookie": f"{COOKIE}={token}"}).status_code == 303


def test_a_revoked_device_is_out_at_once(empty):
    client = entered(empty)
    device = empty.journal.devices.all()[0]
    empty.journal.devices.revoke(device.id, empty.clock.now())
    assert client.get("/").headers["location"] == "/login"


def test_logging_out_makes_a_copied_cookie_worthless(empty):
    client = entered(empty)
    stolen = client.cookies[COOKIE]
    assert client.post("/logout", headers=FROM_US).status_code == 303
    assert client_of(empty).get("/", headers={"Cookie": f"{COOKIE}={stolen}"}).headers["location"] == "/login"


def test_every_page_but_the_doors_needs_a_session(empty):
    """A page that somebody adds and forgets to guard fails here."""
    app = create_app(empty.house)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    paths = guarded(app)
    assert len(paths) > 10
    for method, path in paths:
        filled = (
            path.replace("{number}", "1").replace("{effect}", "1").replace("{device}", "1").replace("{answer}", "undo")
        )
        answer = client.request(method, filled)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), path


@pytest.mark.parametrize("role", ["бригадир", "рабочий"])
def test_the_office_pages_are_not_for_workers(empty, role):
    client = entered(empty, role=role, person="Иван Петров")
    for method, path in guarded(create_app(empty.house)):
        filled = (
            path.replace("{number}", "1").replace("{effect}", "1").replace("{device}", "1").replace("{answer}", "undo")
        )
        assert client.request(method, filled, headers=FROM_US).status_code == 403, path
    assert f"Иван Петров, {role}" in client.get("/").text


def test_an_office_worker_sees_the_office(empty):
    assert entered(empty, role="офис", person="Анна").get("/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", "Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windows"),
        ("curl/8", ""),
    ],
)
def test_devices_are_told_apart_by_what_they_are(agent, label):
    assert device_label(agent) == label
