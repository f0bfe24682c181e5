"""Houses to test pages on: a real journal that really decided about the demo firm's rows, without a workbook file."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

from fastapi.testclient import TestClient

from service.demo import demo_firm
from service.journal import Journal, open_journal
from service.web import House, create_app, first_link
from service.wording import cell
from sheets_schema.contents import Contents
from sheets_schema.effects import CellContent, Explained, Kind, ResultOf, set_cells
from sheets_schema.journal_ports import Claimed, Version, Write
from sheets_schema.ports import Holder, SheetImage
from sheets_schema.problems import Problem
from sheets_schema.reading import read_table
from sheets_schema.rulebook import build_rulebook, rule_records
from sheets_schema.snapshot import KnownRow
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Formula, Raw, Value
from tests.fakes.clock import SetClock
from watchers.acknowledge import appended, written
from watchers.context import Context, Numbers
from watchers.decide import decide

MORNING = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/Moscow"))
JOURNAL = "journal.db"
BASE = "http://127.0.0.1:8000"


@dataclass
class TestHouse:
    """A house, and hands to move what is around it."""

    __test__ = False

    house: House
    clock: SetClock
    sheets: dict[str, SheetImage]
    holder: Holder | None = None
    polls: int = 0

    @property
    def journal(self) -> Journal:
        return self.house.journal

    def poll(self) -> None:
        """Decide about the sheets as they are now and commit it, as the poller does."""
        self.polls += 1
        reads = {key: read_table(table, self.sheets) for key, table in BY_KEY.items()}
        records, problems = rule_records(reads)
        rules, misfits = build_rulebook(records, frozenset())
        snapshot = self.journal.snapshots.load()
        base = dict(snapshot.next_number)
        numbers = Numbers(dict(base))
        orders = frozenset(row.number for row in reads["orders"].rows if row.number)
        context = Context(self.clock.now(), rules, f"state-{self.polls}", numbers, orders=orders)
        decision = decide(reads, snapshot, context, [*problems, *misfits])
        self.journal.snapshots.commit(decision, base=base, now=self.clock.now())
        self.journal.snapshots.keep_rules(records)

    def write_all(self) -> None:
        """Carry out everything that is due, as the writer does, without a file."""
        outbox, now, lease = self.journal.outbox, self.clock.now(), timedelta(minutes=1)
        while claimed := outbox.claim(tuple(Kind), now, lease):
            rows: dict[tuple[str, int], KnownRow] = {}
            for each in claimed:
                self._carry_out(each, rows)
            generation = self.journal.snapshots.state().generation + 1
            self.journal.writes.intend(Write(generation, tuple(each.id for each in claimed), tuple(rows.values()), now))
            for known in rows.values():
                self._stand(known)
            links = {each.id: f"files/{each.effect.name}" for each in claimed}
            self.journal.writes.acknowledge(generation, results=links, now=now)

    def _stand(self, known: KnownRow) -> None:
        """Let the sheet hold the row, so that the next poll finds what was written."""
        title = BY_KEY[known.table].title
        rows = list(self.sheets[title].rows)
        at = next((at for at, row in enumerate(rows) if at and row[0] == known.number), len(rows))
        rows[at : at + 1] = [tuple(known.raw)]
        self.sheets[title] = replace(self.sheets[title], rows=rows)

    def _carry_out(self, each: Claimed, rows: dict[tuple[str, int], KnownRow]) -> None:
        effect, table = each.effect, BY_KEY[each.effect.table]
        number = effect.number or 0
        cells = {key: _settled(value, each.predecessor) for key, value in effect.cells.items()}
        known = rows.get((table.key, number)) or self.journal.snapshots.get(table.key, number)
        if effect.kind is Kind.APPEND_ROW:
            rows[table.key, number] = appended(table, number, 1000 + number, cells)
        elif effect.kind is Kind.SET_CELL and known is not None:
            rows[table.key, number] = written(table, known, cells)

    def erase(self, table: str, number: int) -> None:
        """Delete the row with that number."""
        title = BY_KEY[table].title
        rows = [row for row in self.sheets[title].rows if row[0] != number]
        self.sheets[title] = replace(self.sheets[title], rows=rows)

    def put(self, table: str, number: int, key: str, value: Raw) -> None:
        """Type into a cell of the row with that number."""
        title, place = BY_KEY[table].title, BY_KEY[table].index[key]
        rows = [list(row) for row in self.sheets[title].rows]
        at = next(at for at, row in enumerate(rows) if at and row[0] == number)
        rows[at][place] = value
        self.sheets[title] = replace(self.sheets[title], rows=[tuple(row) for row in rows])


def build_house(home: Path, *, demo: bool = True, language: str = "ru", public_url: str = "") -> TestHouse:
    """Return a house over the demo firm that was read twice, or over an empty journal."""
    made = _furnished(home, language, public_url, demo=demo)
    if demo:
        made.sheets = sheets_of(demo_firm(7, MORNING.date()))
        made.poll()
        made.poll()
    return made


def moved(model: TestHouse, model_home: Path, home: Path) -> TestHouse:
    """Return a copy of a house under another home: far quicker than living the same day again. The model must be closed."""
    copyfile(model_home / JOURNAL, home / JOURNAL)
    made = _furnished(home, model.house.language, model.house.public_url, demo=True)
    made.sheets, made.holder, made.polls = dict(model.sheets), model.holder, model.polls
    made.clock.moment = model.clock.moment
    return made


def _furnished(home: Path, language: str, public_url: str, *, demo: bool) -> TestHouse:
    clock = SetClock(MORNING)
    around: list[TestHouse] = []
    house = House(
        journal=open_journal(home / JOURNAL),
        clock=clock,
        language=language,
        secret="a secret of tests",
        workbook_path=home / "Заказы.xlsx",
        public_url=public_url,
        holder=lambda: around[0].holder,
        firm_name=lambda: "ООО «Светлый дом»",
        last_poll=lambda: clock.now() if around[0].polls else None,
        demo=demo,
    )
    around.append(TestHouse(house, clock, {}))
    return around[0]


def sheets_of(contents: Contents) -> dict[str, SheetImage]:
    """Return the contents as sheets that were read."""
    sheets = {}
    for key, table in BY_KEY.items():
        header: tuple[Raw, ...] = tuple(column.title for column in table.columns)
        rows = [tuple(_raw(row.get(column.key)) for column in table.columns) for row in contents.get(key, ())]
        sheets[table.title] = SheetImage(table.title, [header, *rows])
    return sheets


def _settled(value: CellContent, predecessor: str) -> Value:
    if isinstance(value, Explained):
        return cell(value.problems)
    return predecessor if isinstance(value, ResultOf) else value


def _raw(value: object) -> Raw:
    if isinstance(value, Formula):
        return None
    if isinstance(value, bool):
        return "да" if value else "нет"
    return float(value) if isinstance(value, int | Decimal) else value  # type: ignore[return-value]


def client_of(made: TestHouse) -> TestClient:
    """Return a browser that is not logged in."""
    return TestClient(create_app(made.house), base_url=BASE, follow_redirects=False, client=("127.0.0.1", 50000))


def entered(made: TestHouse, *, role: str = "владелец", person: str = "Владелец") -> TestClient:
    """Return a browser that is logged in."""
    client = client_of(made)
    link = first_link(made.journal, made.clock) if role == "владелец" else _worker_link(made, person, role)
    answer = client.post(link, headers={"Origin": BASE})
    assert answer.status_code == 303
    return client


def _worker_link(made: TestHouse, person: str, role: str) -> str:
    return "/enter/" + made.journal.devices.invite(person, role, made.clock.now(), timedelta(days=1)).link_token


BUSY = 52
"""The order of which much is to be told: it stands at «монтируется» in the demo firm of seed 7."""


def lived_in(home: Path) -> TestHouse:
    """Return a house in the middle of a working day: history, payments, things that wait, are stuck and are wrong."""
    made = build_house(home)
    made.write_all()
    for key, value in (("stage", "оформляются документы"), ("advance", 12000.0), ("crew", "Бригада 1")):
        made.clock.pass_by(hours=1)
        made.put("orders", BUSY, key, value)
        made.poll()
        made.write_all()
    made.clock.pass_by(minutes=25)
    made.put("orders", BUSY, "advance", 20000.0)
    made.put("orders", BUSY, "stage", "сдаётся")
    made.put("orders", 31, "responsible", "Кузьма Прутков")
    made.poll()
    made.put("orders", BUSY, "inspection_date", "05/02/2025")
    made.put("orders", 29, "stage", "завершон")
    made.poll()
    made.holder = Holder("Мария Зуева", "OFFICE-1", made.clock.now(), ".~lock.Заказы.xlsx#")
    _get_stuck(made)
    _keep_versions(made)
    made.clock.pass_by(seconds=20)
    return made


def _get_stuck(made: TestHouse) -> None:
    now = made.clock.now()
    made.journal.outbox.emit([set_cells("orders", 12, {"responsible": "Мария Зуева"}, key="stuck:12")], now)
    claimed = made.journal.outbox.claim((Kind.SET_CELL,), now, timedelta(minutes=1))
    stuck = next(each for each in claimed if each.effect.key == "stuck:12")
    taken = Problem("cell_taken", "orders", "responsible", 12, value="Пётр Лапин")
    made.journal.outbox.failed(stuck.id, taken, retry_at=None)
    made.journal.outbox.release([each.id for each in claimed if each.id != stuck.id])
    made.journal.conditions.put("store", [Problem("store_disk_full", "")], now)


def _keep_versions(made: TestHouse) -> None:
    for place in range(6):
        at = made.clock.now() - timedelta(minutes=7 * (6 - place))
        author = "" if place % 2 else "Мария Зуева"
        made.journal.versions.keep(
            Version(0, 40 + place, at, f"{place}.xlsx", "", by_robot=bool(place % 2), saved_by=author)
        )


def torn(made: TestHouse) -> TestHouse:
    """Sort one column alone: every number carries another client's name."""
    title, place = BY_KEY["orders"].title, BY_KEY["orders"].index["name"]
    header, *rows = made.sheets[title].rows
    names = sorted(str(row[place]) for row in rows)
    moved = [(*row[:place], name, *row[place + 1 :]) for row, name in zip(rows, names, strict=True)]
    made.sheets[title] = replace(made.sheets[title], rows=[header, *moved])
    made.poll()
    return made
