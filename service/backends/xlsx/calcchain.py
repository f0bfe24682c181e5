"""``calcChain.xml``: the order in which Excel last calculated.

An entry for a cell without a formula is damage to Excel; a missing entry is not. So entries of vanished formulas go,
others follow their rows, and an emptied chain goes whole.
"""

import re
from collections.abc import Iterator

from service.backends.xlsx.book import CONTENT_TYPES, Book, rels_part
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.formula_cells import formula_of
from service.backends.xlsx.markup import NAME, attribute, with_attribute
from service.backends.xlsx.references import cell_name, parse_cell
from service.backends.xlsx.work import Work

_ENTRY = re.compile(rb"<%sc(?=\s)[^>]*?/>" % NAME)
_CLOSED = re.compile(rb"</%sc\s*>" % NAME)


def follow_formulas(work: Work) -> None:
    """Bring the chain in line with the drafts; it is left untouched when no formula vanished or moved."""
    part = next(iter(work.book.related(work.book.workbook_part, "calcChain")), None)
    if part is None or not work.book.has(part):
        return
    xml = work.book.read(part)
    by_id = {str(draft.ref.sheet_id): draft for draft in work.drafts.values()}
    entries = list(_entries(xml))
    kept = [(sheet, cell) for _, sheet, name in entries if (cell := _new_cell(name, by_id.get(sheet), work))]
    if [(sheet, name) for _, sheet, name in entries] == kept:
        return
    if not kept or _CLOSED.search(xml):
        _drop_part(work.book, part)
        return
    work.book.put(part, _rewritten(xml, entries, by_id, work))


def _entries(xml: bytes) -> Iterator[tuple[re.Match[bytes], str, str]]:
    """Yield each entry with its sheet id (an entry without one has that of the entry before) and cell name."""
    sheet = ""
    for found in _ENTRY.finditer(xml):
        sheet = attribute(found[0], "i") or sheet
        yield found, sheet, attribute(found[0], "r") or "A1"


def _new_cell(name: str, draft: SheetDraft | None, work: Work) -> str | None:
    """Return where the formula of an entry stands now; None when it is no more."""
    if draft is None:
        return name
    row, column = parse_cell(name)
    if row in draft.deleted:
        return None
    if row in draft.rows:
        cell = draft.rows[row].cell(column)
        if cell is None or formula_of(cell.xml, draft.xml.prefix) is None:
            return None
    return cell_name(work.shifts.of(draft.ref.title).place(row), column)


def _rewritten(
    xml: bytes, entries: list[tuple[re.Match[bytes], str, str]], by_id: dict[str, SheetDraft], work: Work
) -> bytes:
    parts, at = [], 0
    for found, sheet, name in entries:
        cell = _new_cell(name, by_id.get(sheet), work)
        parts.append(xml[at : found.start()])
        if cell is not None:
            parts.append(with_attribute(with_attribute(found[0], "r", cell), "i", sheet))
        at = found.end()
    return b"".join([*parts, xml[at:]])


def _drop_part(book: Book, part: str) -> None:
    """Take the chain out of the package, with its relationship and content type: Excel builds a new one."""
    relation = next(one for one in book.relations(book.workbook_part) if one.kind == "calcChain")
    rels = rels_part(book.workbook_part)
    by_id = re.compile(
        rb"<%sRelationship\s[^>]*\bId\s*=\s*[\"']%s[\"'][^>]*/>" % (NAME, re.escape(relation.id.encode()))
    )
    book.put(rels, by_id.sub(b"", book.read(rels)))
    override = re.compile(rb"<%sOverride\s[^>]*PartName\s*=\s*[\"']/%s[\"'][^>]*/>" % (NAME, re.escape(part.encode())))
    book.put(CONTENT_TYPES, override.sub(b"", book.read(CONTENT_TYPES)))
    book.drop(part)
