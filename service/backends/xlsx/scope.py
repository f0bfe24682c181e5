"""What the names in a workbook's formulas stand for: sheets, defined names, tables and their columns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from service.backends.xlsx.book import Book
from service.backends.xlsx.formulas import Mention, parse
from service.backends.xlsx.markup import NAME, attribute, masked, unescape
from service.backends.xlsx.references import Area
from service.backends.xlsx.tables import Table, tables_of

_DEFINED = re.compile(rb"<(%s)definedName(\s[^>]*)>([^<]*)</" % NAME)
_SPECIFIER = re.compile(r"\[((?:[^\[\]']|'.)+)\]")
_DYNAMIC = re.compile(r"\b(?:INDIRECT|OFFSET)\(", re.IGNORECASE)
DEPTH = 8
"""How deep names may name names; a ring of them would never end."""

Found = tuple[str, Area, bool]
"""Sheet (casefolded), area, and whether only the formula's own row of it is meant."""


@dataclass(slots=True)
class Scope:
    """The names of one book."""

    book: Book
    tables: dict[str, tuple[str, Table]] = field(init=False)
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = {
            table.name.casefold(): (sheet.title.casefold(), table)
            for sheet in self.book.sheets
            for table in tables_of(self.book, sheet.part)
        }
        workbook = masked(self.book.read(self.book.workbook_part))
        self.names = {
            (attribute(b"<n" + tag + b">", "name") or "").casefold(): unescape(text.decode())
            for _, tag, text in _DEFINED.findall(workbook)
        }

    def sheets(self, names: tuple[str, ...], own: str) -> Iterable[str]:
        """Return the casefolded titles that a reference's sheet part covers: the own one, one, or a run of them."""
        titles = [sheet.title.casefold() for sheet in self.book.sheets]
        if not names:
            return (own.casefold(),)
        if len(names) == 1:
            return names
        if names[0] in titles and names[-1] in titles:
            first, last = sorted((titles.index(names[0]), titles.index(names[-1])))
            return titles[first : last + 1]
        return ()

    def areas(self, mention: Mention, own: str, depth: int = DEPTH) -> Iterator[Found]:
        """Yield the cells that a defined name or a structured reference stands for."""
        if mention.kind == "struct":
            yield from self._structured(mention.text)
        elif depth:
            name = mention.text.casefold()
            if name in self.tables:
                sheet, table = self.tables[name]
                yield sheet, table.area, False
            for item in parse(self.names.get(name, "")):
                if isinstance(item, Mention):
                    yield from self.areas(item, own, depth - 1)
                else:
                    yield from ((sheet, item.area, False) for sheet in self.sheets(item.sheets, own))

    def is_dynamic(self, mention: Mention) -> bool:
        """Tell whether a defined name is computed by a function that may read anything."""
        return bool(_DYNAMIC.search(self.names.get(mention.text.casefold(), "")))

    def _structured(self, text: str) -> Iterator[Found]:
        """Yield the columns of ``Table[[#This Row],[From]:[To]]``; the whole table where they are not plain names."""
        name, _, inside = text.partition("[")
        entry = self.tables.get(name.casefold())
        candidates = [entry] if entry else ([] if name else list(self.tables.values()))
        for sheet, table in candidates:
            this_row = "#this row" in inside.casefold() or inside.lstrip("[").startswith("@")
            plain = [part.lstrip("@") for part in _SPECIFIER.findall("[" + inside) if not part.startswith("#")]
            places = [table.columns.index(part) for part in plain if part in table.columns]
            left = table.area.left + min(places) if places and len(places) == len(plain) else table.area.left
            right = table.area.left + max(places) if places and len(places) == len(plain) else table.area.right
            yield sheet, Area(table.area.top, left, table.area.bottom, right), this_row
