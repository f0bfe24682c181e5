"""How the cells of each kind of column look: number format, alignment, ink. Soft colours, from ``sheets_schema.palette``."""

from collections.abc import Mapping
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from sheets_schema import palette
from sheets_schema.cells.kinds import Kind
from sheets_schema.table import Column, Owner

TEXT_FORMAT: Final = "@"
MONEY_FORMAT: Final = '#,##0.00" ₽"'
"""With «[$₽-419]» LibreOffice in ru-RU takes «15 000» for text, and SUMIFS then passes it over (tests/staff/test_typed.py)."""
DATE_FORMAT: Final = "DD.MM.YYYY"
MONTH_FORMAT: Final = "[$-419]MMMM YYYY"

_FORMATS: Final[Mapping[Kind, str]] = {
    Kind.MONEY: MONEY_FORMAT,
    Kind.DATE: DATE_FORMAT,
    Kind.MOMENT: "DD.MM.YYYY HH:MM",
    Kind.TIME: "HH:MM",
    Kind.COUNT: "0",
    Kind.NUMBER: "0",
    Kind.LINK: "General",
}
"""Whatever is not here is text, so that phones keep their plus and «00123» its zeros."""

_TO_THE_MIDDLE: Final = frozenset({Kind.DATE, Kind.MOMENT, Kind.TIME, Kind.COUNT, Kind.NUMBER, Kind.YES})
FONT: Final = "Calibri"
SIZE: Final = 11

PLAIN: Final = Font(name=FONT, size=SIZE, color=palette.INK)
GREY: Final = Font(name=FONT, size=SIZE, color=palette.QUIET)
BOLD: Final = Font(name=FONT, size=SIZE, bold=True, color=palette.INK)
LINK: Final = Font(name=FONT, size=SIZE, color=palette.ACCENT, underline="single")
ALARM: Final = Font(name=FONT, size=SIZE, color=palette.ALARM)
UNLOCKED: Final = Protection(locked=False)
LOCKED: Final = Protection(locked=True)
HEADER_LINE: Final = Border(bottom=Side(style="thin", color=palette.LINE), right=Side(style="thin", color="FFFFFF"))
HEADER_ALIGNMENT: Final = Alignment(vertical="center", wrap_text=True)


def fill(colour: str) -> PatternFill:
    """Return a plain background."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def number_format(kind: Kind) -> str:
    """Return the number format of a kind of column."""
    return _FORMATS.get(kind, TEXT_FORMAT)


def alignment(kind: Kind, *, wrapped: bool = False) -> Alignment:
    """Sums to the right, dates and numbers to the middle, the rest to the left, in one line unless ``wrapped``."""
    if kind is Kind.MONEY:
        return Alignment(horizontal="right", vertical="center", indent=1)
    if kind in _TO_THE_MIDDLE:
        return Alignment(horizontal="center", vertical="center")
    return Alignment(horizontal="left", vertical="center", wrap_text=wrapped)


def font(column: Column) -> Font:
    """Return the ink: alarm for what must be mended, grey for what nobody types, plain for staff."""
    if column.key == "problems":
        return ALARM
    if column.kind is Kind.LINK:
        return LINK
    return PLAIN if column.owner is Owner.STAFF else GREY


def header_alignment(kind: Kind) -> Alignment:
    """Return how a header stands over its column: on the same side as the cells."""
    over = alignment(kind)
    return Alignment(horizontal=over.horizontal, vertical="center", indent=over.indent, wrap_text=True)


def header_fill(column: Column) -> PatternFill:
    """Return the background of a header: grey over columns that staff leave alone."""
    return fill(palette.HEADER if column.owner is Owner.STAFF else palette.ROBOT_HEADER)
