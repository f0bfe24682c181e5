"""What people read."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from sheets_schema.cells.show import (
    show_date,
    show_day,
    show_moment,
    show_money,
    show_number,
    show_phone,
    show_short_name,
    show_time,
)


@pytest.mark.parametrize(
    ("roubles", "shown"),
    [
        ("4000", "4 000 ₽"),
        ("1250.5", "1 250,50 ₽"),
        ("0", "0 ₽"),
        ("-1250.05", "−1 250,05 ₽"),
        ("1234567.00", "1 234 567 ₽"),
        ("999", "999 ₽"),
    ],
)
def test_money_is_shown_with_kopecks_only_when_there_are_any(roubles, shown):
    assert show_money(Decimal(roubles)) == shown.replace(" ", "\u00a0")


def test_a_number_is_shown_with_a_comma():
    assert show_number(Decimal("1234.5")) == "1\u00a0234,5"


def test_days_and_moments_are_shown_the_russian_way():
    assert show_date(date(2025, 2, 5)) == "05.02.2025"
    assert show_day(date(2026, 3, 12)) == "12\u00a0марта,\u00a0чт"
    assert show_moment(datetime(2025, 2, 5, 9, 5)) == "05.02.2025\u00a009:05"
    assert show_time(time(9, 5, 7)) == "09:05:07"


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("+79123456789", "+7 912 345-67-89"), ("+375291234567", "+375 29 123-45-67"), ("+12125551234", "+1 212-555-1234")],
)
def test_a_phone_is_shown_as_its_people_write_it(phone, shown):
    assert show_phone(phone) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Иванов Иван Петрович", "Иванов И. П."),
        ("Иванов Иван", "Иванов И."),
        ("Иванов И.П.", "Иванов И. П."),
        ("Иванов и. п.", "Иванов И. П."),
        ("Петрова-Водкина Анна-Мария Львовна", "Петрова-Водкина А.-М. Л."),
        ("Алиев Вугар Мамед оглы", "Алиев В. М. оглы"),
    ],
)
def test_a_full_name_is_shortened(name, shown):
    assert show_short_name(name) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    "name",
    ["Иванов", "ООО Ромашка", "ИП Иванов Иван", "«Ромашка», ООО", "СНТ «Заря» участок 5", "Мария и Пётр Ивановы", ""],
)
def test_what_is_no_full_name_stays_as_it_is(name):
    assert show_short_name(name) == name
