"""What a row must satisfy beyond its cells: lists, references, the stage step."""

from collections.abc import Callable, Mapping

from sheets_schema.cells.kinds import Kind
from sheets_schema.problems import Level, Problem
from sheets_schema.reading import shown
from sheets_schema.snapshot import KnownRow, SeenRow
from sheets_schema.stages import check_step
from sheets_schema.table import Table
from watchers.context import Context

Values = dict[str, object]
Check = Callable[[Table, KnownRow | None, SeenRow, Values, int, Context], list[Problem]]


def check_lists(
    table: Table, _known: KnownRow | None, row: SeenRow, values: Values, number: int, context: Context
) -> list[Problem]:
    """Bring list values to the list's own spelling; a value off a strict list is a problem. Ticks may be free text."""
    problems = []
    for column in table.columns:
        if column.kind is not Kind.CHOICE or column.key not in values or column.key == "stage":
            continue
        value = str(values[column.key])
        own = context.rules.choice(column.choices, value)
        if own is not None:
            values[column.key] = own
        elif column.strict and context.rules.lists.get(column.choices):
            choices = ", ".join(dict.fromkeys(context.rules.lists[column.choices].values()))
            problems.append(Problem("not_in_list", table.key, column.key, number, row.row, value, {"choices": choices}))
        elif column.choices == "Сотрудники" and context.rules.lists.get("Сотрудники"):
            problems.append(Problem("person_unknown", table.key, column.key, number, row.row, value, level=Level.NOTE))
    return problems


def check_stage(
    table: Table, known: KnownRow | None, row: SeenRow, values: Values, number: int, context: Context
) -> list[Problem]:
    """Check the stage of an order against the stage it was accepted in, and bring it to the firm's spelling."""
    was = known.record.get("stage") if known and known.record else None
    problems = check_step(context.rules.stages, was if isinstance(was, str) else None, values, table, number, row.row)
    stage = context.rules.stages.find(values.get("stage"))
    if stage is not None:
        values["stage"] = stage.name
    return problems


def check_order_number(
    table: Table, _known: KnownRow | None, row: SeenRow, values: Values, number: int, context: Context
) -> list[Problem]:
    """A payment or expense that names an order must name one that exists."""
    order = values.get("order")
    if not isinstance(order, int) or order in context.orders:
        return []
    return [Problem("order_unknown", table.key, "order", number, row.row, str(order))]


def check_merge(
    table: Table, _known: KnownRow | None, row: SeenRow, _values: Values, number: int, context: Context
) -> list[Problem]:
    """A cell that two people changed differently keeps what was typed last; the other value is told, not lost."""
    titles = {column.title: column.key for column in table.columns}
    return [
        Problem(
            "merge_conflict", table.key, titles.get(each.column, ""), number, row.row, shown(each.kept),
            {"column": each.column, "kept": shown(each.kept), "other": shown(each.other), "who": "другой человек"}, Level.NOTE,
        )
        for each in context.conflicts
        if each.sheet == table.title and each.key == ("№", number)
    ]  # fmt: skip


CHECKS: Mapping[str, tuple[Check, ...]] = {
    "orders": (check_lists, check_stage, check_merge),
    "payments": (check_lists, check_order_number, check_merge),
    "expenses": (check_lists, check_order_number, check_merge),
    "advances": (check_lists, check_merge),
    "bookings": (check_lists, check_merge),
    "calls": (check_lists, check_merge),
    "campaigns": (check_lists, check_merge),
}
"""Which checks a table's rows pass through, in order."""
