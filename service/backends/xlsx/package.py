"""The zip package as bytes: its members are found, checked and copied raw; only what changed is deflated anew.

``zipfile`` would inflate and deflate every member, and lose what it does not know (extra fields, descriptors).
Layout: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end), 4.5.3 (zip64).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from isal import isal_zlib

from sheets_schema.errors import WorkbookUnreadable

LOCAL = struct.Struct("<4sHHHHHIIIHH")
CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
END = struct.Struct("<4sHHHHIIH")
END64_LOCATOR = struct.Struct("<4sIQI")
END64 = struct.Struct("<4sQHHIIQQQQ")

InflateError = cast("type[Exception]", isal_zlib.IsalError)
"""isal's stubs call the class an instance."""

STORED, DEFLATED = 0, 8
ENCRYPTED_FLAG, DESCRIPTOR_FLAG, UTF8_FLAG = 0x1, 0x8, 0x800
FULL32 = 0xFFFFFFFF
CHUNK = 64 * 1024
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may declare before anything is inflated (FACTS: 240 KB can become 1.4 GB)."""

    total: int = 300 * MIB
    ratio: int = 250
    """Declared bytes for one packed byte; asked only of members over 16 MiB (blank styled rows do pack 100 : 1)."""
    members: int = 20_000


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the central directory tells it. ``entry`` is that record, byte for byte."""

    name: str
    method: int
    flags: int
    crc: int
    packed: int
    size: int
    offset: int
    entry: bytes


class Package:
    """A workbook file held in memory, with its members by name. Raises ``WorkbookUnreadable`` when it is not one."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        self.limits = limits
        entries = list(_directory(data))
        self.members = {member.name: member for member in entries}
        if len(entries) != len(self.members):
            raise WorkbookUnreadable("workbook_corrupt", reason="two members of one name")
        self._by_lower = {name.lower(): name for name in self.members}
        _check_limits(self, limits)

    @property
    def comment(self) -> bytes:
        """The zip's own comment, kept as it is."""
        at = self.data.rfind(b"PK\x05\x06")
        return self.data[at + END.size : at + END.size + END.unpack_from(self.data, at)[7]]

    def find(self, name: str) -> str | None:
        """Return the stored spelling of ``name``: part names are compared without case (OPC, 6.2.2)."""
        return name if name in self.members else self._by_lower.get(name.lower())

    def read(self, name: str) -> bytes:
        """Inflate one member and check its length and CRC. Raises ``WorkbookUnreadable`` (``workbook_corrupt``)."""
        member = self.members[name]
        packed = self.packed(member)
        try:
            plain = (
                isal_zlib.decompress(packed, -15, max(member.size, 1)) if member.method == DEFLATED else bytes(packed)
            )
        except InflateError as error:
            raise WorkbookUnreadable("workbook_corrupt", part=name, reason=str(error)) from error
        if len(plain) != member.size or isal_zlib.crc32(plain) != member.crc:
            raise WorkbookUnreadable("workbook_corrupt", part=name, reason="crc")
        return plain

    def stream(self, name: str) -> Iterator[bytes]:
        """Inflate one member piece by piece; the last one comes only if length and CRC are right."""
        member = self.members[name]
        if member.method == STORED:
            yield self.read(name)
            return
        packed, inflater, crc, size = self.packed(member), isal_zlib.decompressobj(-15), 0, 0
        try:
            for at in range(0, len(packed), CHUNK):
                piece = inflater.decompress(packed[at : at + CHUNK])
                crc, size = isal_zlib.crc32(piece, crc), size + len(piece)
                if at + CHUNK >= len(packed) and (not inflater.eof or (crc, size) != (member.crc, member.size)):
                    raise WorkbookUnreadable("workbook_corrupt", part=name, reason="crc")
                yield piece
        except InflateError as error:
            raise WorkbookUnreadable("workbook_corrupt", part=name, reason=str(error)) from error

    def packed(self, member: Member) -> memoryview:
        """Return the compressed bytes of a member, not copied."""
        start = self._data_start(member)
        return memoryview(self.data)[start : start + member.packed]

    def raw(self, member: Member) -> memoryview:
        """Return local header, data and data descriptor of a member, as they lie in the file."""
        end = self._data_start(member) + member.packed
        if member.flags & DESCRIPTOR_FLAG:
            end += self._descriptor_length(end)
        return memoryview(self.data)[member.offset : end]

    def _data_start(self, member: Member) -> int:
        header = self.data[member.offset : member.offset + LOCAL.size]
        if len(header) < LOCAL.size or header[:4] != b"PK\x03\x04":
            raise WorkbookUnreadable("workbook_corrupt", part=member.name, reason="local header")
        fields = LOCAL.unpack(header)
        start = member.offset + LOCAL.size + int(fields[9]) + int(fields[10])
        if start + member.packed > len(self.data):
            raise WorkbookUnreadable("workbook_truncated", part=member.name)
        return start

    def _descriptor_length(self, at: int) -> int:
        signed = 4 if self.data[at : at + 4] == b"PK\x07\x08" else 0
        short = at + signed + 12  # crc, packed and plain size of four bytes each; zip64 has eight for the sizes
        follows = self.data[short : short + 4]
        return signed + (12 if follows in {b"PK\x03\x04", b"PK\x01\x02", b"PK\x06\x06", b"PK\x05\x06"} else 20)


