"""One row at its new number: its own places, and every formula in it."""

import re

from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.formula_cells import SharedGroup, formula_of, patterns
from service.backends.xlsx.formulas import Reference, parse
from service.backends.xlsx.markup import (
    attribute,
    attributes,
    escape_attribute,
    escape_text,
    substitute,
    unescape,
    with_attribute,
)
from service.backends.xlsx.references import MAX_ROW, Area
from service.backends.xlsx.row import Row
from service.backends.xlsx.shifts import Shifts
from sheets_schema.errors import EditRefused


class RowMover:
    """Moves the rows of one worksheet."""

    def __init__(self, draft: SheetDraft, shifts: Shifts) -> None:
        self._draft, self._shifts, self._title = draft, shifts, draft.ref.title
        self._shift = shifts.of(self._title)
        self._mark = b"<" + draft.xml.prefix + b"f"
        self._places = re.compile(rb"(<%s(?:row|c)(?=\s)[^>]*?\sr\s*=\s*[\"'][A-Z]*)[0-9]+(?=[\"'])" % draft.xml.prefix)
        self._unshared = {
            number for number, group in draft.specials.shared.items() if _is_reached(group, self._title, shifts)
        }
        self._require_whole_arrays()

    def move(self, xml: bytes, number: int) -> bytes:
        """Return the bytes of row ``number`` as they read after the shift."""
        if not xml:
            return xml
        if self._mark in xml:
            xml = self._move_formulas(xml, number)
        new = self._shift.place(number)
        if attribute(xml[: xml.index(b">") + 1], "r") is None:
            xml = Row.parse(number, xml, self._draft.xml.prefix).numbered().render()
        if new == number:
            return xml
        return self._places.sub(rb"\g<1>%d" % new, xml)

    def _move_formulas(self, xml: bytes, number: int) -> bytes:
        prefix = self._draft.xml.prefix
        if b"shared" not in xml:
            return substitute(patterns(prefix)[0], lambda match: self._moved(match, number, 0), xml)
        row = Row.parse(number, xml, prefix)  # what is shared must know in which column it is written out
        for cell in row.cells:
            match = formula_of(cell.xml, prefix)
            if match is not None:
                cell.xml = cell.xml[: match.start()] + self._moved(match, number, cell.column) + cell.xml[match.end() :]
        return row.render()

    def _moved(self, match: re.Match[bytes], row: int, column: int) -> bytes:
        prefix = self._draft.xml.prefix
        plain = attributes(b"<f " + match[1] + b">")
        text = unescape((match[2] or b"").decode())
        number = plain.get("si", "")
        if plain.get("t") == "shared" and number not in self._unshared:
            return match[0]
        if plain.get("t") == "shared":
            group = self._draft.specials.shared[number]
            text, plain = group.text_at(row, column), {}
        tag = b"<" + prefix + b"f>"
        for name, value in plain.items():
            tag = with_attribute(tag, name, self._moved_area(value) if name in {"ref", "r1", "r2"} else value)
        text = self._shifts.formula(text, self._title, grow=row in self._below)
        return tag + escape_text(text) + b"</" + prefix + b"f>" if text else tag[:-1] + b"/>"

    @property
    def _below(self) -> range:
        """Rows below a list that grew: their totals take the new rows in."""
        grown = self._draft.grown
        return range(min(grown) + 1, MAX_ROW) if grown and self._shift.moves else range(0)

    def _moved_area(self, text: str) -> str:
        area = self._shift.area(Area.parse(text))
        return escape_attribute(str(area)) if area else "#REF!"

    def _require_whole_arrays(self) -> None:
        """An array formula over several rows cannot be torn: Excel refuses it too."""
        for area in self._draft.specials.arrays:
            torn = any(area.top <= row <= area.bottom for row in self._shift.deleted)
            torn |= any(area.top <= row < area.bottom for row in self._shift.inserted)
            if torn and area.bottom > area.top:
                raise EditRefused("edit_array", sheet=self._title, area=str(area))


def _is_reached(group: SharedGroup, title: str, shifts: Shifts) -> bool:
    """Tell whether any cell of a shared formula, or anything it refers to, moves: then it cannot stay shared."""
    if group.area.bottom >= shifts.of(title).first_moved:
        return True
    by_name = {name.casefold(): shift.first_moved for name, shift in shifts.by_title.items()}
    for cell in (next(iter(group.cells)), next(reversed(group.cells))):
        for reference in parse(group.text_at(*cell)):
            if isinstance(reference, Reference):
                names = reference.sheets or (title.casefold(),)
                if any(reference.area.bottom >= by_name.get(name, MAX_ROW + 1) for name in names):
                    return True
    return False
