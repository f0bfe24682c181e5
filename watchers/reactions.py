"""The rules themselves: each looks at one row's step and emits the effects that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sheets_schema.cells.kinds import Kind as CellKind
from sheets_schema.cells.money import parse_money
from sheets_schema.cells.reason import Unreadable
from sheets_schema.effects import CellContent, Effect, Explained, Kind, ResultOf, append_row, set_cells
from sheets_schema.folders import folder_name
from sheets_schema.stages import Stage
from sheets_schema.table import Owner
from sheets_schema.workdays import add_working_days
from watchers.context import Context
from watchers.history import history_rows
from watchers.step import Step


def fill_new_order(step: Step, context: Context) -> Iterator[Effect]:
    """A new order without a date or a stage gets today and the first stage; what the person typed stays."""
    cells: dict[str, CellContent] = {}
    first = context.rules.stages.first
    if step.new and step.raw.get("date") is None:
        cells["date"] = context.today
    if step.new and step.raw.get("stage") is None and first is not None:
        cells["stage"] = first.name
    if cells:
        yield set_cells("orders", step.number, cells, key=step.key("defaults", context.mark), after=step.numbered_by)


def clear_copied_links(step: Step, context: Context) -> Iterator[Effect]:
    """A copied row must not point into the folder of the order it was copied from."""
    if step.copy_of is not None:
        cells: dict[str, CellContent] = {
            key: None for key in ("folder", "files", "papers") if step.raw.get(key) is not None
        }
        if cells:
            yield set_cells("orders", step.number, cells, key=step.key("links", context.mark), after=step.numbered_by)


def enter_stage(step: Step, context: Context) -> Iterator[Effect]:
    """An order that enters a stage gets its responsible when it has none, its term, and who moved it when nobody said."""
    stage = _entered(step, context)
    if stage is None or step.record is None or step.copy_of is not None:
        return
    cells: dict[str, CellContent] = {}
    if stage.responsible and not step.record.get("responsible"):
        cells["responsible"] = stage.responsible
    due = _due_date(stage, step, context)
    if due is not None:
        cells["due_date"] = due
    if not step.record.get("moved_by") and context.probable_author and not step.new:
        cells["moved_by"] = context.probable_author
    if cells:
        key = f"stage:{step.number}:{stage.name}:{step.entered.get(stage.name, 1)}"
        yield set_cells("orders", step.number, cells, key=key, after=step.numbered_by, seen=step.raw)


def _entered(step: Step, context: Context) -> Stage | None:
    if step.new:
        return context.rules.stages.find((step.record or {}).get("stage")) or context.rules.stages.first
    change = step.change("stage")
    return context.rules.stages.find(change.became) if change else None


def _due_date(stage: Stage, step: Step, context: Context) -> date | None:
    """The stage's term from today; a date that the person set in the same step stays."""
    typed = step.change("due_date")
    if stage.term is None or (typed is not None and typed.became is not None):
        return None
    return add_working_days(context.rules.calendar, context.today, stage.term)


def tell_history(step: Step, context: Context) -> Iterator[Effect]:
    """Every accepted change becomes a row of «История»."""
    for place, cells in enumerate(history_rows(step, context)):
        number = context.numbers.take("history")
        key = step.key(f"history-{place}", context.mark)
        yield append_row("history", number, {"number": number, **cells}, key=key, after=step.numbered_by)


def book_advance(step: Step, context: Context) -> Iterator[Effect]:
    """A changed cell «Аванс» books the difference in «Платежи», the only source of money received."""
    change = step.change("advance")
    if change is None or step.copy_of is not None:
        return
    was, became = (value if isinstance(value, Decimal) else Decimal(0) for value in (change.was, change.became))
    if became != was:
        yield advance_payment(
            step.number, became - was, context, key=step.key("advance", context.mark), after=step.numbered_by
        )


def advance_payment(
    order: int, amount: Decimal, context: Context, *, key: str, after: str | None = None, opening: bool = False
) -> Effect:
    """Return the booking of an advance (roubles) for an order; a smaller advance is booked as a return."""
    number = context.numbers.take("payments")
    cells: dict[str, CellContent] = {
        "number": number,
        "date": context.today,
        "order": order,
        "amount": abs(amount),
        "kind": "аванс" if amount > 0 else "возврат",
        "taken_by": context.probable_author or None,
        "source": "начальный остаток" if opening else "ячейка «Аванс»",
    }
    return append_row("payments", number, cells, key=key, after=after)


def as_numbers(step: Step, context: Context) -> Iterator[Effect]:
    """A sum that a program kept as text («15 000» typed in LibreOffice) becomes the number it says: SUMIFS passes text over.

    Nothing is lost by it: the cell shows the same sum. Only where the text can be read in one way.
    """
    cells: dict[str, CellContent] = {}
    for column in step.table.columns:
        raw = step.raw.get(column.key)
        if column.kind is CellKind.MONEY and column.owner is Owner.STAFF and isinstance(raw, str):
            value = _sum(raw)
            cells |= {} if value is None else {column.key: value}
    if cells and not step.gone:
        key = step.key("sums", context.mark)
        yield set_cells(step.table.key, step.number, cells, key=key, after=step.numbered_by, seen=step.raw)


def _sum(text: str) -> Decimal | None:
    try:
        return parse_money(text)
    except Unreadable:
        return None


def make_folder(step: Step, _context: Context) -> Iterator[Effect]:
    """An order that was accepted and has no folder gets one, and the link to it once the row has its number."""
    if step.record is None or step.gone or (step.raw.get("folder") is not None and step.copy_of is None):
        return
    yield from folder_effects(step.number, step.record, after=step.numbered_by)


def folder_effects(number: int, record: object, *, after: str | None = None) -> Iterator[Effect]:
    """Return the making of an order's folder and the linking that follows it. Made once: the key knows only the order."""
    fields = record if isinstance(record, Mapping) else {}
    name = folder_name(number, str(fields.get("name", "")), str(fields.get("address", "")))
    made = f"folder:{number}"
    yield Effect(key=made, kind=Kind.MAKE_FOLDER, table="orders", number=number, name=name, after=after)
    yield set_cells("orders", number, {"folder": ResultOf(made)}, key=f"link:{number}", after=made)


def explain(step: Step, context: Context) -> Iterator[Effect]:
    """«Проблемы» says what is wrong now: written when it changed, blanked when all is mended."""
    problems = tuple(replace(problem, row=None) for problem in step.problems)
    news = {problem.matter for problem in problems} != {problem.matter for problem in step.told}
    leftover = not problems and not step.told and step.raw.get("problems") is not None
    if (news or leftover) and not step.gone:
        content = Explained(problems)
        yield set_cells(
            step.table.key,
            step.number,
            {"problems": content},
            key=step.key("problems", context.mark),
            after=step.numbered_by,
        )
