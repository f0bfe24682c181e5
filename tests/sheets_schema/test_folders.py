import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.folders import LONGEST, folder_name, safe_name


@pytest.mark.parametrize(
    ("number", "name", "address", "folder"),
    [
        (17, "Иванов Иван", "Лесная ул., 5", "17 Иванов Иван, Лесная ул., 5"),
        (17, "Иванов И.И.", "Лесная, 5/2", "17 Иванов И.И., Лесная, 5-2"),
        (17, "Иванов  Иван\n", "\tЛесная,\u00a05", "17 Иванов Иван, Лесная, 5"),
        (17, "ООО «Свет»", 'СНТ "Ромашка"', "17 ООО «Свет», СНТ 'Ромашка'"),
        (17, "", "Лесная, 5", "17 Лесная, 5"),
        (17, "Иванов", "", "17 Иванов"),
        (17, "", "", "17"),
        (17, "Иванов", "Лесная...", "17 Иванов, Лесная"),
    ],
)
def test_a_folder_is_named_by_number_name_and_address(number, name, address, folder):
    assert folder_name(number, name, address) == folder


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("чек.jpg", "чек.jpg"),
        ("NUL", "_NUL"),
        ("nul.txt", "_nul.txt"),
        ("Com1", "_Com1"),
        ("COM¹.log", "_COM¹.log"),
        ("console.txt", "console.txt"),
        ("~$Заказы.xlsx", "$Заказы.xlsx"),
        (".htaccess", "htaccess"),
        ("имя. . .", "имя"),
        ("..", "без имени"),
        ("", "без имени"),
        ("\u202eexe.gpj", "exe.gpj"),
        ("a\x00b\x1f\ud800\uffffc", "abc"),
        ("a\u200bb\u2028c", "ab c"),
        ("<b>?*|:", "(b)--"),
        ("и\u0306", "й"),
    ],
)
def test_a_name_is_made_safe_for_every_system(typed, safe):
    assert safe_name(typed) == safe


def test_a_long_name_is_cut_between_letters_and_keeps_its_extension():
    assert safe_name("Ж" * 100 + ".jpeg") == "Ж" * 57 + ".jpeg"
    assert safe_name("Ж" * 100) == "Ж" * 60
    assert safe_name("я" * 58 + "е\u0301" * 40) == "я" * 58 + "е\u0301"


@given(st.text())
def test_whatever_is_typed_becomes_one_short_name_that_stays_the_same(typed):
    name = safe_name(typed)
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert not name.startswith((".", "~"))
    assert safe_name(name) == name


@given(st.text(), st.text())
def test_an_order_is_found_by_its_number_whatever_the_client_is_called(name, address):
    assert folder_name(17, name, address).split(" ")[0].rstrip(".,") == "17"


def test_a_name_has_no_sign_that_means_something_in_a_link():
    assert safe_name("кв. #5, скидка 50%20") == "кв. №5, скидка 50％20"
