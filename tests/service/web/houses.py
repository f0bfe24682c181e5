"""Houses to test pages on: a real journal that really decided about the demo firm's rows, without a workbook file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from fastapi.testclient import TestClient

from service.demo import demo_firm
from service.journal import Journal, open_journal
from service.web import House, create_app, first_link
from sheets_schema.contents import Contents
from sheets_schema.ports import Holder, SheetImage
from sheets_schema.reading import read_table
from sheets_schema.rulebook import build_rulebook, rule_records
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Formula, Raw
from tests.fakes.clock import SetClock
from watchers.context import Context, Numbers
from watchers.decide import decide

MORNING = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/Moscow"))
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

    def put(self, table: str, number: int, key: str, value: Raw) -> None:
        """Type into a cell of the row with that number."""
        title, place = BY_KEY[table].title, BY_KEY[table].index[key]
        rows = [list(row) for row in self.sheets[title].rows]
        at = next(at for at, row in enumerate(rows) if at and row[0] == number)
        rows[at][place] = value
        self.sheets[title] = replace(self.sheets[title], rows=[tuple(row) for row in rows])


def build_house(home: Path, *, demo: bool = True, language: str = "ru", public_url: str = "") -> TestHouse:
    """Return a house over the demo firm (or over an empty journal), read two polls ago."""
    clock = SetClock(MORNING)
    around: list[TestHouse] = []
    house = House(
        journal=open_journal(home / "journal.db"),
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
    made = TestHouse(house, clock, sheets_of(demo_firm(7, MORNING.date())) if demo else {})
    around.append(made)
    if demo:
        made.poll()
        made.poll()
    return made


def sheets_of(contents: Contents) -> dict[str, SheetImage]:
    """Return the contents as sheets that were read."""
    sheets = {}
    for key, table in BY_KEY.items():
        header: tuple[Raw, ...] = tuple(column.title for column in table.columns)
        rows = [tuple(_raw(row.get(column.key)) for column in table.columns) for row in contents.get(key, ())]
        sheets[table.title] = SheetImage(table.title, [header, *rows])
    return sheets


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
    from datetime import timedelta

    return "/enter/" + made.journal.devices.invite(person, role, made.clock.now(), timedelta(days=1)).link_token


def texts(rows: Sequence[Mapping[str, object]], key: str) -> list[str]:
    return [str(row[key]) for row in rows]
