"""The short log of what happened."""

from datetime import UTC, datetime, timedelta

from service.journal import activity

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_what_happened_is_told_newest_first(database):
    database.activity.note("read", {"rows": 60, "sheets": ("Заказы",)}, NOW)
    database.activity.note("wrote", {"cells": 3}, NOW + timedelta(seconds=1))
    newest, oldest = database.activity.recent()
    assert (newest.kind, newest.params, newest.at) == ("wrote", {"cells": 3}, NOW + timedelta(seconds=1))
    assert (oldest.kind, oldest.params, oldest.at) == ("read", {"rows": 60, "sheets": ("Заказы",)}, NOW)
    assert database.activity.recent(limit=1) == [newest]


def test_the_last_of_a_kind_is_told(database):
    assert database.activity.last("read") is None
    for rows in (1, 2):
        database.activity.note("read", {"rows": rows}, NOW)
    database.activity.note("wrote", {}, NOW)
    assert database.activity.last("read").params == {"rows": 2}


def test_the_log_is_bounded_but_the_last_of_each_kind_is_never_forgotten(database, monkeypatch):
    monkeypatch.setattr(activity, "KEPT", 10)
    database.activity.note("wrote", {"cells": 3}, NOW)
    for nth in range(30):
        database.activity.note("read", {"nth": nth}, NOW)
    kept = database.activity.recent(limit=10_000)
    assert [noted.params.get("nth") for noted in kept] == [*range(29, 19, -1), None]
    assert kept[-1] == database.activity.last("wrote")
