"""Rows that cannot be understood, of many kinds, pasted among good ones: each is explained, and no good one waits for it."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

from sheets_schema.tables import BY_KEY
from tests.flow.firm import Firm
from tests.torture.figures import Trial
from tests.torture.homes import settle

KINDS = ("not explained", "good row blocked", "changed", "stuck")
BAD, GOOD = 250, 50
DAY = date(2026, 3, 2)

GOOD_ROWS: Mapping[str, Mapping[str, object]] = {
    "orders": {
        "date": DAY,
        "name": "Иванов",
        "phone": "+7 912 345-67-89",
        "address": "ул. Лесная, 1",
        "stage": "новый запрос",
    },
    "payments": {"date": DAY, "order": 1, "amount": 500, "kind": "доплата"},
    "expenses": {"date": DAY, "worker": "Иван Кузнецов", "category": "топливо", "amount": 500},
    "advances": {"date": DAY, "worker": "Иван Кузнецов", "kind": "выдано", "amount": 500},
    "bookings": {"day": DAY, "start": "10:00", "name": "Петрова", "phone": "+7 912 345-67-80"},
}
MARK = {"orders": "note", "payments": "comment", "expenses": "comment", "advances": "comment", "bookings": "remark"}

DATES = (
    "завтра", "31.02.2025", "05/02/2025", "февраль 2025", "5 февраля", "01.01.1825", "12.03.2026 и 13.03.2026",
    "пт, 12.03.2026", "2026-13-01", "00.00.0000", "79121234567",
)  # fmt: skip
PHONES = (
    "123", "нет", "8 912 345-67-8", "8 912 345-67-890", "8343123456", "+7 912 345-67-89, +7 912 345-67-88",
    "8 912 345-67-89 доб. 12", "звонить Ивану 8 912 345-67-89", "0000000000",
)  # fmt: skip
EMAILS = ("иванов", "a@b@c.ru", "иван@mail.ru", "a@b.ru; c@d.ru", "mail.ru", "@mail.ru")
SUMS = ("много", "1,500", "1.500", "5к", "5 тыс", "5000-6000", "$100", "100 €", "1500,505", "99999999999999999")
TIMES = ("25:00", "утром", "10:00Z", "10:61")
WRONG: Mapping[tuple[str, str], tuple[object, ...]] = {
    ("orders", "date"): DATES,
    ("orders", "phone"): PHONES,
    ("orders", "email"): EMAILS,
    ("orders", "price"): SUMS,
    ("orders", "name"): (None,),
    ("orders", "stage"): ("монтируеться", "Принято", "?"),
    ("orders", "answered"): ("может", "завтра"),
    ("orders", "documents_complete"): ("частично", "2"),
    ("payments", "date"): (None, "вчера"),
    ("payments", "amount"): (None, "пятьсот", "1,500"),
    ("payments", "kind"): (None, "подарок"),
    ("payments", "order"): (999, "-1", "первый"),
    ("payments", "method"): ("бартер",),
    ("expenses", "worker"): (None, "Никто"),
    ("expenses", "category"): (None,),
    ("expenses", "amount"): (None, "$5", "5к"),
    ("expenses", "date"): ("31.04.2026",),
    ("advances", "kind"): (None, "подарено"),
    ("advances", "worker"): ("Чужой",),
    ("advances", "amount"): ("1.500",),
    ("bookings", "day"): (None, "выходной"),
    ("bookings", "start"): (None, *TIMES),
    ("bookings", "price"): ("договоримся",),
    ("bookings", "state"): ("почти",),
    ("bookings", "phone"): ("12",),
}
"""What stands in which column; None for nothing where something must."""
EVERY = [(table, column, value) for (table, column), values in WRONG.items() for value in values]


@dataclass(frozen=True)
class Pasted:
    """One pasted row, known by its mark."""

    table: str
    mark: str
    column: str
    value: object

    def cells(self) -> Mapping[str, object]:
        """Return what is pasted, by column."""
        wrong = {self.column: self.value} if self.column else {}
        return {**GOOD_ROWS[self.table], MARK[self.table]: self.mark, **wrong}


def pasted(folder: Path, seed: int) -> Iterator[Trial]:
    """Yield a trial for every two hundred and fifty bad rows among fifty good ones."""
    for number in range(seed, seed + 10_000):
        chance = random.Random(number)
        kinds = [EVERY[place % len(EVERY)] for place in range(BAD)]
        rows = [Pasted(table, f"плохая {place}", column, value) for place, (table, column, value) in enumerate(kinds)]
        rows += [Pasted(chance.choice(list(GOOD_ROWS)), f"хорошая {place}", "", None) for place in range(GOOD)]
        chance.shuffle(rows)
        yield _trial(Firm(folder / str(number)).settled(), rows, f"seed {number}")


def _trial(firm: Firm, rows: list[Pasted], story: str) -> Trial:
    _paste(firm, rows)
    faults = [("stuck", text) for text in settle(firm)]
    found = {
        key: {str(row.get(BY_KEY[key].by_key[mark].title)): row for row in firm.cells(BY_KEY[key].title)}
        for key, mark in MARK.items()
    }
    for row in rows:
        faults += _faults(row, found[row.table].get(row.mark, {}))
    firm.ticker.parts.journal.close()
    counts = {"bad rows": sum(bool(row.column) for row in rows), "good rows": sum(not row.column for row in rows)}
    return Trial(counts, [(kind, f"{text} ({story})") for kind, text in faults])


def _paste(firm: Firm, rows: list[Pasted]) -> None:
    book = openpyxl.load_workbook(firm.path)
    for key in GOOD_ROWS:
        sheet = book[BY_KEY[key].title]
        places = {cell.value: cell.column for cell in sheet[1]}
        first = 8 if key == "orders" else 2
        for line, row in enumerate((row for row in rows if row.table == key), first):
            for column, value in row.cells().items():
                sheet.cell(line, places[BY_KEY[key].by_key[column].title]).value = value
    book.save(firm.path)


def _faults(row: Pasted, seen: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    told, title = str(seen.get("Проблемы", "")), BY_KEY[row.table].by_key[row.column or "number"].title
    if row.column and title not in told:
        yield "not explained", f"{row.table}, {title}: {row.value!r} ({told!r})"
    if row.column and row.value is not None and str(seen.get(title)).removesuffix(".0") != str(row.value):
        yield "changed", f"{row.table}, {title}: {row.value!r} became {seen.get(title)!r}"
    if not row.column and (told or "№" not in seen):
        yield "good row blocked", f"{row}: {seen}"
