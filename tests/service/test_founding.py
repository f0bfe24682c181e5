from datetime import date
from pathlib import Path

import openpyxl
import pytest

from service.backends.xlsx.workbook import XlsxWorkbook
from service.founding import Answers, found, found_demo
from service.home import Home, HomeTrouble
from service.settings import load_settings
from tests.fakes.clock import SetClock

TODAY = date(2026, 11, 24)


def settings_rows(workbook: Path) -> dict[str, object]:
    sheet = XlsxWorkbook(workbook, SetClock().now).read().sheets["Настройки"]
    return {str(row[0]): row[1] for row in sheet.rows if len(row) > 1}


def test_a_new_firm_finds_its_answers_in_its_workbook_and_settings(tmp_path: Path):
    home = Home(tmp_path / "firm")
    workbook = found(home, Answers("ООО «Свет»", "+7 912 345-67-89", "Asia/Yekaterinburg", "ru"), TODAY)
    assert workbook == home.workbook()
    written = settings_rows(workbook)
    assert written["Название фирмы"] == "ООО «Свет»"
    assert written["Телефон фирмы"] == "+7 912 345-67-89"
    assert written["Часовой пояс"] == "Asia/Yekaterinburg"
    assert load_settings(home.path).zone == "Asia/Yekaterinburg"
    assert not home.is_demo


def test_a_firms_own_table_is_copied_byte_for_byte_and_left_where_it_is(tmp_path: Path):
    own = tmp_path / "Наши заказы.xlsx"
    openpyxl.Workbook().save(own)
    home = Home(tmp_path / "firm")
    workbook = found(home, Answers(table=own), TODAY)
    assert workbook.name == "Наши заказы.xlsx"
    assert workbook.read_bytes() == own.read_bytes()
    assert own.exists()


def test_a_table_that_lies_in_the_home_already_is_adopted(tmp_path: Path):
    own = tmp_path / "Заказы 2026.xlsx"
    openpyxl.Workbook().save(own)
    before = own.read_bytes()
    assert found(Home(tmp_path), Answers(table=own), TODAY) == own
    assert own.read_bytes() == before


def test_another_workbook_in_the_home_is_never_overwritten(tmp_path: Path):
    home = Home(tmp_path / "firm")
    workbook = found(home, Answers(), TODAY)
    before = workbook.read_bytes()
    for again in (lambda: found(home, Answers(), TODAY), lambda: found_demo(home, 1, TODAY)):
        with pytest.raises(HomeTrouble) as caught:
            again()
        assert (caught.value.code, caught.value.params["names"]) == ("home_occupied", "Заказы.xlsx")
    assert workbook.read_bytes() == before


def test_a_table_that_is_not_there_is_told_before_anything_is_made(tmp_path: Path):
    with pytest.raises(HomeTrouble) as caught:
        found(Home(tmp_path / "firm"), Answers(table=tmp_path / "нет.xlsx"), TODAY)
    assert caught.value.code == "home_table_missing"
    assert not (tmp_path / "firm").exists()


def test_settings_that_the_home_brought_are_kept(tmp_path: Path):
    (tmp_path / "naryad.toml").write_text("port = 9000", "utf-8")
    found(Home(tmp_path), Answers(zone="Asia/Vladivostok"), TODAY)
    assert load_settings(tmp_path).port == 9000


def test_a_demo_is_the_same_for_the_same_seed_and_day(demo_home: Home, tmp_path: Path):
    again = found_demo(Home(tmp_path / "again"), 1, TODAY)
    clock = SetClock()
    first, second = (XlsxWorkbook(path, clock.now).read().sheets for path in (demo_home.workbook(), again))
    assert {title: sheet.rows for title, sheet in first.items()} == {
        title: sheet.rows for title, sheet in second.items()
    }
    assert demo_home.is_demo
