"""Hostile strings in every text column, written by the robot itself: they stay text, and what no cell can hold fails alone."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl

from service.wording import say
from sheets_schema.cells.kinds import Kind
from sheets_schema.effects import Effect, State, append_row
from sheets_schema.table import Table
from sheets_schema.tables import BY_KEY
from tests.flow.firm import ORDERS, SIX, Firm
from tests.torture.figures import Trial
from tests.torture.homes import settle
from tests.workbooks.hostile import HOSTILE, IMPOSSIBLE

KINDS = ("altered", "formula", "not opened", "others touched", "not refused", "stuck")
TABLES = ("orders", "payments", "expenses", "advances", "bookings", "messages", "history")
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.EMAIL, Kind.PHONE, Kind.TICKS})
A_TRIAL, REFUSED = 40, 3
ALL = len(HOSTILE)
TRIALS = -(-ALL // A_TRIAL)


def written_by_the_robot(folder: Path, seed: int) -> Iterator[Trial]:
    """Yield a trial for each forty strings, in a shuffled order, a few impossible ones among them."""
    chance = random.Random(seed)
    texts = chance.sample(HOSTILE, len(HOSTILE))
    for number in range(TRIALS):
        some = texts[number * A_TRIAL : (number + 1) * A_TRIAL]
        yield _trial(
            Firm(folder / str(number)).settled(), some, chance.sample(IMPOSSIBLE, REFUSED), f"seed {seed}, {number}"
        )


def _trial(firm: Firm, texts: list[str], impossible: list[str], story: str) -> Trial:
    for key in TABLES:
        _promise(firm, BY_KEY[key], [*texts, *(impossible if key == "orders" else ())])
    faults = [("stuck", text) for text in settle(firm)]
    try:
        faults += _formulas(firm) + [fault for key in TABLES for fault in _altered(firm, BY_KEY[key], texts)]
    except Exception as error:  # noqa: BLE001 - whatever a reader raises, the file does not open
        faults.append(("not opened", repr(error)))
    if [row["ФИО"] for row in firm.cells()][:6] != [row["name"] for row in SIX]:
        faults.append(("others touched", str(firm.cells()[:6])))
    failed = firm.ticker.parts.journal.outbox.listing([State.FAILED])
    explained = [each for each in failed if each.error is not None and say(each.error).remedy]
    if len(explained) != len(impossible) or {each.effect.table for each in failed} != {"orders"}:
        faults.append(("not refused", f"{len(explained)} explained of {len(impossible)}, {len(failed)} failed"))
    firm.ticker.parts.journal.close()
    counts = {"strings": len(texts), "cells": len(texts) * sum(len(text_columns(BY_KEY[key])) for key in TABLES)}
    return Trial({**counts, "refused": len(failed)}, [(kind, f"{text[:200]} ({story})") for kind, text in faults])


def text_columns(table: Table) -> list[str]:
    """Return the columns that hold text from outside."""
    return [column.key for column in table.columns if column.kind in TEXTS and column.key not in {"stage", "problems"}]


def _promise(firm: Firm, table: Table, texts: list[str]) -> None:
    journal = firm.ticker.parts.journal
    numbers = journal.snapshots.reserve(table.key, len(texts))
    journal.outbox.emit(
        [_row(firm, table, number, text) for number, text in zip(numbers, texts, strict=True)], firm.now
    )


def _row(firm: Firm, table: Table, number: int, text: str) -> Effect:
    plain = {"number": number, "date": firm.now.date(), "amount": Decimal(5), "stage": "новый запрос"}
    cells = {key: value for key, value in plain.items() if key in table.by_key} | dict.fromkeys(
        text_columns(table), text
    )
    return append_row(table.key, number, cells, key=f"hostile:{table.key}:{number}")


def _altered(firm: Firm, table: Table, texts: list[str]) -> list[tuple[str, str]]:
    """Every string stands in every text column of its own row, letter for letter, as our own reader gives it back."""
    rows = firm.ticker.parts.workbook.read().sheets[table.title].rows
    header = list(rows[0])
    places = [header.index(table.by_key[key].title) for key in text_columns(table)]
    standing = [tuple(row[place] if place < len(row) else None for place in places) for row in rows[1:]]
    return [("altered", f"{table.key}: {text!a}") for text in texts if (text,) * len(places) not in standing]


def _formulas(firm: Firm) -> list[tuple[str, str]]:
    book = openpyxl.load_workbook(firm.path)
    found = []
    for table in map(BY_KEY.__getitem__, TABLES):
        sheet = book[table.title]
        titles = {table.by_key[key].title for key in text_columns(table)}
        columns = [cell.column for cell in sheet[1] if cell.value in titles]
        cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1) for column in columns]
        found += [("formula", f"{table.key} {cell.coordinate}") for cell in cells if cell.data_type == "f"]
    assert ORDERS in book.sheetnames
    return found