def _end_record(data: bytes) -> tuple[int, int]:
    """Return offset and count of the central directory."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(data):
        raise WorkbookUnreadable("workbook_truncated", reason="no central directory")
    count, offset = END.unpack_from(data, at)[4], END.unpack_from(data, at)[6]
    locator = at - END64_LOCATOR.size
    if locator >= 0 and data[locator : locator + 4] == b"PK\x06\x07":
        at64 = END64_LOCATOR.unpack_from(data, locator)[2]
        if data[at64 : at64 + 4] != b"PK\x06\x06" or at64 + END64.size > len(data):
            raise WorkbookUnreadable("workbook_corrupt", reason="zip64 end record")
        count, offset = END64.unpack_from(data, at64)[7], END64.unpack_from(data, at64)[9]
    return offset, count


def _directory(data: bytes) -> Iterator[Member]:
    offset, count = _end_record(data)
    for _ in range(count):
        if offset + CENTRAL.size > len(data) or data[offset : offset + 4] != b"PK\x01\x02":
            raise WorkbookUnreadable("workbook_corrupt", reason="central directory")
        fields = CENTRAL.unpack_from(data, offset)
        length = CENTRAL.size + fields[10] + fields[11] + fields[12]
        yield _member(data[offset : offset + length], fields)
        offset += length


def _member(entry: bytes, fields: tuple[int, ...]) -> Member:
    flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_end = CENTRAL.size + fields[10]
    encoding = "utf-8" if flags & UTF8_FLAG else "cp437"
    name = entry[CENTRAL.size : name_end].decode(encoding, "replace").replace("\\", "/").lstrip("/")
    if flags & ENCRYPTED_FLAG:
        raise WorkbookUnreadable("workbook_password", part=name)
    if method not in {STORED, DEFLATED}:
        raise WorkbookUnreadable("workbook_corrupt", part=name, reason=f"method {method}")
    wide = iter(_zip64_values(entry[name_end : name_end + fields[11]]))
    try:
        size = next(wide) if size == FULL32 else size
        packed = next(wide) if packed == FULL32 else packed
        offset = next(wide) if fields[16] == FULL32 else fields[16]
    except StopIteration:
        raise WorkbookUnreadable("workbook_corrupt", part=name, reason="zip64 sizes") from None
    return Member(name, method, flags, crc, packed, size, offset, entry)


def _zip64_values(extra: bytes) -> tuple[int, ...]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            body = extra[at + 4 : at + 4 + length]
            return struct.unpack_from(f"<{len(body) // 8}Q", body)
        at += 4 + length
    return ()


def _check_limits(package: Package, limits: Limits) -> None:
    members: Mapping[str, Member] = package.members
    total = sum(member.size for member in members.values())
    if total > limits.total or len(members) > limits.members:
        raise WorkbookUnreadable("workbook_bomb", declared=total, limit=limits.total)
    for member in members.values():
        if member.size > 16 * MIB and member.size > limits.ratio * max(member.packed, 1):
            raise WorkbookUnreadable("workbook_bomb", declared=member.size, limit=limits.ratio * member.packed)
        if member.offset + member.packed > len(package.data):
            raise WorkbookUnreadable("workbook_truncated", part=member.name)
        if member.method == STORED and member.size != member.packed:
            raise WorkbookUnreadable("workbook_corrupt", part=member.name, reason="stored size")
