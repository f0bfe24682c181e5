"""A desk for watcher tests: a workbook in memory, the real poller and the real writer over it, and a person who types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.outbox.folders import FolderMaker
from service.outbox.writer import WorkbookWriter, WriteReport
from sheets_schema.defaults import default_contents
from sheets_schema.effects import Effect
from sheets_schema.journal_ports import Version
from sheets_schema.layout import find_header
from sheets_schema.ports import SheetImage, WorkbookImage
from sheets_schema.problems import Problem
from sheets_schema.snapshot import KnownRow
from sheets_schema.tables import BY_KEY, TABLES
from sheets_schema.upgrade import missing
from sheets_schema.values import Raw
from tests.fakes.file_store import MemoryFileStore
from tests.fakes.journal import MemoryJournal
from tests.fakes.workbook import MemoryWorkbook, Rows, applied
from watchers.poll import Poller, PollReport

START = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))  # a Monday
MINUTE = timedelta(minutes=1)
Typed = Mapping[str, Raw]
"""One row as the staff would have typed it, by column key."""


@dataclass
class MemoryArchive:
    """The poller's ``Archive``: images are kept as they are."""

    versions: list[Version] = field(default_factory=list)
    images: dict[int, Mapping[str, SheetImage]] = field(default_factory=dict)

    def keep(self, image: WorkbookImage, *, by_robot: bool, stale: bool, now: datetime) -> None:
        number, token = len(self.versions) + 1, image.stamp.token
        if not self.versions or (self.versions[-1].sha256, self.versions[-1].stale) != (token, stale):
            version = Version(number, image.generation or 0, now, "", token, by_robot, image.saved_by, stale)
            self.versions.append(version)
            self.images[number] = dict(image.sheets)

    def all(self) -> list[Version]:
        return list(self.versions)

    def read(self, version: Version) -> Mapping[str, SheetImage]:
        return self.images[version.id]


def order(number: int | None, name: str, **cells: Raw) -> Typed:
    """Return an order whose phone and address are its own."""
    own: dict[str, Raw] = {
        "number": None if number is None else float(number),
        "date": date(2026, 2, 2),
        "name": name,
        "phone": f"+7 912 000-{(number or 99) // 100:02d}-{(number or 99) % 100:02d}",
        "address": f"ул. Лесная, {number or name}",
        "stage": "новый запрос",
    }
    return own | cells


NAMES = ("Иванов", "Петров", "Сидоров", "Кузьмин", "Яшин", "Алексеев")
SIX = [order(number, name) for number, name in enumerate(NAMES, 1)]


