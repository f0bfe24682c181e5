"""The firm's rules out of their sheets."""

from datetime import date

import pytest

from sheets_schema.defaults import default_contents
from sheets_schema.ports import SheetImage
from sheets_schema.reading import TableRead, read_table
from sheets_schema.rule_tables import FIXED_LISTS
from sheets_schema.rulebook import _NAMED_LISTS, RULE_TABLES, Rulebook, build_rulebook, parse_weekdays, rule_records
from sheets_schema.table import Table
from sheets_schema.tables import BY_KEY, TABLES
from sheets_schema.values import Raw


def reads_of(contents: dict[str, list[dict[str, Raw]]]) -> dict[str, TableRead]:
    return {
        key: read_table(BY_KEY[key], {BY_KEY[key].title: _sheet(BY_KEY[key], rows)}) for key, rows in contents.items()
    }


def _sheet(table: Table, rows: list[dict[str, Raw]]) -> SheetImage:
    header = tuple(column.title for column in table.columns)
    return SheetImage(table.title, [header, *(tuple(row.get(column.key) for column in table.columns) for row in rows)])


def built(**contents: list[dict[str, Raw]]) -> tuple[Rulebook, list[str]]:
    records, problems = rule_records(reads_of(contents))
    rules, misfits = build_rulebook(records, frozenset())
    return rules, [problem.code for problem in (*problems, *misfits)]


def test_the_rules_of_a_new_firm_are_without_fault():
    rules, problems = built(**default_contents())  # type: ignore[arg-type]
    assert problems == []
    assert rules.setting("часовой пояс") == "Europe/Moscow"
    assert rules.setting("нет такой", "иначе") == "иначе"


def test_every_dropdown_of_every_table_has_its_list():
    named = {column.choices for table in TABLES for column in table.columns if column.choices}
    assert named <= set(FIXED_LISTS) | set(_NAMED_LISTS)
    assert all(key in BY_KEY and column in BY_KEY[key].by_key for key, column in _NAMED_LISTS.values())
    assert set(RULE_TABLES) <= set(BY_KEY)


def test_a_value_is_brought_to_the_spelling_of_its_list():
    rules, _problems = built(crews=[{"name": "Бригада Ёлкина"}])
    assert rules.choice("Бригады", " бригада  ЕЛКИНА ") == "Бригада Ёлкина"
    assert rules.choice("Бригады", "Бригада 2") is None
    assert rules.choice("Виды_платежей", "Аванс") == "аванс"


def test_a_row_with_a_fault_is_told_and_left_out():
    rules, problems = built(
        services=[{"name": "Осмотр", "price": "дорого"}, {"name": "Замена", "price": 5.0}, {"price": 1.0}]
    )
    assert problems == ["money_not_a_number", "required_missing"]
    assert [row["name"] for row in rules.records["services"]] == ["Замена"]


def test_who_saves_under_a_name_is_found_by_signature_or_by_the_name_itself():
    rules, _problems = built(
        people=[{"name": "Анна", "role": "офис"}, {"name": "Олег", "role": "офис", "signature": "PC-7"}]
    )
    assert [rules.person(name) for name in ("pc-7", "анна", "Борис", "")] == ["Олег", "Анна", "", ""]


def test_days_of_the_firms_calendar_win_and_those_of_one_crew_do_not_count():
    rules, problems = built(
        calendar=[
            {"day": date(2026, 3, 7), "kind": "рабочий"},
            {"day": date(2026, 3, 10), "kind": "выходной"},
            {"day": date(2026, 3, 11), "kind": "выходной", "crew": "Бригада 1"},
        ]
    )
    assert problems == []
    assert [rules.calendar.is_working(date(2026, 3, day)) for day in (7, 10, 11)] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [("пн–пт", {0, 1, 2, 3, 4}), ("пн-сб", {0, 1, 2, 3, 4, 5}), ("ПН, ср,пт", {0, 2, 4}), ("пт—вт", {4, 5, 6, 0, 1}), ("вс", {6}),
     ("пн - чт, сб", {0, 1, 2, 3, 5}), ("", set()), ("каждый день", set()), ("пн-ср-пт", set()), ("пн,,вт", set())],
)  # fmt: skip
def test_weekdays_are_read_as_people_write_them(text, weekdays):
    assert parse_weekdays(text) == weekdays


def test_weekdays_that_cannot_be_read_are_told_and_are_monday_to_friday():
    rules, problems = built(settings=[{"name": "Рабочие дни недели", "value": "по чётным"}])
    assert problems == ["weekdays_unknown"]
    assert rules.calendar.is_working(date(2026, 3, 2))
    assert not rules.calendar.is_working(date(2026, 3, 7))
