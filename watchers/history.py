"""What «История» says of a step: what was, what became, who did it and how that is known. Authorship is never invented."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from sheets_schema.cells.kinds import Kind
from sheets_schema.cells.show import show_date, show_moment, show_money, show_phone, show_time
from sheets_schema.effects import CellContent, Effect, append_row
from sheets_schema.table import Table
from watchers.context import Context
from watchers.diff import FieldChange
from watchers.step import Step

BY_WORD, PROBABLY, UNKNOWN, ROBOT = "со слов", "вероятно", "неизвестно", "робот"


def history_rows(step: Step, context: Context) -> Iterator[dict[str, CellContent]]:
    """Yield the cells of each row of «История» that a step leaves, without their numbers."""
    who, known = _author(step, context)
    head: dict[str, CellContent] = {
        "at": _moment(context),
        "table": step.table.title,
        "row": step.number,
    }
    tail: dict[str, CellContent] = {"who": who or None, "known": known}
    if step.gone:
        yield {**head, "what": "строка удалена", **tail}
    elif (step.new and step.copy_of) or (step.was is None and step.changes):  # a row in error is told once it is mended
        became = f"копия № {step.copy_of}" if step.copy_of else _summary(step)
        yield {**head, "what": "новая строка", "became": became or None, **tail}
    else:
        for change in step.changes:
            was, became = (show_value(step, change, value) for value in (change.was, change.became))
            yield {
                **head,
                "what": step.table.by_key[change.column].title,
                "was": was or None,
                "became": became or None,
                **tail,
            }


def _author(step: Step, context: Context) -> tuple[str, str]:
    """«со слов»: the person picked himself in «Кто перевёл»; «вероятно»: the file's last saver; otherwise unknown."""
    picked = step.change("moved_by")
    if picked is not None and picked.became and not step.new:
        return str(picked.became), BY_WORD
    if context.probable_author:
        return context.probable_author, PROBABLY
    return "", UNKNOWN


def _summary(step: Step) -> str:
    record = step.record or {}
    parts = [record.get(key) for key in ("name", "address", "worker", "kind", "category", "service")]
    amount = record.get("amount")
    shown = [str(part) for part in parts if part] + ([show_money(amount)] if isinstance(amount, Decimal) else [])
    return ", ".join(shown)


def show_value(step: Step, change: FieldChange, value: object) -> str:  # noqa: PLR0911 - one line a type reads best
    """Return a typed value as people write it; empty for blank."""
    kind = step.table.by_key[change.column].kind
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Decimal):
        return show_money(value)
    if isinstance(value, datetime):
        return show_moment(value)
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, time):
        return show_time(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return show_phone(str(value)) if kind is Kind.PHONE else str(value)


def number_restored(table: Table, number: int, found: int | None, context: Context, after: str) -> Effect:
    """Return the row of «История» that tells of a number put back where a person had overtyped or erased it."""
    cells: dict[str, CellContent] = {
        "number": (own := context.numbers.take("history")),
        "at": _moment(context),
        "table": table.title,
        "row": number,
        "what": "№ возвращён",
        "was": str(found) if found else "пусто",
        "became": str(number),
        "who": ROBOT,
        "known": ROBOT,
    }
    return append_row("history", own, cells, key=f"told-{after}", after=after)


def _moment(context: Context) -> datetime:
    """Cells know no zone: they hold the firm's own time."""
    return context.now.replace(tzinfo=None, microsecond=0)
