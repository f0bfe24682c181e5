"""Effects as pages show them: what shall be done, in words, and why it has not been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.wording import column_title, gettext, say, table_title
from sheets_schema.effects import Effect, Kind, State
from sheets_schema.journal_ports import Outboxed

STUCK = (State.FAILED, State.UNKNOWN)
WAITING = (State.DUE, State.CLAIMED)


@dataclass(frozen=True, slots=True)
class Promise:
    """An effect in words. ``stuck``: nothing happens until a person decides; ``doubtful``: nobody knows whether it happened."""

    id: int
    what: str
    state: str
    why: str
    stuck: bool
    doubtful: bool
    created_at: datetime


def promise(each: Outboxed, language: str) -> Promise:
    """Render an effect of the outbox."""
    said = say(each.error, language) if each.error else None
    why = f"{said.text}; {said.remedy}" if said else ""
    state = gettext(language)(_STATES[each.state])
    what = _SAYERS[each.effect.kind](each.effect, language)
    doubtful = each.state is State.UNKNOWN
    return Promise(each.id, what, state, why, each.state in STUCK, doubtful, each.created_at)


_STATES = {
    State.DUE: "ждёт",
    State.CLAIMED: "делается",
    State.DONE: "сделано",
    State.FAILED: "не получилось",
    State.UNKNOWN: "неизвестно, получилось ли",
    State.WITHDRAWN: "отменено",
}


def _place(effect: Effect, language: str) -> str:
    title = table_title(effect.table, language)
    return f"{title}, № {effect.number}" if effect.number else title


def _set_cell(effect: Effect, language: str) -> str:
    columns = ", ".join(f"«{column_title(effect.table, key, language)}»" for key in effect.cells)
    return gettext(language)("{place}: вписать {columns}").format(place=_place(effect, language), columns=columns)


def _append_row(effect: Effect, language: str) -> str:
    return gettext(language)("{place}: добавить строку").format(place=_place(effect, language))


def _number_row(effect: Effect, language: str) -> str:
    return gettext(language)("{place}: поставить номер").format(place=_place(effect, language))


def _delete_row(effect: Effect, language: str) -> str:
    return gettext(language)("{place}: убрать строку").format(place=_place(effect, language))


def _make_folder(effect: Effect, language: str) -> str:
    return gettext(language)("Завести папку «{name}»").format(name=effect.name)


_SAYERS: dict[Kind, Callable[[Effect, str], str]] = {
    Kind.SET_CELL: _set_cell,
    Kind.APPEND_ROW: _append_row,
    Kind.NUMBER_ROW: _number_row,
    Kind.DELETE_ROW: _delete_row,
    Kind.MAKE_FOLDER: _make_folder,
}
