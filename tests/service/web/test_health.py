"""For machines: alive, ready, figures."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from service.web import create_app
from sheets_schema.errors import JournalUnavailable
from tests.service.web.houses import BASE, TestHouse, client_of, torn


def from_afar(made: TestHouse) -> TestClient:
    return TestClient(create_app(made.house), base_url=BASE, client=("203.0.113.5", 4444))


def test_alive_needs_nothing(empty):
    assert client_of(empty).get("/healthz").text == "ok"


def test_ready_once_the_workbook_was_looked_at(empty, made):
    assert client_of(made).get("/readyz").json() == {"ready": True, "reason": ""}
    waiting = client_of(empty).get("/readyz")
    assert (waiting.status_code, waiting.json()["reason"]) == (503, "poll_never")


def test_not_ready_when_the_poller_is_silent(made):
    seen = made.clock.now()
    made.house = replace(made.house, last_poll=lambda: seen)
    client = client_of(made)
    made.clock.pass_by(seconds=59)
    assert client.get("/readyz").status_code == 200
    made.clock.pass_by(seconds=2)
    assert client.get("/readyz").json()["reason"] == "poll_old"


def test_a_slow_poller_is_given_its_time(made):
    seen = made.clock.now()
    made.house = replace(made.house, last_poll=lambda: seen, poll_seconds=600)
    made.clock.pass_by(minutes=30)
    assert client_of(made).get("/readyz").status_code == 200


def test_not_ready_when_the_journal_does_not_serve(made, monkeypatch):
    def full(_self):
        raise JournalUnavailable("journal_disk_full")

    monkeypatch.setattr(type(made.journal.outbox), "counts", full)
    assert client_of(made).get("/readyz").json() == {"ready": False, "reason": "journal_disk_full"}


def test_figures_for_this_computer(busy):
    text = client_of(busy).get("/metrics").text
    assert 'naryad_effects{state="failed"} 1.0' in text
    assert "naryad_orders 81.0" in text
    assert "naryad_quarantine 0.0" in text
    assert "naryad_last_poll_age_seconds 0.0" in text


def test_figures_tell_of_a_quarantine(made):
    torn(made)
    assert "naryad_quarantine 1.0" in client_of(made).get("/metrics").text


def test_figures_hold_no_personal_data(busy):
    """No letter of Russian, no phone: names of people and clients are Russian here."""
    text = client_of(busy).get("/metrics").text
    assert not any("а" <= letter <= "я" for letter in text.lower())
    assert "+7" not in text


def test_figures_are_not_for_others(made):
    assert from_afar(made).get("/metrics").status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_a_proxy_on_this_computer_opens_them_to_nobody(made, header):
    assert client_of(made).get("/metrics", headers={header: "203.0.113.5"}).status_code == 403


def test_figures_open_to_the_token_and_to_no_other(made):
    made.house = replace(made.house, metrics_token="a long token")
    client = from_afar(made)
    assert client.get("/metrics", headers={"Authorization": "Bearer a long token"}).status_code == 200
    assert client.get("/metrics", headers={"Authorization": "Bearer другой".encode()}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_an_empty_token_is_no_token(made):
    assert from_afar(made).get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_time_without_looks_is_counted(made):
    seen = made.clock.now() - timedelta(seconds=42)
    made.house = replace(made.house, last_poll=lambda: seen)
    assert "naryad_last_poll_age_seconds 42.0" in client_of(made).get("/metrics").text
