"""How one gets in and out: a link with a button, eight digits, and «Выйти»."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.web.house import House
from service.web.kit import SEE_OTHER, Kit
from service.web.sessions import COOKIE, device_label, let_in, visitor
from service.wording import gettext

_CODE_MARKS: Final = frozenset(" -\u00a0")


def router(house: House, kit: Kit) -> APIRouter:
    """The pages that anybody may open."""
    doors = _Doors(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/enter/{token}")(doors.ask)
    routes.post("/enter/{token}")(doors.enter)
    routes.get("/login")(doors.login)
    routes.post("/login")(doors.try_code)
    routes.post("/logout")(doors.logout)
    return routes


class _Doors:
    def __init__(self, house: House, kit: Kit) -> None:
        self._house = house
        self._kit = kit
        self._say = gettext(house.language)

    def ask(self, request: Request, token: str) -> HTMLResponse:
        """Show a button: a preview of the link by a messenger must not use it up."""
        return self._kit.page(request, "enter.html", {"token": token})

    def enter(self, request: Request, token: str) -> Response:
        """Use the link up. A second press by the device that is inside already does no harm."""
        made = self._redeem(request, token)
        if made is not None:
            return self._inside(made)
        if visitor(self._house, request) is not None:
            return RedirectResponse("/", SEE_OTHER)
        told = {
            "title": self._say("Ссылка не действует"),
            "texts": [self._say("Она уже использована, или её срок вышел. Попросите в офисе новую.")],
            "href": "/login",
            "button": self._say("Войти по коду"),
        }
        return self._kit.page(request, "message.html", told, status=410)

    def login(self, request: Request) -> HTMLResponse:
        """Ask for the code."""
        return self._kit.page(request, "login.html", {"typed": "", "error": ""})

    def try_code(self, request: Request, code: Annotated[str, Form(max_length=40)] = "") -> Response:
        """Wrong codes are counted by the journal: twenty of them close every code that is open."""
        made = self._redeem(request, code) if _is_code(code) else None
        if made is not None:
            return self._inside(made)
        error = self._say("Код не подошёл. Проверьте цифры или попросите в офисе новый: каждый действует один раз.")
        return self._kit.page(request, "login.html", {"typed": code, "error": error}, status=422)

    def logout(self, request: Request) -> Response:
        """Revoke this device: the cookie is worth nothing even where it was copied."""
        who = visitor(self._house, request)
        if who is not None:
            self._house.journal.devices.revoke(who.device, self._house.clock.now())
        answer = RedirectResponse("/login", SEE_OTHER)
        answer.delete_cookie(COOKIE)
        return answer

    def _redeem(self, request: Request, secret: str) -> str | None:
        label = device_label(request.headers.get("user-agent", ""))
        return self._house.journal.devices.redeem(secret, label, self._house.clock.now())

    def _inside(self, token: str) -> Response:
        answer = RedirectResponse("/", SEE_OTHER)
        let_in(self._house, answer, token)
        return answer


def _is_code(typed: str) -> bool:
    return bool(typed) and all(character.isdecimal() or character in _CODE_MARKS for character in typed)
