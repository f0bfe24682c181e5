"""Gettext catalogues, read from their .po source at load: nothing compiled lies in the repository.

Russian is the language of the msgids, so it needs no catalogue.
"""

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE: Final = "ru"
LANGUAGES: Final = (SOURCE, "en")

Gettext = Callable[[str], str]
"""Takes a Russian msgid, returns it in the reader's language."""


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language of ``LANGUAGES``; any other reads Russian."""
    if language not in LANGUAGES or language == SOURCE:
        return NullTranslations()
    source = files("service").joinpath("locale", language, "LC_MESSAGES", "naryad.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(language: str) -> Gettext:
    """Return the translator into a language."""
    return translations(language).gettext