class Desk:
    """One firm in memory. ``tick`` is a poll and a write, a minute after the last."""

    def __init__(self, orders: Iterable[Typed] = SIX, **others: Iterable[Typed]) -> None:
        self.now = START
        self.book = MemoryWorkbook(new_sheets())
        for key, rows in {"orders": orders, **others}.items():
            for cells in rows:
                self.type_row(cells, key)
        self.book.saved()
        self.journal, self.archive, self.store = MemoryJournal(), MemoryArchive(), MemoryFileStore()
        self.start()

    def start(self) -> None:
        journal = self.journal
        self.poller = Poller(
            self.book, journal.snapshots, journal.writes, journal.conditions, self.archive, lambda _day: frozenset()
        )
        self.poller.start()
        self.writer = WorkbookWriter(
            self.poller, self.book, journal.outbox, journal.writes, explain, MINUTE, 5 * MINUTE
        )
        self.folders = FolderMaker(self.store, journal.outbox, journal.conditions, MINUTE, MINUTE, 3)

    def poll(self) -> PollReport:
        self.now += MINUTE
        return self.poller.poll(self.now)

    def write(self) -> WriteReport:
        self.folders.run(self.now)
        return self.writer.run(self.now)

    def tick(self, times: int = 1) -> PollReport:
        for _ in range(times):
            report = self.poll()
            for _ in range(3):
                self.write()
                self.poller.poll(self.now)
        return report

    def settled(self) -> "Desk":
        self.tick(2)
        return self

    def saved(self, by: str = "") -> None:
        self.book.saved(by)

    # ------------------------------------------------------------------ what a person does

    def rows(self, table: str = "orders") -> Rows:
        return self.book.sheets[BY_KEY[table].title]

    def header(self, table: str = "orders") -> list[Raw]:
        found = find_header(BY_KEY[table], [tuple(row) for row in self.rows(table)])
        assert found is not None
        return self.rows(table)[found - 1]

    def place(self, key: str, table: str = "orders") -> int:
        """Return the place of a column, from 0."""
        return self.header(table).index(BY_KEY[table].by_key[key].title)

    def cells_of(self, number: int, table: str = "orders") -> list[Raw]:
        """Return the row with that №, long enough for every column."""
        at, width = self.place("number", table), len(self.header(table))
        (row,) = [row for row in self.rows(table) if len(row) > at and row[at] == number]
        row.extend([None] * (width - len(row)))
        return row

    def type(self, number: int, /, table: str = "orders", **cells: Raw) -> None:
        """Type into the cells of a numbered row, and save."""
        row = self.cells_of(number, table)
        for key, value in cells.items():
            row[self.place(key, table)] = value
        self.book.saved()

    def type_row(self, cells: Typed, table: str = "orders") -> None:
        """Type a row under the last one; without saving."""
        row: list[Raw] = [None] * len(self.header(table))
        for key, value in cells.items():
            row[self.place(key, table)] = value
        self.rows(table).append(row)

    def change(self, change: Callable[[Rows], None], table: str = "orders") -> None:
        """Do something to the rows under the header, and save."""
        body = self.rows(table)[1:]
        change(body)
        self.rows(table)[1:] = body
        self.book.saved()

    # ------------------------------------------------------------------ what can be seen

    def seen(self, number: int, table: str = "orders") -> dict[str, Raw]:
        """Return the filled cells of a row by column key."""
        titles = {column.title: column.key for column in BY_KEY[table].columns}
        pairs = zip(self.header(table), self.cells_of(number, table), strict=True)
        return {titles[str(title)]: cell for title, cell in pairs if cell is not None and str(title) in titles}

    def numbers(self, table: str = "orders") -> list[Raw]:
        at = self.place("number", table)
        return [row[at] if len(row) > at else None for row in self.rows(table)[1:] if any(c is not None for c in row)]

    def known(self, number: int, table: str = "orders") -> KnownRow:
        return self.journal.snapshots.load().rows[table][number]

    def history(self, number: int | None = None) -> list[tuple[Raw, ...]]:
        """Return (row №, what, was, became) of «История», oldest first."""
        keys = [self.place(key, "history") for key in ("row", "what", "was", "became")]
        rows = [tuple(row[at] if len(row) > at else None for at in keys) for row in self.rows("history")[1:]]
        return [row for row in rows if number is None or row[0] == number]

    def payments(self) -> list[tuple[Raw, ...]]:
        """Return (order №, sum, kind) of «Платежи»."""
        keys = [self.place(key, "payments") for key in ("order", "amount", "kind")]
        return [tuple(row[at] for at in keys) for row in self.rows("payments")[1:] if any(row)]

    def problems(self, number: int, table: str = "orders") -> list[str]:
        return [problem.code for problem in self.known(number, table).problems]

    def told(self, scope: str = "sheet:orders") -> list[str]:
        return [problem.code for problem, _since in self.journal.conditions.all().get(scope, ())]

    def effects(self) -> list[Effect]:
        return [entry.effect for entry in self.journal.outbox.entries.values()]


def explain(problems: Iterable[Problem]) -> str:
    return "; ".join(problem.code for problem in problems)


def new_sheets() -> dict[str, Rows]:
    """Return the sheets of a new firm: what ``upgrade`` gives a workbook that has none."""
    additions, _problems = missing(TABLES, MemoryWorkbook().read(), default_contents())
    return applied({}, additions)
