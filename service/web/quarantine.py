"""A torn table: what we knew beside what stands there, and a person's answer to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.web.house import House
from service.web.kit import SEE_OTHER, Kit
from service.wording import gettext

Answer = Literal["accept", "undo"]


@dataclass(frozen=True, slots=True)
class _Question:
    """Msgids of the page that asks once more."""

    title: str
    text: str
    button: str
    dangerous: bool


_QUESTIONS: Final[Mapping[str, _Question]] = {
    "accept": _Question(
        "Принять таблицу как есть?",
        "Робот запомнит то, что стоит в таблице сейчас, и продолжит работу.",
        "Это верно",
        dangerous=False,
    ),
    "undo": _Question(
        "Вернуть таблицу как было?",
        "Робот вернёт последнее принятое состояние. То, что вписали после него, останется на странице «Версии».",
        "Вернуть как было",
        dangerous=True,
    ),
}


def router(house: House, kit: Kit) -> APIRouter:
    """The pages `/quarantine/accept` and `/quarantine/undo`."""
    pages = _Quarantine(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/quarantine/{answer}")(pages.ask)
    routes.post("/quarantine/{answer}")(pages.decide)
    return routes


class _Quarantine:
    def __init__(self, house: House, kit: Kit) -> None:
        self._kit = kit
        self._say = gettext(house.language)
        self._snapshots = house.journal.snapshots
        self._do: Mapping[str, Callable[[str], None]] = {
            "accept": self._snapshots.accept,
            "undo": self._snapshots.ask_restore,
        }

    def ask(self, request: Request, answer: Answer) -> Response:
        """Show everything side by side and ask once more."""
        state = self._snapshots.state()
        if state.quarantine is None:
            return RedirectResponse("/", SEE_OTHER)
        asked = _QUESTIONS[answer]
        context = {
            "title": self._say(asked.title),
            "texts": [self._say(asked.text)],
            "quarantine": state.quarantine,
            "action": f"/quarantine/{answer}",
            "hidden": [("stamp", state.stamp)],
            "dangerous": asked.dangerous,
            "button": self._say(asked.button),
            "back": "/",
        }
        return self._kit.page(request, "confirm.html", context)

    def decide(self, request: Request, answer: Answer, stamp: Annotated[str, Form(max_length=500)]) -> Response:
        """Take the answer. The stamp names the state that the person saw: an answer about another one is not taken."""
        state = self._snapshots.state()
        if state.quarantine is not None and state.stamp != stamp:
            told = {
                "title": self._say("Таблица изменилась"),
                "texts": [self._say("Пока вы решали, таблицу сохранили ещё раз. Посмотрите на неё снова.")],
                "href": "/",
                "button": self._say("Посмотреть"),
            }
            return self._kit.page(request, "message.html", told, status=409)
        if state.quarantine is not None:
            self._do[answer](stamp)
        return RedirectResponse("/", SEE_OTHER)
