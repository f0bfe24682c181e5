"""XML as bytes: attributes of one tag, escaping, and the blind spots (comments, CDATA, instructions) masked out.

Nothing here builds a tree: whatever is not looked for stays as it is, byte for byte.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from xml.parsers import expat

from sheets_schema.errors import EditRefused

NAME = rb"(?:[A-Za-z_][\w.\-]*:)?"
"""An optional namespace prefix before a local name."""

_ATTRIBUTE = re.compile(rb"""([\w:.\-]+)\s*=\s*("[^"]*"|'[^']*')""")
_BLIND = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ENTITY = re.compile(r"&(#[0-9]+|#x[0-9A-Fa-f]+|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_EXCEL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of a start tag, unescaped, by qualified name."""
    return {name.decode(): unescape(value[1:-1].decode()) for name, value in _ATTRIBUTE.findall(tag)}


@cache
def _setting(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s%s\s*=\s*(\"[^\"]*\"|'[^']*')" % re.escape(name.encode()))


def attribute(tag: bytes, name: str) -> str | None:
    """Return one attribute of a start tag, unescaped; None when it is not there."""
    found = _setting(name).search(tag)
    return unescape(found[1][1:-1].decode()) if found else None


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return the start (or empty) tag with one attribute set."""
    setting = f' {name}="{escape_attribute(value)}"'.encode()
    found = _setting(name).search(tag)
    if found:
        return tag[: found.start()] + setting + tag[found.end() :]
    end = re.match(rb"<[\w:.\-]+", tag)
    assert end is not None, tag
    return tag[: end.end()] + setting + tag[end.end() :]


def without_attribute(tag: bytes, name: str) -> bytes:
    """Return the start tag without one attribute."""
    return _setting(name).sub(b"", tag, count=1)


def escape_text(text: str) -> bytes:
    """Escape character data; a carriage return survives only as a character reference (XML 1.0, 2.11)."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.encode()


def escape_attribute(value: str) -> str:
    """Escape an attribute value that stands between double quotes."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def escape_string(text: str) -> bytes:
    """Escape the text of a string cell: programs decode ``_xHHHH_`` in it (ECMA-376 part 1, 22.9.2.19)."""
    return escape_text(_EXCEL_ESCAPE.sub("_x005F_", text))


def unescape(text: str) -> str:
    """Undo the entities of XML."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    entity = found[1]
    if entity.startswith("#"):
        return chr(int("0" + entity[1:], 0 if entity[1] == "x" else 10))
    return _NAMED[entity]


def masked(xml: bytes) -> bytes:
    """Return ``xml`` of the same length with comments, CDATA and instructions blotted out, so that a search is safe.

    The very same object comes back when there are none, which costs one scan.
    """
    if not (_has(xml, b"!") or _has(xml, b"?")):
        return xml
    return _BLIND.sub(lambda blind: b" " * len(blind[0]), xml)


def _has(xml: bytes, sign: bytes) -> bool:
    """Tell whether ``<!`` or ``<?`` stands after the declaration; one rare byte is sought first, at memchr's speed."""
    return xml.find(sign, 60) >= 0 and xml.find(b"<" + sign, 1) >= 0


def require_utf8(xml: bytes, part: str) -> None:
    """Refuse a part in UTF-16 or another encoding (``edit_encoding``): splicing it would garble it."""
    declared = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.\-]+)", xml.removeprefix(b"\xef\xbb\xbf")[:200])
    wide = xml[:2] in {b"\xff\xfe", b"\xfe\xff"} or xml[:1] == b"\x00" or xml[1:2] == b"\x00"
    if wide or (declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}):
        raise EditRefused("edit_encoding", part=part)


def require_well_formed(pieces: Iterable[bytes | memoryview], part: str) -> None:
    """Parse a whole part with expat. Raises ``EditRefused`` (``edit_malformed``) with the parser's reason."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise EditRefused("edit_malformed", part=part, reason=str(error)) from error


def substitute(pattern: re.Pattern[bytes], change: Callable[[re.Match[bytes]], bytes], xml: bytes) -> bytes:
    """``pattern.sub`` that sees nothing inside comments and the like, and leaves them as they are.

    ``change`` gets a match on the masked bytes; no element that we change holds a comment worth keeping.
    """
    parts: list[bytes] = []
    at = 0
    for found in pattern.finditer(masked(xml)):
        new = change(found)
        if new != found[0]:
            parts += (xml[at : found.start()], new)
            at = found.end()
    return b"".join([*parts, xml[at:]]) if parts else xml
