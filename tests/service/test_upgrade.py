from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from service.home import Home, HomeLock, HomeTrouble
from service.settings import load_settings
from service.ticker import build_ticker
from service.upgrade import upgrade_workbook
from service.versions import changes_between
from service.wiring import assemble
from sheets_schema.edits import AddSheet
from sheets_schema.tables import ORDERS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def brought_along(new_home: Home) -> Home:
    """A home whose workbook is a firm's own: one sheet, a few columns, one of them its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Заказы"
    sheet.append(["№", "Дата", "ФИО", "Телефон", "Собака", "Этап"])
    sheet.append([1, "24.11.2026", "Иванов Иван", "+7 912 345-67-89", "злая", "новый запрос"])
    book.save(new_home.workbook())
    return new_home


def test_what_a_workbook_lacks_is_added_and_what_it_has_is_kept(brought_along: Home):
    settings = load_settings(brought_along.path)
    added = upgrade_workbook(brought_along, settings, NOW)
    assert "Платежи" in [each.title for each in added.additions if isinstance(each, AddSheet)]
    assert added.problems == []
    sheet = openpyxl.load_workbook(brought_along.workbook())["Заказы"]
    header = [cell.value for cell in sheet[1]]
    assert header[:6] == ["№", "Дата", "ФИО", "Телефон", "Собака", "Этап"]
    assert {column.title for column in ORDERS.columns} <= set(header)
    assert [cell.value for cell in sheet[2]][:6] == [
        1,
        "24.11.2026",
        "Иванов Иван",
        "+7 912 345-67-89",
        "злая",
        "новый запрос",
    ]


def test_an_upgraded_workbook_lacks_nothing(brought_along: Home):
    settings = load_settings(brought_along.path)
    upgrade_workbook(brought_along, settings, NOW)
    before = brought_along.workbook().read_bytes()
    assert upgrade_workbook(brought_along, settings, NOW).additions == []
    assert brought_along.workbook().read_bytes() == before


def test_a_dry_run_tells_and_touches_nothing(brought_along: Home):
    before = brought_along.workbook().read_bytes()
    assert upgrade_workbook(brought_along, load_settings(brought_along.path), NOW, dry=True).additions != []
    assert brought_along.workbook().read_bytes() == before


def test_the_state_before_stays_among_the_versions(brought_along: Home):
    settings = load_settings(brought_along.path)
    before = brought_along.workbook().read_bytes()
    upgrade_workbook(brought_along, settings, NOW)
    assert before in [each.read_bytes() for each in brought_along.versions.iterdir()]
    parts = assemble(brought_along, settings)
    changes = changes_between(brought_along, settings, parts.journal.versions, 0, None)
    parts.journal.close()
    assert any(change.place.startswith("Платежи") for change in changes)


def test_the_next_tick_takes_the_additions_for_our_own(brought_along: Home):
    settings = load_settings(brought_along.path)
    upgrade_workbook(brought_along, settings, NOW)
    ticker = build_ticker(brought_along, settings)
    report = ticker.tick(NOW)
    ticker.parts.journal.close()
    assert report.quarantine is None
    assert report.as_json()["trouble"] == ""


def test_beside_a_running_service_nothing_is_upgraded(brought_along: Home):
    with HomeLock(brought_along, "run"), pytest.raises(HomeTrouble) as caught:
        upgrade_workbook(brought_along, load_settings(brought_along.path), NOW)
    assert caught.value.code == "home_held"
