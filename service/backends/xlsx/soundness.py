"""Whether every member of a package is what it declares to be, those that nobody here reads among them.

A program that opens the whole file meets the damage that we do not: such a file is explained and left alone.
"""

import re
from dataclasses import dataclass
from xml.parsers import expat

from isal import isal_zlib

from service.backends.xlsx.package import CENTRAL, LOCAL, Member, Package
from sheets_schema.errors import WorkbookUnreadable

SMALL = 256 * 1024
"""Bytes of XML that are parsed for their form. A larger part is a worksheet or its strings, whose readers find it out."""
_XML = (".xml", ".rels")
_NO_XML = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
"""What XML 1.0 cannot hold, as UTF-8. In a cell it is a problem of its row, told there; it says nothing of the form. Zero
bytes are not among them: no program puts one there, a disk does."""
_OF_CELLS = ("/worksheets/", "/sharedstrings")

Mark = tuple[str, int, int]
"""Name, declared CRC, and the CRC of the packed bytes as they lie there."""


@dataclass(slots=True)
class SoundMemo:
    """The members of the last file that were found sound: the same bytes are not inflated again."""

    known: frozenset[Mark] = frozenset()


def require_sound(package: Package, memo: SoundMemo) -> None:
    """Check the name and the CRC of every member, and of small XML parts the form. Raises ``WorkbookUnreadable`` naming the part."""
    marks = {_mark(package, member): member for member in package.members.values()}
    for mark, member in marks.items():
        _require_one_name(package, member)
        if mark not in memo.known:
            _examine(package, member)
    memo.known = frozenset(marks)


def _mark(package: Package, member: Member) -> Mark:
    return member.name, member.crc, isal_zlib.crc32(package.packed(member))


def _require_one_name(package: Package, member: Member) -> None:
    """The name stands twice, in the directory and before the data; programs believe the one or the other."""
    length = CENTRAL.unpack_from(member.entry)[10]
    listed = member.entry[CENTRAL.size : CENTRAL.size + length]
    start = member.offset + LOCAL.size
    if package.data[start : start + length] != listed:
        raise WorkbookUnreadable("workbook_corrupt", part=member.name, reason="another name before its data")


def _examine(package: Package, member: Member) -> None:
    if member.size <= SMALL and member.name.lower().endswith(_XML):
        _require_form(member.name, package.read(member.name))
        return
    for _piece in package.stream(member.name):  # the last piece comes only if the CRC is right
        pass


def _require_form(name: str, xml: bytes) -> None:
    if any(word in "/" + name.lower() for word in _OF_CELLS):
        xml = _NO_XML.sub(b"?", xml)
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise WorkbookUnreadable("workbook_corrupt", part=name, reason=str(error)) from error
