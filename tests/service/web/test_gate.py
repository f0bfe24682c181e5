"""What every request passes: origin, size, headers."""

import re

import pytest
from fastapi.testclient import TestClient

from service.web import create_app
from service.web.gate import LARGEST_BODY
from tests.service.web.houses import BASE, build_house, client_of, entered

PAGES = (
    "/",
    "/orders",
    "/orders/52",
    "/problems",
    "/outbox",
    "/devices",
    "/versions",
    "/login",
    "/enter/x",
    "/nowhere",
)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8000"])
def test_a_foreign_page_changes_nothing(made, office, origin):
    answer = office.post("/logout", headers={"Origin": origin})
    assert answer.status_code == 403
    assert "чужой страницы" in answer.text
    assert office.get("/").status_code == 200


def test_a_changing_request_with_our_cookie_must_say_where_it_comes_from(office):
    assert office.post("/logout").status_code == 403


def test_our_own_page_may_change_things(office):
    assert office.post("/logout", headers={"Origin": BASE}).status_code == 303


def test_the_public_address_is_ours_too(tmp_path):
    """Behind a proxy the request itself looks like plain http."""
    made = build_house(tmp_path, demo=False, public_url="https://Naryad.example.ru/")
    client = TestClient(create_app(made.house), base_url="http://naryad.example.ru", follow_redirects=False)
    assert client.post("/logout", headers={"Origin": "https://naryad.example.ru"}).status_code == 303
    assert client.post("/logout", headers={"Origin": "https://other.example.ru"}).status_code == 403
    made.journal.close()


def test_a_declared_large_body_is_refused_unread(empty):
    answer = client_of(empty).post("/login", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413


def test_a_body_that_hides_its_size_is_cut_off(empty):
    def endless():
        for _ in range(20):
            yield b"code=" + b"1" * 8000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client_of(empty).post("/login", content=endless(), headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_nonsensical_length_is_refused(empty, length):
    assert client_of(empty).post("/login", headers={"Content-Length": length}).status_code == 413


@pytest.mark.parametrize("page", PAGES)
def test_every_page_even_an_error_has_the_safe_headers_and_is_not_kept(office, page):
    headers = office.get(page).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_code_or_style_that_the_policy_forbids(office, page):
    text = office.get(page).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_loaded_from_elsewhere(office, page):
    text = office.get(page).text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def test_assets_may_be_kept_since_their_address_tells_their_content(office):
    address = re.search(r'href="(/static/[^"]+style\.css)"', office.get("/login").text)
    answer = office.get(address[1])
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert office.get("/static/x/nowhere.css").status_code == 404


def test_an_error_of_ours_is_a_page_without_its_inner_parts(made, monkeypatch):
    client = entered(made)
    quiet = TestClient(client.app, base_url=BASE, raise_server_exceptions=False, cookies=dict(client.cookies))
    monkeypatch.setattr(type(made.journal.outbox), "counts", lambda _self: 1 / 0)
    answer = quiet.get("/")
    assert answer.status_code == 500
    assert "Что-то сломалось" in answer.text
    assert "ZeroDivision" not in answer.text


def test_a_journal_that_does_not_serve_is_explained(made, monkeypatch):
    from sheets_schema.errors import JournalUnavailable

    client = entered(made)

    def full(self):
        raise JournalUnavailable("journal_disk_full")

    monkeypatch.setattr(type(made.journal.outbox), "counts", full)
    monkeypatch.setattr(type(made.journal.snapshots), "rules", full)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "на диске нет места" in answer.text
