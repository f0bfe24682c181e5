"""The firm's own rules, as it wrote them in the workbook: stages, people, crews, lists, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheets_schema.cells.texts import fold
from sheets_schema.problems import Level, Problem
from sheets_schema.reading import TableRead, parse_row, required
from sheets_schema.rule_tables import FIXED_LISTS
from sheets_schema.snapshot import Record
from sheets_schema.stages import Stages, build_stages
from sheets_schema.tables import BY_KEY, ORDERS
from sheets_schema.workdays import MONDAY_TO_FRIDAY, WorkingWeek

RULE_TABLES = ("stages", "people", "crews", "templates", "services", "calendar", "lists", "settings")

_NAMED_LISTS = {
    "Этапы": ("stages", "name"), "Сотрудники": ("people", "name"), "Бригады": ("crews", "name"),
    "Шаблоны": ("templates", "name"), "Услуги": ("services", "name"), "Каналы": ("lists", "channels"),
    "Типы_объектов": ("lists", "object_types"), "Документы": ("lists", "documents"), "Категории": ("lists", "categories"),
}  # fmt: skip
"""Which column each dropdown list stands in."""

_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


@dataclass(frozen=True)
class Rulebook:
    """Everything that rules ask of the firm. Valid rows only, in the order of the sheet."""

    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    stages: Stages = field(default_factory=Stages)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """List name → folded value → the value as the firm writes it."""
    calendar: WorkingWeek = field(default_factory=WorkingWeek)

    def choice(self, name: str, value: str) -> str | None:
        """Return a list's own spelling of a value, or None when it is not on the list."""
        return self.lists.get(name, {}).get(fold(value))

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting of «Настройки» by its name."""
        wanted = fold(name)
        rows = self.records.get("settings", ())
        return next((str(row["value"]) for row in rows if fold(str(row["name"])) == wanted and "value" in row), default)

    def person(self, signature: str) -> str:
        """Return who of the staff saves files under that name: by «Имя в Excel», else by the name itself; empty when nobody."""
        wanted = fold(signature)
        for row in self.records.get("people", ()):
            if wanted and wanted in (fold(str(row.get("signature", ""))), fold(str(row["name"]))):
                return str(row["name"])
        return ""


Records = Mapping[str, Sequence[Record]]
"""Valid rows of the rule sheets, by table key."""


def rule_records(reads: Mapping[str, TableRead]) -> tuple[Records, list[Problem]]:
    """Return the valid rows of the rule sheets; their problems have no «Проблемы» column, so they are returned."""
    records: dict[str, list[Record]] = {key: [] for key in RULE_TABLES}
    problems: list[Problem] = []
    for key in RULE_TABLES:
        read = reads.get(key)
        for row in read.rows if read else ():
            values, found = parse_row(BY_KEY[key], row, None)
            found += required(BY_KEY[key], values, row, None)
            problems += found
            if not any(problem.level is Level.ERROR for problem in found):
                records[key].append(values)
    return records, problems


def build_rulebook(records: Records, days_off: frozenset[date]) -> tuple[Rulebook, list[Problem]]:
    """Build the rulebook from valid rows; what does not fit together in them is explained."""
    stages, problems = build_stages(records.get("stages", ()), ORDERS)
    calendar, calendar_problems = _calendar(records, days_off)
    return Rulebook(records, stages, _lists(records, stages), calendar), problems + calendar_problems


def _lists(records: Records, stages: Stages) -> dict[str, dict[str, str]]:
    lists = {name: {fold(value): value for value in values} for name, values in FIXED_LISTS.items()}
    for name, (table, column) in _NAMED_LISTS.items():
        lists[name] = {fold(str(row[column])): str(row[column]) for row in records.get(table, ()) if column in row}
    lists["Этапы"] = {name: stage.name for name, stage in stages.by_name.items()}
    return lists


def _calendar(records: Records, days_off: frozenset[date]) -> tuple[WorkingWeek, list[Problem]]:
    exceptions = {
        row["day"]: fold(str(row["kind"])) == "рабочий"
        for row in records.get("calendar", ())
        if isinstance(row["day"], date) and "crew" not in row
    }
    text = next(
        (
            str(row.get("value", ""))
            for row in records.get("settings", ())
            if fold(str(row["name"])) == "рабочие дни недели"
        ),
        "",
    )
    weekdays = parse_weekdays(text)
    problems = [] if weekdays or not text else [Problem("weekdays_unknown", "settings", "value", value=text)]
    return WorkingWeek(weekdays or MONDAY_TO_FRIDAY, days_off, exceptions), problems


def parse_weekdays(text: str) -> frozenset[int]:
    """Read «пн–пт», «пн-сб» or «пн, ср, пт» as weekdays (Monday is 0); empty when it cannot be read."""
    days: set[int] = set()
    for part in fold(text).replace("–", "-").replace("—", "-").split(","):
        ends = [name.strip()[:2] for name in part.split("-")]
        if not part.strip() or len(ends) > 2 or any(end not in _WEEKDAYS for end in ends):  # noqa: PLR2004 - a range has two ends
            return frozenset()
        first, last = _WEEKDAYS.index(ends[0]), _WEEKDAYS.index(ends[-1])
        days |= {day % 7 for day in range(first, (last if last >= first else last + 7) + 1)}
    return frozenset(days)
