"""Defined names: they follow moved rows, and a name that frames a list (a dropdown's, the filter's) grows with it."""

import re

from service.backends.xlsx.markup import NAME, escape_text, substitute, unescape
from service.backends.xlsx.work import Work

_DEFINED = re.compile(rb"(<(%s)definedName(?:\s[^>]*)>)([^<]*)(</\2definedName\s*>)" % NAME)


def follow_lists(work: Work) -> None:
    """Rewrite the defined names that refer to a sheet whose rows moved or whose list grew."""
    grown = work.grown
    part = work.book.workbook_part
    if not grown:
        return

    def moved(found: re.Match[bytes]) -> bytes:
        old = unescape(found[3].decode())
        new = grown.formula(old, "", grow=True)
        return found[0] if new == old else found[1] + escape_text(new) + found[4]

    xml = work.book.read(part)
    new = substitute(_DEFINED, moved, xml)
    if new != xml:
        work.book.put(part, new)
