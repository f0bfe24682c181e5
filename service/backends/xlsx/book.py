"""An open workbook while it is being changed: its parts by relationship, and what they become."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from service.backends.xlsx.markup import NAME, attribute, attributes, escape_attribute, require_utf8
from service.backends.xlsx.package import Package
from service.backends.xlsx.repack import Buffer
from sheets_schema.errors import EditRefused, WorkbookUnreadable

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TRUE = ("1", "true", "on")
"""How XML Schema, and old Office, spell «true»."""
CONTENT_TYPES = "[Content_Types].xml"

_SHEETS = re.compile(rb"<%ssheet(?=\s)[^>]*>" % NAME)


@dataclass(frozen=True, slots=True)
class SheetRef:
    """One worksheet as the workbook lists it."""

    title: str
    part: str
    state: str = "visible"
    sheet_id: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part. ``kind`` is the last word of its type; ``target`` a part name, or '' if external."""

    id: str
    kind: str
    target: str


class Book:
    """The parts of one package. Reads come from the changed parts first; ``package`` itself is never changed."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, Iterable[Buffer]] = {}
        self.dropped: set[str] = set()
        self._texts: dict[str, bytes] = {}
        self.workbook_part = self._find_workbook()
        self.sheets = self._list_sheets()

    def has(self, part: str) -> bool:
        """Tell whether a part is there, changed or not."""
        return part in self._texts or self.package.find(part) is not None

    def read(self, part: str) -> bytes:
        """Return the present bytes of a part. Raises ``WorkbookUnreadable`` when it is missing or broken."""
        if part in self._texts:
            return self._texts[part]
        stored = self.package.find(part)
        if stored is None:
            raise WorkbookUnreadable("workbook_corrupt", part=part, reason="missing")
        return self.package.read(stored)

    def put(self, part: str, content: bytes) -> None:
        """Set a (small) part; a worksheet's pieces go to ``put_pieces``."""
        require_utf8(content, part)
        stored = self.package.find(part) or part
        self._texts[part] = self._texts[stored] = content
        self.changed[stored] = (content,)

    def put_pieces(self, part: str, pieces: Iterable[Buffer]) -> None:
        """Set a part from pieces that are not to be joined in memory."""
        self.changed[self.package.find(part) or part] = pieces

    def drop(self, part: str) -> None:
        """Take a part out of the package; its relationships and content type are the caller's matter."""
        self.dropped.add(self.package.find(part) or part)

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of a part ('' is the package itself)."""
        rels = rels_part(part)
        return list(_relations(self.read(rels), part)) if self.has(rels) else []

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that ``part`` is related to in the way ``kind`` (``table``, ``drawing`` …)."""
        return [relation.target for relation in self.relations(part) if relation.kind == kind and relation.target]

    def sheet(self, title: str) -> SheetRef:
        """Return a worksheet by title. Raises ``EditRefused`` (``edit_sheet_missing``)."""
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        raise EditRefused("edit_sheet_missing", sheet=title)

    @property
    def date1904(self) -> bool:
        """Tell whether dates count from 1904 (old Mac workbooks)."""
        tag = re.search(rb"<%sworkbookPr(?=[\s/>])[^>]*>" % NAME, self.read(self.workbook_part))
        return tag is not None and attribute(tag[0], "date1904") in TRUE

    @property
    def strict(self) -> bool:
        """Tell whether the workbook is of the strict kind, which names everything by other URIs."""
        return b"http://purl.oclc.org/ooxml/" in self.read(self.workbook_part)[:4096]

    def add_relation(self, part: str, kind: str, target: str) -> str:
        """Relate ``part`` to ``target`` (a new part) and return the relationship's id."""
        rels = rels_part(part)
        empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{PACKAGE}"></Relationships>'
        text = self.read(rels) if self.has(rels) else empty.encode()
        taken = {relation.id for relation in self.relations(part)}
        new_id = next(name for number in range(1, len(taken) + 2) if (name := f"rIdNaryad{number}") not in taken)
        path = "/" + target
        entry = f'Relationship Id="{new_id}" Type="{STRICT_OFFICE if self.strict else OFFICE}/{kind}" Target="{escape_attribute(path)}"'
        self.put(rels, insert_before_close(text, "Relationships", entry))
        return new_id

    def add_content_type(self, part: str, content_type: str) -> None:
        """Declare the type of a new part."""
        entry = f'Override PartName="/{escape_attribute(part)}" ContentType="{content_type}"'
        self.put(CONTENT_TYPES, insert_before_close(self.read(CONTENT_TYPES), "Types", entry))

    def refresh(self) -> None:
        """List the sheets anew after one was added."""
        self.sheets = self._list_sheets()

    def _find_workbook(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target:
                return relation.target
        raise WorkbookUnreadable("workbook_corrupt", part="_rels/.rels", reason="no officeDocument")

    def _list_sheets(self) -> list[SheetRef]:
        targets = {relation.id: relation for relation in self.relations(self.workbook_part)}
        sheets = []
        for tag in _SHEETS.findall(self.read(self.workbook_part)):
            reference = next((v for k, v in attributes(tag).items() if k.endswith(":id")), "")
            relation = targets.get(reference)
            if relation and relation.kind == "worksheet":
                plain = attributes(tag)
                sheet_id = int(plain.get("sheetId", "0"))
                sheets.append(SheetRef(plain.get("name", ""), relation.target, plain.get("state", "visible"), sheet_id))
        return sheets


def rels_part(part: str) -> str:
    """Return where the relationships of a part lie."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def insert_before_close(xml: bytes, root: str, entry: str) -> bytes:
    """Put an empty element, given without its brackets, last into the root element ``root``, in the root's prefix."""
    close = list(re.finditer(rb"</(%s)%s\s*>" % (NAME, root.encode()), xml))
    if close:
        at, prefix = close[-1].start(), close[-1][1]
        return xml[:at] + b"<" + prefix + entry.encode() + b"/>" + xml[at:]
    empty = re.search(rb"<(%s)(%s)(\s[^>]*)?/>\s*$" % (NAME, root.encode()), xml)
    if empty is None:
        raise EditRefused("edit_malformed", reason=f"{root} is not closed")
    opening = empty[0].rstrip()[:-2]
    closing = b"</" + empty[1] + empty[2] + b">"
    return xml[: empty.start()] + opening + b"><" + empty[1] + entry.encode() + b"/>" + closing


def _relations(xml: bytes, part: str) -> Iterable[Relation]:
    try:
        root = ET.fromstring(xml)  # noqa: S314 - expat ≥ 2.4 bounds entity expansion and loads nothing from outside
    except ET.ParseError as error:
        raise WorkbookUnreadable("workbook_corrupt", part=rels_part(part), reason=str(error)) from error
    folder = posixpath.dirname(part)
    for entry in root:
        target = entry.get("Target", "")
        if entry.get("TargetMode") == "External":
            target = ""
        elif target.startswith("/"):
            target = target.lstrip("/")
        elif target:
            target = posixpath.normpath(posixpath.join(folder, target))
        yield Relation(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target)
