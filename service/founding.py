"""A new home: its workbook, made from the defaults or brought along, its settings, its folders."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from service.backends.xlsx.create import create_workbook
from service.demo import demo_firm
from service.home import Home, HomeTrouble, workbooks_in
from sheets_schema.contents import Contents, Row
from sheets_schema.default_settings import FIRM_NAME, FIRM_PHONE, LANGUAGE, ZONE
from sheets_schema.defaults import default_contents
from sheets_schema.tables import TABLES

WORKBOOK: Final = "Заказы.xlsx"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new firm is asked. ``table`` is its own workbook, or None for a new one; ``zone`` an IANA name."""

    firm: str = ""
    phone: str = ""
    zone: str = "Europe/Moscow"
    language: str = "ru"
    table: Path | None = None


def found(home: Home, answers: Answers, today: date) -> Path:
    """Make a home and return its workbook. The firm's own table is copied and left as it is.

    Raises ``HomeTrouble`` (``home_occupied`` when another workbook is there), ``EditRefused`` for a name no cell can hold.
    """
    _require_room(home, answers.table)
    home.prepare()
    place = home.path / (WORKBOOK if answers.table is None else answers.table.name)
    if answers.table is None:
        create_workbook(place, TABLES, _with_answers(default_contents(), answers), today=today)
    elif not place.exists():
        _copy_whole(answers.table, place)
    _write_settings(home, answers)
    return place


def found_demo(home: Home, seed: int, today: date) -> Path:
    """Make the home of an invented firm, the same for the same seed and day. Raises as ``found``."""
    _require_room(home, None)
    home.prepare()
    place = home.path / WORKBOOK
    yesterday = today - timedelta(days=1)  # its day is over: at no hour does its history lie in the future
    create_workbook(place, TABLES, demo_firm(seed, yesterday), today=today)
    home.demo_mark.touch()
    _write_settings(home, Answers())
    (home.own / "demo").touch()
    return place


def _require_room(home: Home, table: Path | None) -> None:
    """Let a table that lies in the home already be adopted, and nothing else."""
    there = workbooks_in(home.path) if home.path.is_dir() else []
    others = [each.name for each in there if table is None or each.resolve() != table.resolve()]
    if others:
        raise HomeTrouble("home_occupied", home=str(home.path), names=", ".join(others))
    if table is not None and not table.is_file():
        raise HomeTrouble("home_table_missing", table=str(table))


def _with_answers(contents: Contents, answers: Answers) -> Contents:
    given = {FIRM_NAME: answers.firm, FIRM_PHONE: answers.phone, ZONE: answers.zone, LANGUAGE: answers.language}
    return {**contents, "settings": [_answered(row, given) for row in contents["settings"]]}


def _answered(row: Row, given: Mapping[str, str]) -> Row:
    answer = given.get(str(row["name"]), "")
    return {**row, "value": answer} if answer else row


def _copy_whole(source: Path, target: Path) -> None:
    draft = target.with_name(f".~naryad-{target.name}.tmp")
    shutil.copyfile(source, draft)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)


def _write_settings(home: Home, answers: Answers) -> None:
    """Write the settings, unless the home brought its own."""
    if not home.settings_file.exists():
        text = f'# Все настройки описаны в docs/settings.md\nlanguage = "{answers.language}"\nzone = "{answers.zone}"\n'
        home.settings_file.write_text(text, "utf-8")
