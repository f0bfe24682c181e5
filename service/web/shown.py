"""Values as pages show them."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import urlsplit

from sheets_schema.cells.kinds import PARSERS, Kind
from sheets_schema.cells.reason import Unreadable
from sheets_schema.cells.show import show_date, show_moment, show_money, show_phone, show_time
from sheets_schema.palette import STAGE_COLOURS
from sheets_schema.rulebook import Rulebook
from sheets_schema.stages import Stages
from sheets_schema.values import Raw


def parsed(kind: Kind, raw: Raw) -> object:
    """Return what a cell means, or the cell as it stands when it cannot be understood; None for blank."""
    try:
        return PARSERS[kind](raw)
    except Unreadable:
        return raw


def shown(kind: Kind, value: object) -> str:  # noqa: PLR0911 - one line a type reads best
    """Return a typed value as people write it; empty for blank."""
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
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return show_phone(value) if kind is Kind.PHONE and isinstance(value, str) and value.startswith("+") else str(value)


def link(kind: Kind, value: object) -> str:
    """Return where a value leads (a phone to the dialler, a link to its page); empty when nowhere.

    Only addresses of the web lead anywhere: a cell may hold ``javascript:``.
    """
    text = str(value or "")
    if kind is Kind.LINK and urlsplit(text).scheme in {"http", "https"}:
        return text
    if kind is Kind.PHONE and text.startswith("+"):
        return f"tel:{text}"
    return f"mailto:{text}" if kind is Kind.EMAIL and "@" in text else ""


class StageClass:
    """Gives stages the style classes of their colours, by their place in «Этапы»; reads the rules once, when first asked."""

    def __init__(self, rules: Callable[[], Rulebook]) -> None:
        self._read = rules
        self._stages: Stages | None = None

    def __call__(self, name: str) -> str:
        """Return ``s3`` for the fourth stage; empty for a stage that the firm does not have."""
        if self._stages is None:
            self._stages = self._read().stages
        found = self._stages.find(name)
        return f"s{self._stages.stages.index(found) % len(STAGE_COLOURS)}" if found else ""
