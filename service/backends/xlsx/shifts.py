"""All row shifts of one write together, and what they make of a formula, wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.backends.xlsx.formulas import shift_rows
from service.backends.xlsx.rowshift import RowShift

_NONE = RowShift()


@dataclass(frozen=True, slots=True)
class Shifts:
    """Row shifts by sheet title; only of sheets where rows really move."""

    by_title: Mapping[str, RowShift]

    def __bool__(self) -> bool:
        return bool(self.by_title)

    def of(self, title: str) -> RowShift:
        """Return the shift of one sheet (one that moves nothing when it has none)."""
        return self.by_title.get(title, _NONE)

    def formula(self, text: str, own_title: str, *, grow: bool = False) -> str:
        """Return a formula that stands in sheet ``own_title`` as it reads after all shifts."""
        for title, shift in self.by_title.items():
            text = shift_rows(text, own_title, title, shift, grow=grow)
        return text

    def touches(self, xml: bytes, own_title: str) -> bool:
        """Tell whether formulas in a part may refer to a moved sheet; one search for each title."""
        if own_title in self.by_title:
            return True
        return any(_in_xml(title) in xml for title in self.by_title)


def _in_xml(title: str) -> bytes:
    """Return a title as formulas spell it in XML (an ampersand escaped, an apostrophe doubled)."""
    return title.replace("&", "&amp;").replace("'", "''").encode()
