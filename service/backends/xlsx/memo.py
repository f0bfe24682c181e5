"""The formulas of worksheets that did not change since the last write, so that they are not inflated again."""

from service.backends.xlsx.book import Book
from service.backends.xlsx.formula_cells import SpecialFormulas
from service.backends.xlsx.precedents import FormulaGroup, formula_groups
from service.backends.xlsx.scan import SheetXml
from service.backends.xlsx.scope import Scope

Mark = tuple[int, ...]


class FormulaMemo:
    """Formula groups by worksheet, good as long as the sheet and all names and tables stay the same (by CRC)."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Mark, list[FormulaGroup]]] = {}

    def groups(self, book: Book, title: str, scope: Scope) -> list[FormulaGroup]:
        """Return the formulas of a worksheet that the write does not touch."""
        part = book.sheet(title).part
        mark = _mark(book, part, scope)
        known = self._known.get(title)
        if known and known[0] == mark:
            return known[1]
        xml = SheetXml(book.read(part), part)
        groups = formula_groups(xml, title, SpecialFormulas.of(xml), scope)
        self._known[title] = (mark, groups)
        return groups


def _mark(book: Book, part: str, scope: Scope) -> Mark:
    parts = [part, book.workbook_part, *(table.part for _, table in scope.tables.values())]
    members = book.package.members
    return tuple(members[stored].crc for name in parts if (stored := book.package.find(name)))
