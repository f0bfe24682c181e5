"""Write a package anew: untouched members raw, changed ones deflated by isal, new ones at the end."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO

from isal import isal_zlib

from service.backends.xlsx.package import CENTRAL, DEFLATED, END, FULL32, LOCAL, UTF8_FLAG, Member, Package
from sheets_schema.errors import EditRefused

Buffer = bytes | memoryview
Content = Iterable[Buffer]

LEVEL = 1
"""isal's level 1 packs as tightly as 2 and 3 on sheet XML and is the fastest of them."""
VERSION = 20
DOS_EPOCH_DATE = 0x21
"""1 January 1980: the date that Excel itself writes; the clock has no business in a package."""
CHUNK = 256 * 1024
COUNT_LIMIT = 0xFFFF


def repack(out: BinaryIO, package: Package, changed: Mapping[str, Content], dropped: Collection[str]) -> None:
    """Write ``package`` with ``changed`` members (plain bytes in pieces), less ``dropped`` ones, to a seekable ``out``."""
    entries = []
    for name, member in package.members.items():
        at = out.tell()
        if name in dropped:
            continue
        if name in changed:
            entries.append(_write_member(out, name, changed[name]))
        else:
            out.write(package.raw(member))
            entries.append(_moved(member, at))
    entries += [_write_member(out, name, changed[name]) for name in changed if name not in package.members]
    _write_end(out, entries, package.comment)


def _write_member(out: BinaryIO, name: str, content: Content) -> bytes:
    encoded = name.encode()
    at = out.tell()
    out.write(_local(encoded, 0, 0, 0))
    packer = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, -15)
    crc = size = 0
    start = out.tell()
    for piece in _chunks(content):
        crc = isal_zlib.crc32(piece, crc)
        size += len(piece)
        out.write(packer.compress(piece))
    out.write(packer.flush())
    end = out.tell()
    out.seek(at)
    out.write(_local(encoded, crc, end - start, size))
    out.seek(end)
    return CENTRAL.pack(
        b"PK\x01\x02", VERSION, VERSION, UTF8_FLAG, DEFLATED, 0, DOS_EPOCH_DATE,
        crc, end - start, size, len(encoded), 0, 0, 0, 0, 0, at,
    ) + encoded  # fmt: skip


def _chunks(content: Content) -> Iterator[memoryview]:
    """Yield the content in pieces that fit a processor's cache; the packer copies what it is given."""
    for piece in content:
        view = memoryview(piece)
        yield from (view[at : at + CHUNK] for at in range(0, len(view), CHUNK))


def _local(name: bytes, crc: int, packed: int, size: int) -> bytes:
    return (
        LOCAL.pack(b"PK\x03\x04", VERSION, UTF8_FLAG, DEFLATED, 0, DOS_EPOCH_DATE, crc, packed, size, len(name), 0)
        + name
    )


def _moved(member: Member, at: int) -> bytes:
    """Return the member's directory record with its new place and nothing else changed."""
    record = member.entry
    if record[42:46] != b"\xff\xff\xff\xff":
        return record[:42] + at.to_bytes(4, "little") + record[46:]
    old = member.offset.to_bytes(8, "little")
    place = record.index(old, CENTRAL.size)  # the 64-bit offset in the zip64 extra field
    return record[:place] + at.to_bytes(8, "little") + record[place + 8 :]


def _write_end(out: BinaryIO, entries: list[bytes], comment: bytes) -> None:
    start = out.tell()
    out.writelines(entries)
    size = out.tell() - start
    if len(entries) >= COUNT_LIMIT or start + size >= FULL32:
        raise EditRefused("edit_too_large", size=start + size)
    out.write(END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), size, start, len(comment)) + comment)
