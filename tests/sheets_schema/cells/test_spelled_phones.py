"""Phones as people spell them and spreadsheets spoil them: the tables are the contract."""

import math
from datetime import date

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema.cells.phones import parse_phone
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.show import show_phone

MOBILE = (
    "+79123456789",
    "79123456789",
    "89123456789",
    "9123456789",
    79123456789.0,
    89123456789.0,
    9123456789.0,
    89123456789,
    "8 (912) 345-67-89",
    "8(912)3456789",
    "8-912-345-67-89",
    "8–912–345–67–89",
    "8.912.345.67.89",
    "+7 (912) 345-67-89",
    "+7 912 345 67 89",
    "+7\u00a0912\u00a0345-67-89",
    "+7‑912‑345‑67‑89",
    "\u202a+79123456789\u202c",
    "7 (912) 345 67 89",
    "(912) 345-67-89",
    "912 345 67 89",
    "тел. 8 912 345-67-89",
    "Тел.: +7 912 345-67-89",
    "моб. 89123456789",
    "8 912 345-67-89 (моб.)",
    "tel:+79123456789",
    " 8 912 345 67 89 ",
    "89123456789.",
    "８９１２３４５６７８９",
    "89123456789, +79123456789",
)
OTHERS = {
    "(495) 123-45-67": "+74951234567",
    "8 495 123-45-67": "+74951234567",
    "4951234567": "+74951234567",
    4951234567.0: "+74951234567",
    "(812) 345-67-89": "+78123456789",
    "8 (3952) 12-34-56": "+73952123456",
    "8 800 555-35-35": "+78005553535",
    "+375 29 123-45-67": "+375291234567",
    "8 10 375 29 123-45-67": "+375291234567",
    375291234567.0: "+375291234567",
    "+372 5123 4567": "+37251234567",
    "+1 212 555-12-34": "+12125551234",
    "87012345678": "+77012345678",
}
EXPLAINED = {
    "8 912 345-67-89, 8 912 345-67-90": "phone_two",
    "89123456789 89123456790": "phone_two",
    "89123456789\n89123456790": "phone_two",
    "+7 912 345 67 89 или 8 495 123 45 67": "phone_two",
    "8 912 345-67-89 Иван, 8 912 345-67-90 Мария": "phone_two",
    "+375291234567; +375291234568": "phone_two",
    "+7 912 345 67 89 доб. 12": "phone_extension",
    "8 495 123-45-67 доб 102": "phone_extension",
    "8(495)1234567 #12": "phone_extension",
    "8 495 123-45-67 (ext. 5)": "phone_extension",
    "8 912 345-67-89 Иван": "phone_with_words",
    "не звонить 89123456789": "phone_with_words",
    "8 912 345 67 89 (после 18)": "phone_with_words",
    "8 912 345-67-89 / 90": "phone_too_short",
    "345-67-89": "phone_too_short",
    "112": "phone_too_short",
    "12345678901234567890": "phone_too_long",
    "8912345678": "phone_invalid",
    "7912345678": "phone_invalid",
    "891234567899": "phone_invalid",
    "+8 912 345-67-89": "phone_invalid",
    "+7 912 345-67-8": "phone_invalid",
    "+7 000 000 00 00": "phone_invalid",
    "8123456789": "phone_ambiguous",
    "8 343 123-45-6": "phone_ambiguous",
    "7012345678": "phone_ambiguous",
    "375291234567": "phone_no_plus",
    "12125551234": "phone_no_plus",
    "49512345678": "phone_no_plus",
    "8 800 FLOWERS": "phone_not_a_phone",
    "нет": "phone_not_a_phone",
    "тел.": "phone_not_a_phone",
    "()": "phone_not_a_phone",
    "ivan@mail.ru": "phone_not_a_phone",
    "1" * 300: "phone_too_long",
    "я" * 300: "phone_not_a_phone",
    "#ЗНАЧ!": "cell_error",
    "Err:502": "cell_error",
}


def reason_of(raw):
    with pytest.raises(Unreadable) as refused:
        parse_phone(raw)
    return refused.value.reason


@pytest.mark.parametrize("raw", MOBILE)
def test_every_usual_spelling_is_the_same_phone(raw):
    assert parse_phone(raw) == "+79123456789"


@pytest.mark.parametrize(("raw", "phone"), OTHERS.items())
def test_city_and_foreign_phones_are_understood(raw, phone):
    assert parse_phone(raw) == phone


@pytest.mark.parametrize(("typed", "code"), EXPLAINED.items())
def test_a_doubtful_phone_is_explained_and_not_guessed(typed, code):
    assert reason_of(typed).code == code


@pytest.mark.parametrize("raw", [None, "", " ", "\u00a0", "-", "—"])
def test_a_blank_or_a_lone_dash_is_no_phone(raw):
    assert parse_phone(raw) is None


@pytest.mark.parametrize("raw", [1.5, -79123456789.0, 0.0, math.nan, math.inf, 1e300, True, date(2025, 2, 5)])
def test_what_is_no_phone_in_a_cell_is_explained(raw):
    assert reason_of(raw).code == "phone_not_a_phone"


def test_two_phones_in_a_cell_are_both_named():
    assert reason_of("8 912 345-67-89, 8 912 345-67-90").params == {
        "one": "+7\u00a0912\u00a0345-67-89",
        "other": "+7\u00a0912\u00a0345-67-90",
    }


def test_an_extension_is_named_beside_its_phone():
    assert reason_of("8 495 123-45-67 доб. 12").params == {"phone": "+7\u00a0495\u00a0123-45-67", "extension": "12"}


def test_another_country_reads_its_own_national_numbers():
    assert parse_phone("8 029 123-45-67", region="BY") == "+375291234567"
    assert parse_phone("+7 912 345-67-89", region="BY") == "+79123456789"


@settings(deadline=None)
@given(st.integers(9_000_000_000, 9_999_999_999) | st.integers(9_300_000_000, 9_300_999_999))
def test_the_shortcut_for_mobiles_agrees_with_phonenumbers(national):
    if phonenumbers.is_valid_number(phonenumbers.parse(f"+7{national}", None)):
        assert parse_phone(float(national)) == parse_phone(f"8{national}") == f"+7{national}"
    else:
        assert reason_of(float(national)).code == reason_of(f"8{national}").code == "phone_invalid"


@settings(deadline=None)
@given(st.sampled_from(["RU", "BY", "KZ", "UA", "DE", "US", "GB", "CN", "GE", "AM", "UZ"]), st.integers(0, 9999))
def test_a_shown_phone_reads_back_as_itself(region, ending):
    example = phonenumbers.example_number(region)
    phone = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)[:-4] + f"{ending:04}"
    if phonenumbers.is_valid_number(phonenumbers.parse(phone, None)):
        assert parse_phone(show_phone(phone)) == phone
