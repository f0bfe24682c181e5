"""Names, lists, addresses of e-mail and yes-or-no cells as people spell them."""

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.texts import MOST_CHARACTERS, fold, parse_email, parse_text, parse_ticks, parse_yes


def reason_of(parse, raw):
    with pytest.raises(Unreadable) as refused:
        parse(raw)
    return refused.value.reason


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Иванов", "Иванов"),
        ("  Иванов  Иван ", "Иванов Иван"),
        ("Иванов\u00a0Иван", "Иванов Иван"),
        ("Иванов\tИван", "Иванов Иван"),
        ("ул. Мира, 5\r\nкв. 3", "ул. Мира, 5\nкв. 3"),
        ("одно \n другое", "одно\nдругое"),
        ("одно\n\nдругое\n", "одно\n\nдругое"),
        ("Бай\u0438\u0306кал", "Байй" + "кал"),
        ("скры\u00adтый\u200b", "скрытый"),
        ("\u202eСмирнов", "Смирнов"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("=1+1", "=1+1"),
        ("-", "-"),
        ("#17", "#17"),
        (17.0, "17"),
        (17, "17"),
        (17.5, "17,5"),
        (0.1 + 0.2, "0,3"),
        (-5.0, "-5"),
        (1e-7, "0,0000001"),
        (79001234567.0, "79001234567"),
        (True, "ИСТИНА"),
        (False, "ЛОЖЬ"),
        (date(2025, 2, 5), "05.02.2025"),
        (datetime(2025, 2, 5), "05.02.2025"),
        (datetime(2025, 2, 5, 14, 30), "05.02.2025 14:30"),
        (time(14, 30), "14:30"),
        (timedelta(hours=26, minutes=5), "26:05"),
        ("", None),
        (" \u00a0\n", None),
        ("\u200b", None),
        (None, None),
    ],
)
def test_a_text_is_what_a_person_sees(raw, text):
    assert parse_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a\x00", "text_forbidden"),
        ("a\x0bb", "text_forbidden"),
        ("\x85", "text_forbidden"),
        ("имя\ufffe", "text_forbidden"),
        ("\uffff", "text_forbidden"),
        ("\ud800", "text_forbidden"),
        ("я" * (MOST_CHARACTERS + 1), "text_too_long"),
        (1e15, "text_digits_lost"),
        (math.inf, "text_not_finite"),
        (math.nan, "text_not_finite"),
        ("#REF!", "cell_error"),
        (" #Н/Д ", "cell_error"),
        ("#ИМЯ?", "cell_error"),
        ("Err:502", "cell_error"),
    ],
)
def test_a_text_that_cannot_be_kept_is_explained(raw, code):
    assert reason_of(parse_text, raw).code == code


def test_a_forbidden_character_is_named():
    assert reason_of(parse_text, "имя\uffff").params == {"character": "U+FFFF"}


@settings(deadline=None)
@given(st.text())
def test_a_parsed_text_is_its_own_spelling(text):
    try:
        parsed = parse_text(text)
    except Unreadable:
        return
    assert parse_text(parsed) == parsed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Принят", " принят "),
        ("Ещё", "еще"),
        ("ООО «Ромашка»", 'ооо "ромашка"'),
        ("Иванов\u00a0И.", "иванов  и."),
        ("й", "\u0438\u0306"),
        ("ЁЛКА", "елка"),
        ("монтируется\n", "Монтируется"),
    ],
)
def test_folded_names_compare_equal(one, other):
    assert fold(one) == fold(other)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "raw", ["да", "Да", "ДА.", "д", "yes", "Y", "true", "ИСТИНА", "+", "1", "x", "х", "Х", "✓", "✔️", "☑", 1.0, True]
)
def test_yes_is_yes(raw):
    assert parse_yes(raw) is True


@pytest.mark.parametrize("raw", ["нет", "Нет", "н", "no", "false", "ЛОЖЬ", "-", "—", "0", "☐", 0.0, False])
def test_no_is_no(raw):
    assert parse_yes(raw) is False


@pytest.mark.parametrize("raw", [None, "", " ", "\u00a0"])
def test_a_blank_is_neither_yes_nor_no(raw):
    assert parse_yes(raw) is None


@pytest.mark.parametrize("raw", ["+/-", "не знаю", "частично", "да?", "2", 2.0, math.nan, date(2025, 2, 5), time(0)])
def test_perhaps_is_explained(raw):
    assert reason_of(parse_yes, raw).code == "yes_not_clear"


@pytest.mark.parametrize(
    ("raw", "items"),
    [
        ("паспорт, СНИЛС; ИНН\nвыписка", ("паспорт", "СНИЛС", "ИНН", "выписка")),
        ("паспорт, Паспорт, ИНН", ("паспорт", "ИНН")),
        ("паспорт (копия, 2 шт.), СНИЛС", ("паспорт (копия, 2 шт.)", "СНИЛС")),
        ("✓ паспорт\n☐ ИНН\n✔ СНИЛС", ("паспорт", "СНИЛС")),
        ("[x] паспорт, [ ] ИНН", ("паспорт",)),
        ("- паспорт\n- ИНН", ("паспорт", "ИНН")),
        ("• паспорт;", ("паспорт",)),
        ("паспорт + СНИЛС - копии", ("паспорт + СНИЛС - копии",)),
        ("1) паспорт", ("1) паспорт",)),
        ("паспорт", ("паспорт",)),
        (17.0, ("17",)),
        (", ;\n", None),
        ("☐ паспорт", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tick_list_gives_what_is_ticked(raw, items):
    assert parse_ticks(raw) == items


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("ivan@mail.ru", "ivan@mail.ru"),
        ("Ivan.P@Mail.RU", "Ivan.P@mail.ru"),
        (" ivan@mail.ru ", "ivan@mail.ru"),
        ("<ivan@mail.ru>", "ivan@mail.ru"),
        ("mailto:ivan@mail.ru", "ivan@mail.ru"),
        ("ivan@mail.ru.", "ivan@mail.ru"),
        ("ivan@mail.ru, ivan@mail.ru", "ivan@mail.ru"),
        ("ivan+dom@sub.mail.ru", "ivan+dom@sub.mail.ru"),
        ("info@почта.рф", "info@почта.рф"),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_understood_as_typed(raw, address):
    assert parse_email(raw) == address


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a@b.ru, c@d.ru", "email_two"),
        ("a@b.ru c@d.ru", "email_two"),
        ("ivаn@mail.ru", "email_letters"),
        ("ivan@mаil.ru", "email_letters"),
        ("инфо@почта.рф", "email_letters"),
        ("ivan@mail", "email_not_an_address"),
        ("ivan mail.ru", "email_not_an_address"),
        ("Иван ivan@mail.ru", "email_not_an_address"),
        ("a..b@mail.ru", "email_not_an_address"),
        ("a@-mail.ru", "email_not_an_address"),
        ("a@b@mail.ru", "email_not_an_address"),
        ("a@127.0.0.1", "email_not_an_address"),
        ("a" * 65 + "@mail.ru", "email_not_an_address"),
        ("a@b.ru " * 200, "email_not_an_address"),
        ("нет", "email_not_an_address"),
        (5.0, "email_not_an_address"),
        (True, "email_not_an_address"),
        ("#REF!", "cell_error"),
    ],
)
def test_a_doubtful_address_is_explained(raw, code):
    assert reason_of(parse_email, raw).code == code
