"""One write in the making: the book, the drafts of its worksheets, and what moves."""

from dataclasses import dataclass, field
from decimal import Decimal

from service.backends.xlsx.book import Book
from service.backends.xlsx.draft import SheetDraft
from service.backends.xlsx.memo import FormulaMemo
from service.backends.xlsx.scan import SheetXml
from service.backends.xlsx.shifts import Shifts
from sheets_schema.ports import Caches


@dataclass(slots=True)
class Work:
    """What one write makes of a book: its drafts by sheet title. The changed parts are in ``book.changed``."""

    book: Book
    memo: FormulaMemo
    caches: Caches
    """Values of formulas that the caller computed, by sheet title, old row and column."""
    drafts: dict[str, SheetDraft] = field(default_factory=dict)
    shifts: Shifts = field(default_factory=lambda: Shifts({}))

    def draft(self, title: str) -> SheetDraft:
        """Return the draft of a sheet, begun when there is none. Raises ``EditRefused`` (``edit_sheet_missing``)."""
        if title not in self.drafts:
            ref = self.book.sheet(title)
            xml = SheetXml(self.book.read(ref.part), ref.part)
            self.drafts[title] = SheetDraft(ref, xml, self.book.date1904)
        return self.drafts[title]

    def cache(self, title: str, row: int, column: int) -> str | Decimal | None:
        """Return what the caller computed for a formula cell; None when he did not."""
        value = self.caches.get((title, row, column))
        if isinstance(value, float | int) and not isinstance(value, bool):
            value = Decimal(repr(value))
        return value if isinstance(value, str | Decimal) else None

    @property
    def grown(self) -> Shifts:
        """The shifts of all sheets whose lists grew or moved, for what follows a list without standing in its sheet."""
        reached = {title: draft.list_shift for title, draft in self.drafts.items()}
        return Shifts({title: shift for title, shift in reached.items() if shift.moves or shift.grown})
