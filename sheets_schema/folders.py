"""Names of folders and files that every disk, archive and operating system of the firm can hold.

Forbidden characters and reserved names: learn.microsoft.com, «Naming Files, Paths, and Namespaces». The length is ours:
Linux allows 255 bytes a name, Windows about 260 characters a whole path, and encrypted disks as few as 143 bytes a name.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Bytes of UTF-8 in one name: about sixty Russian letters."""

NAMELESS: Final = "без имени"

_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
_EXTENSION: Final = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,5}$")
_INSTEAD: Final = str.maketrans(
    {"/": "-", "\\": "-", "|": "-", ":": "-", '"': "'", "<": "(", ">": ")", "?": "", "*": "", "#": "№", "%": "％"}
)
"""«#» and «%» are allowed in a name, but not in a link to it: what follows «#» is taken for a place inside the file, and
«%20» for a space, in Excel and LibreOffice alike (seen in LibreOffice 7.4.7)."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
"""Control, format (zero-width, turning the direction of writing), lone surrogate, unassigned and private characters."""
_SPACES: Final = frozenset({"Zs", "Zl", "Zp"})


def folder_name(number: int, name: str, address: str) -> str:
    """Return the name of an order's folder: ``17 Иванов Иван, Лесная ул., 5``."""
    who = ", ".join(part for part in (_visible(name), _visible(address)) if part)
    return safe_name(f"{number} {who}")


def safe_name(text: str, longest: int = LONGEST) -> str:
    """Return a name of at most ``longest`` bytes that is no path, no device and shows what it is; an extension is kept.

    The same text always gives the same name, and a name that is safe already is returned as it is.
    """
    name = _visible(text).translate(_INSTEAD).lstrip(" .~").rstrip(" .")
    name = _shortened(name, longest) or NAMELESS
    return _shortened("_" + name, longest) if _RESERVED.fullmatch(name) else name


def _visible(text: str) -> str:
    """Return the text in one composed spelling, without unseen characters, with single plain spaces."""
    spaced = (" " if _is_space(char) else char for char in text)
    seen = "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _is_space(char: str) -> bool:
    return char in "\t\n\r\v\f" or unicodedata.category(char) in _SPACES


def _shortened(name: str, longest: int) -> str:
    """Cut between whole characters, and not before an accent that belongs to the last one; a short extension stays."""
    if len(name.encode()) <= longest:
        return name
    found = _EXTENSION.search(name)
    tail = found.group() if found else ""
    kept = name.encode()[: longest - len(tail)].decode(errors="ignore")
    if unicodedata.combining(name[len(kept)]):
        kept = kept.rstrip(_accents(kept))[:-1]
    return kept.rstrip(" .") + tail


def _accents(text: str) -> str:
    return "".join({char for char in text if unicodedata.combining(char)})
