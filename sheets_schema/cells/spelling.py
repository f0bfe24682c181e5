"""What all cells have in common: blanks, the many spaces and dashes that people paste, and failed formulas."""

import re
from typing import Final

from sheets_schema.cells.reason import unreadable

_SPACES: Final = "\t\n\r\f\v\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE: Final = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Signs without a shape (soft hyphens, zero-width spaces, direction marks) that come along with pasted text."""

_TIDY: Final = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict(zip("０１２３４５６７８９＋", "0123456789+", strict=True))
    | dict.fromkeys(INVISIBLE)
)

# Excel in English and Russian, Google Sheets, LibreOffice: the texts that stand for a failed formula.
_ERRORS: Final = frozenset(
    [
        "#div/0!",
        "#n/a",
        "#name?",
        "#null!",
        "#num!",
        "#ref!",
        "#value!",
        "#spill!",
        "#calc!",
        "#field!",
        "#blocked!",
        "#connect!",
        "#unknown!",
        "#busy!",
        "#error!",
        "#getting_data",
        "#дел/0!",
        "#н/д",
        "#имя?",
        "#пусто!",
        "#число!",
        "#ссылка!",
        "#знач!",
        "#перенос!",
        "#вычисл!",
        "#поле!",
        "#заблокировано!",
        "#подключение!",
        "#неизвестно!",
        "#занято!",
        "#ошибка!",
    ]
)
_LIBREOFFICE_ERROR: Final = re.compile(r"(?:err|ошибка):[0-9]{3}")


def refuse_error(text: str) -> None:
    """Raise ``Unreadable`` (``cell_error``) when the text is what a spreadsheet shows for a failed formula."""
    if text[:1] not in "#EeОо":
        return
    folded = text.strip().casefold()
    if folded in _ERRORS or _LIBREOFFICE_ERROR.fullmatch(folded):
        raise unreadable("cell_error", text=text.strip())


def tidy(text: str) -> str:
    """Return one line with plain spaces (never two together), digits and dashes; without invisible signs.

    For dates, sums and phones, whose meaning does not hang on these. Raises ``Unreadable`` (``cell_error``).
    """
    line = " ".join(text.translate(_TIDY).split()).removeprefix("'")  # typed to make a number text, kept by some
    refuse_error(line)
    return line


def is_blank(line: str) -> bool:
    """Tell whether a tidied line says «nothing»: empty, or a lone dash."""
    return not line.strip("- ")
