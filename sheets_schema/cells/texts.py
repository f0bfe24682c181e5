"""Names, remarks, addresses, lists and yes-or-no cells."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from sheets_schema.cells.reason import unreadable
from sheets_schema.cells.show import show_date, show_moment, show_number_in_cell, show_time
from sheets_schema.cells.spelling import INVISIBLE, is_blank, refuse_error, tidy
from sheets_schema.values import Raw

MOST_CHARACTERS: Final = 32_767
"""A cell of Excel holds no more and cuts the rest silently."""

_EXACT_TO: Final = 1e15  # spreadsheets keep 15 digits of a number

_SPACES: Final = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_ENDS: Final = re.compile(r" ?(?:\r\n|[\r\n\u2028\u2029]) ?")
_DROPPED: Final = str.maketrans(dict.fromkeys(INVISIBLE))
# What XML 1.0 cannot hold, and the C1 controls, which no person types.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_QUOTES: Final = str.maketrans(dict.fromkeys("«»\"'“”„‘’‚`´") | {"ё": "е", "\u00a0": " "})
_YES: Final = frozenset(
    ["да", "д", "yes", "y", "true", "истина", "+", "1", "x", "х", "v", "✓", "✔", "☑", "✅", "√", "ок", "ok", "есть"]
)
_NO: Final = frozenset(["нет", "н", "no", "n", "false", "ложь", "-", "0", "☐", "✗", "✘", "❌"])

_TICK_ENDS: Final = re.compile(r"[,;\n](?![^(]*\))")
_TICKED: Final = re.compile(r"\A(?:[-•*+✓✔☑✅√]|\[[xх✓v+]\])\s*", re.IGNORECASE)
_UNTICKED: Final = re.compile(r"(?:☐|\[ ?\])")


def parse_text(raw: Raw) -> str | None:
    """Return the text as a person sees it: trimmed, runs of spaces as one, line breaks kept; ``None`` for blank.

    A number typed into a text cell comes back as typed («17», «17,5»), a date as «05.02.2025», TRUE as «ИСТИНА».
    Raises ``Unreadable`` with a ``text_…`` code or ``cell_error``.
    """
    if raw is None:
        return None
    if not isinstance(raw, str):
        return _text_of_value(raw)
    if not _is_clean(raw):
        raw = _cleaned(raw)
    if len(raw) > MOST_CHARACTERS:
        raise unreadable("text_too_long", most=str(MOST_CHARACTERS))
    refuse_error(raw)
    return raw or None


def showable(text: str) -> str:
    """Return a text with a box in the place of each sign that no worksheet and no page can hold."""
    return _FORBIDDEN.sub("□", text)


def _is_clean(text: str) -> bool:
    """Tell whether nothing needs doing, as with nearly all cells: ``isprintable`` refuses every space but the plain one."""
    trimmed = bool(text) and text[0] != " " != text[-1] and "  " not in text
    return trimmed and text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text))


def _cleaned(text: str) -> str:
    if hostile := _FORBIDDEN.search(text):
        raise unreadable("text_forbidden", character=f"U+{ord(hostile[0]):04X}")
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_DROPPED)))
    return _LINE_ENDS.sub("\n", spaced).strip()


def _text_of_value(raw: float | bool | date | datetime | time | timedelta) -> str:
    if isinstance(raw, bool):
        return "ИСТИНА" if raw else "ЛОЖЬ"
    if isinstance(raw, datetime):
        return show_moment(raw).replace("\u00a0", " ") if raw.time() != time() else show_date(raw)
    if isinstance(raw, date):
        return show_date(raw)
    if isinstance(raw, time):
        return show_time(raw)
    if isinstance(raw, timedelta):
        return f"{raw.total_seconds() // 3600:.0f}:{raw.seconds // 60 % 60:02}"
    if abs(raw) < _EXACT_TO:
        return show_number_in_cell(raw)
    raise unreadable("text_digits_lost" if abs(raw) < float("inf") else "text_not_finite")


def fold(text: str) -> str:
    """Return the text for comparing names of people, stages, lists: letter case, ё, quotes and spaces make no difference."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_QUOTES).translate(_DROPPED)
    return " ".join(folded.split())


def parse_yes(raw: Raw) -> bool | None:
    """Return what «да», «+», «x», «✓», 1, TRUE, «нет», «-», 0 … say; ``None`` for blank. Raises ``yes_not_clear``."""
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float) and raw in {0, 1}:
        return raw == 1
    if isinstance(raw, str):
        line = tidy(raw).casefold().rstrip(".!").removesuffix("\ufe0f")
        if not line:
            return None
        if line in _YES or line in _NO:
            return line in _YES
    raise unreadable("yes_not_clear")


def parse_ticks(raw: Raw) -> tuple[str, ...] | None:
    """Return the ticked items of a list separated by commas, semicolons or line breaks; ``None`` when there are none.

    A comma in brackets does not separate; bullets and ticks before an item are dropped; an item with an empty box («☐»,
    «[ ]») is not ticked; the same item twice is one. Raises what ``parse_text`` raises.
    """
    text = parse_text(raw)
    if text is None:
        return None
    items = (item.strip(" .") for item in _TICK_ENDS.split(text))
    ticked = (_TICKED.sub("", item, count=1) for item in items if not _UNTICKED.match(item))
    unique: dict[str, str] = {}
    for item in ticked:
        if not is_blank(item):
            unique.setdefault(fold(item), item)
    return tuple(unique.values()) or None


_LONGEST_LINE: Final = 600
_ADDRESS: Final = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+")
_LOCAL: Final = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|[а-яё0-9](?:[а-яё0-9-]*[а-яё0-9])?")


def parse_email(raw: Raw) -> str | None:
    """Return the one address, its domain in small letters; ``None`` for a blank cell or a lone dash.

    Checks the common form of RFC 5321 (64 characters before @, 254 in all); domains may be Cyrillic («почта.рф»), a name
    before @ may not. Raises ``Unreadable`` with an ``email_…`` code or ``cell_error``.
    """
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise unreadable("email_not_an_address")
    line = tidy(raw)
    if is_blank(line):
        return None
    if len(line) > _LONGEST_LINE:
        raise unreadable("email_not_an_address")
    found = list(dict.fromkeys(part.rstrip(".") for part in _ADDRESS.findall(line.removeprefix("mailto:"))))
    if len(found) > 1:
        raise unreadable("email_two", one=found[0], other=found[1])
    if not found or _ADDRESS.sub("", line.removeprefix("mailto:")).strip(" <>,;."):
        raise unreadable("email_not_an_address")
    return _checked(found[0])


def _checked(address: str) -> str:
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    labels = domain.split(".")
    foreign = [sign for sign in local if not sign.isascii()] + [
        sign for label in labels if not _LABEL.fullmatch(label) for sign in label if not sign.isascii()
    ]
    if foreign:
        raise unreadable("email_letters", letters=", ".join(list(dict.fromkeys(foreign))[:5]))
    well_formed = _LOCAL.fullmatch(local) and len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not well_formed or len(local) > 64 or len(address) > 254 or labels[-1].isdigit():  # noqa: PLR2004 - RFC 5321, 4.5.3.1
        raise unreadable("email_not_an_address")
    return f"{local}@{domain}"
