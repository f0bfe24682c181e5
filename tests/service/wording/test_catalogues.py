"""English beside Russian: nothing is left out, nothing is left over, and the same things are named."""

from string import Formatter

import pytest
from babel.messages.pofile import read_po

from service.wording import LANGUAGES, SENTENCES, gettext
from service.wording.sentence import Sentence
from sheets_schema.cells.reason import REASONS
from tests.service.wording.codes import ROOT, used_codes, uses
from tests.service.wording.msgids import all_msgids

CATALOGUE = ROOT / "service" / "locale" / "en" / "LC_MESSAGES" / "naryad.po"
OF_EVERY_PROBLEM = {"value", "title"}


def named(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}


def test_every_code_in_the_code_base_has_a_sentence():
    """A new code without words for people fails here, with the line that made it."""
    assert {code: place for code, place in used_codes().items() if code not in SENTENCES} == {}


def test_the_search_for_codes_finds_them_in_every_spelling():
    found = used_codes()
    assert {"stage_unknown", "workbook_disk_full", "journal_moved_on", "effect_in_doubt", "home_held"} <= set(found)
    assert "sheets_schema/stages.py" in found["stage_unknown"]


def test_every_reason_why_a_cell_is_unreadable_has_a_sentence():
    assert set(REASONS) - set(SENTENCES) == set()


@pytest.mark.parametrize("code", sorted(REASONS))
def test_a_sentence_about_a_cell_names_only_what_its_reason_gives(code):
    sentence = SENTENCES[code]
    assert named(sentence.text) | named(sentence.remedies[-1]) <= {*REASONS[code], *OF_EVERY_PROBLEM}


def test_every_parameter_of_a_sentence_is_given_where_its_code_is_used():
    """The last remedy is the one that is always said; those before it need what is not always known."""
    lacking = {
        use.place: (use.code, lacks)
        for use in uses()
        if use.given is not None and use.code in SENTENCES
        if (lacks := _needed(SENTENCES[use.code]) - use.given - OF_EVERY_PROBLEM)
    }
    assert lacking == {}
    assert sum(bool(use.given) for use in uses()) > 40


def _needed(sentence: Sentence) -> set[str]:
    return named(sentence.text) | named(sentence.remedies[-1]) | named(sentence.place)


def test_everything_that_people_read_is_in_the_english_catalogue(english):
    assert sorted(all_msgids() - set(english)) == []
    assert [msgid for msgid, text in english.items() if not text.strip()] == []


def test_the_english_catalogue_holds_nothing_that_nobody_says(english):
    assert sorted(set(english) - all_msgids()) == []


def test_english_names_the_same_parameters_as_russian(english):
    assert {msgid: text for msgid, text in english.items() if named(msgid) != named(text)} == {}


def test_english_nouns_have_two_forms_where_russian_have_three(english):
    forms = {msgid: text for msgid, text in english.items() if "|" in msgid}
    assert forms
    assert all((msgid.count("|"), text.count("|")) == (2, 1) for msgid, text in forms.items())


def test_english_sentences_hold_no_russian_but_what_is_typed_into_cells(english):
    typed = {"да", "нет", "пн", "пт", "ср", "или"}
    words = {word for text in english.values() for word in text.replace("–", " ").replace(",", " ").split()}
    assert {word for word in words if any("а" <= letter <= "я" for letter in word.lower())} <= typed


def test_a_language_that_nobody_translated_reads_russian():
    assert gettext("fr")("Заказы") == gettext("ru")("Заказы") == "Заказы"
    assert gettext("en")("Заказы") == "Orders"
    assert LANGUAGES == ("ru", "en")


def test_people_are_never_shouted_at():
    """The voice: no exclamation marks, in no language."""
    said = all_msgids() | {gettext("en")(msgid) for msgid in all_msgids()}
    assert [text for text in said if "!" in text] == []
