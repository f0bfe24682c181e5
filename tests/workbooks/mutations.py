"""Damage as disks, programs and people do it: cut, flipped, zeroed, members lost or garbled."""

import io
import random
import re
import zipfile

from tests.workbooks.grafting import write_to


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return one damaged copy of a workbook file."""
    return chance.choice(
        [_cut, _flip, _zeroed, _doubled, _member_lost, _member_garbled, _member_garbled, _tag_lost, _attribute_wild]
    )(data, chance)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 50])):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = chance.choice([16, 512, 4096])
    return data[:start] + bytes(len(data[start : start + length])) + data[start + length :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at // 2 :]


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _member_lost(data: bytes, chance: random.Random) -> bytes:
    members = _members(data)
    del members[chance.choice(list(members))]
    return write_to(members)


def _xml_name(members: dict[str, bytes], chance: random.Random) -> str:
    return chance.choice([name for name in members if name.endswith((".xml", ".rels"))])


def _member_garbled(data: bytes, chance: random.Random) -> bytes:
    members = _members(data)
    name = _xml_name(members, chance)
    text = members[name]
    at = chance.randrange(len(text))
    garbage = chance.choice([b"", b"<", b"&", b"\0", b"</x>", b"\xff\xfe", b"<!--", b"]]>", bytes(200)])
    members[name] = chance.choice(
        [text[:at], text[:at] + garbage + text[at + 1 :], text.decode().encode("utf-16"), b""]
    )
    return write_to(members)


def _tag_lost(data: bytes, chance: random.Random) -> bytes:
    members = _members(data)
    name = _xml_name(members, chance)
    tags = list(re.finditer(rb"<[^>]+>", members[name]))
    tag = chance.choice(tags)
    members[name] = members[name][: tag.start()] + members[name][tag.end() :]
    return write_to(members)


def _attribute_wild(data: bytes, chance: random.Random) -> bytes:
    members = _members(data)
    name = _xml_name(members, chance)
    values = list(re.finditer(rb'="[^"]*"', members[name]))
    if not values:
        return data
    value = chance.choice(values)
    wild = chance.choice(
        [
            b"",
            b"-1",
            b"99999999999999999999",
            b"A0",
            b"XFE1",
            b"A1048577",
            b"\xd0\xb6",
            b"1e9",
            b"../../x",
            b"A1:",
            b" ",
        ]
    )
    members[name] = members[name][: value.start()] + b'="' + wild + b'"' + members[name][value.end() :]
    return write_to(members)
