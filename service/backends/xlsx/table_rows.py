"""Tables after rows were put in or taken out: their ranges and their formulas follow."""

import re
from collections.abc import Callable

from service.backends.xlsx.markup import NAME, attribute, escape_text, substitute, unescape, with_attribute
from service.backends.xlsx.references import Area
from service.backends.xlsx.rowshift import RowShift
from service.backends.xlsx.tables import tables_of
from service.backends.xlsx.work import Work
from sheets_schema.errors import EditRefused

Change = Callable[[re.Match[bytes]], bytes]

_AREAS = re.compile(rb"<%s(?:table|autoFilter|sortState|sortCondition)(?=\s)[^>]*>" % NAME)
_FORMULAS = re.compile(rb"(<(%s)(?:calculatedColumnFormula|totalsRowFormula)(?:\s[^>]*)?>)([^<]+)(</)" % NAME)


def follow_rows(work: Work) -> None:
    """Let every table follow the rows of its sheet, and grow over the rows added under its last one."""
    for sheet in work.book.sheets:
        shift = work.drafts[sheet.title].list_shift if sheet.title in work.drafts else None
        reached = shift is not None and (shift.moves or shift.grown)
        if not reached and not work.shifts:
            continue
        for table in tables_of(work.book, sheet.part):
            xml = work.book.read(table.part)
            new = substitute(_AREAS, _moved_area(shift, sheet.title), xml) if shift and reached else xml
            new = substitute(_FORMULAS, _moved_formula(work, sheet.title), new) if work.shifts else new
            if new != xml:
                work.book.put(table.part, new)


def _moved_area(shift: RowShift, title: str) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        old = Area.parse(attribute(found[0], "ref") or "A1")
        new = shift.area(old, grow=True)
        if new is None:
            raise EditRefused("edit_table_gone", sheet=title, area=str(old))
        return found[0] if new == old else with_attribute(found[0], "ref", str(new))

    return moved


def _moved_formula(work: Work, title: str) -> Change:
    def moved(found: re.Match[bytes]) -> bytes:
        old = unescape(found[3].decode())
        new = work.shifts.formula(old, title)
        return found[0] if new == old else found[1] + escape_text(new) + found[4]

    return moved
