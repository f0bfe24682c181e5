"""Before a written file takes the place of the old one, it is read back from the disk and held against what was meant.

Checked: the zip directory; every member, byte for byte: untouched ones against the old file, changed ones against what
was put together; the XML of what is new (whole parts; of a worksheet head, tail and each changed row); every written
cell's value, by a reader that shares nothing with the writer.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from xml.parsers import expat

from service.backends.xlsx.cells import stored_number
from service.backends.xlsx.cellvalues import StoredCell, read_rows
from service.backends.xlsx.draft import Meant, SheetDraft
from service.backends.xlsx.markup import require_well_formed
from service.backends.xlsx.package import Limits, Package
from service.backends.xlsx.repack import Buffer
from service.backends.xlsx.work import Work
from sheets_schema.errors import EditRefused
from sheets_schema.values import Formula, Value

NO_LIMITS = Limits(total=1 << 40, ratio=1 << 30)


def verify(written: bytes, work: Work) -> None:
    """Raise ``EditRefused`` (``edit_not_verified``) when the written file is not exactly what was meant."""
    package = Package(written, NO_LIMITS)
    old, changed = work.book.package, work.book.changed
    kept = [name for name in old.members if name not in work.book.dropped]
    if list(package.members) != [*kept, *(name for name in changed if name not in old.members)]:
        raise _unlike("directory")
    for name, member in package.members.items():
        if name not in changed:
            if bytes(package.raw(member)) != bytes(old.raw(old.members[name])):
                raise _unlike(name)
        elif not _are_same(package.stream(name), changed[name]):
            raise _unlike(name)
    sheets = {work.book.package.find(draft.ref.part) or draft.ref.part: draft for draft in work.drafts.values()}
    for name, pieces in changed.items():
        if name in sheets:
            _verify_sheet(sheets[name], [piece for piece in pieces if isinstance(piece, bytes)], work)
            if work.shifts:
                require_well_formed(pieces, name)
        elif not name.lower().endswith(".vml"):  # the VML of notes is what browsers of 1999 took for markup
            require_well_formed(pieces, name)


def _are_same(read: Iterable[bytes], meant: Iterable[Buffer]) -> bool:
    """Compare two texts that come in pieces cut differently."""
    pieces = iter(meant)
    piece: Buffer = b""
    done = 0
    for chunk in read:
        at = 0
        while at < len(chunk):
            while done == len(piece):
                following = next(pieces, None)
                if following is None:
                    return False
                piece, done = following, 0
            step = min(len(chunk) - at, len(piece) - done)
            if not chunk.startswith(memoryview(piece)[done : done + step], at, at + step):
                return False
            at, done = at + step, done + step
    return done == len(piece) and not any(len(rest) for rest in pieces)


def _verify_sheet(draft: SheetDraft, new: list[bytes], work: Work) -> None:
    """Parse what is new in a worksheet, its first and last piece being head and tail, and look at each written cell."""
    xml = draft.xml
    close = b"</" + xml.prefix + b"worksheet>"
    require_well_formed([new[0], close], xml.part)
    require_well_formed([xml.root_tag, new[-1]], xml.part)
    opening, closing = b"<" + xml.prefix + b"row>", b"</" + xml.prefix + b"row>"
    rows = [piece for piece in new[1:-1] if not piece.startswith(b"<" + xml.prefix + b"c ")]
    cells = [piece for piece in new[1:-1] if piece.startswith(b"<" + xml.prefix + b"c ")]
    rows = [piece for piece in rows if piece.startswith(opening[:-1])]
    try:
        read_rows(b"".join([xml.root_tag, opening, *cells, closing, close]))
        found = read_rows(b"".join([xml.root_tag, *rows, close]))
    except expat.ExpatError as error:
        raise EditRefused("edit_malformed", part=xml.part, reason=str(error)) from error
    for number, cell in _meant(draft, work):
        if not _is_as_meant(found.get((number, cell.column)), cell.value, work, draft):
            raise _unlike(xml.part, row=number, column=cell.column)


def _meant(draft: SheetDraft, work: Work) -> Iterator[tuple[int, Meant]]:
    """Yield what was meant with its final row number; the last word on a cell counts."""
    shift = work.shifts.of(draft.ref.title)
    put_in = {id(row) for rows in draft.inserted.values() for row in rows}
    last = {(id(meant.row), meant.column): meant for meant in draft.meant}
    for meant in last.values():
        if id(meant.row) in put_in:
            yield meant.row.number, meant
        elif meant.row.number not in draft.deleted:
            value = meant.value
            if isinstance(value, Formula):
                value = Formula(work.shifts.formula(value.text, draft.ref.title), value.cached)
            yield shift.place(meant.row.number), Meant(meant.row, meant.column, value)


def _is_as_meant(stored: StoredCell | None, value: Value, work: Work, draft: SheetDraft) -> bool:
    if stored is None:
        return value is None
    if isinstance(value, Formula):
        same_text = not stored.formula or stored.formula == value.text or bool(work.shifts)
        return same_text and _shows(stored, value.cached, draft)
    return stored.formula is None and _shows(stored, value, draft)


def _shows(stored: StoredCell, value: Value, draft: SheetDraft) -> bool:
    match value:
        case None:
            return stored.text == ""
        case bool():
            return stored.kind == "b" and stored.text == ("1" if value else "0")
        case int() | Decimal():
            return stored.kind == "n" and Decimal(stored.text) == Decimal(value)
        case date() | time():
            wanted = stored_number(value, date1904=draft.date1904)
            return stored.kind == "n" and math.isclose(float(stored.text), float(wanted), abs_tol=1e-9)
        case str():
            return stored.kind in {"inlineStr", "str"} and stored.text == value
    return False


def _unlike(part: str, **place: int) -> EditRefused:
    return EditRefused("edit_not_verified", part=part, **place)
