"""Who may enter: making a worker's login, and shutting a lost phone out."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.web.house import House
from service.web.invitations import Envelope, shown_invitation
from service.web.kit import SEE_OTHER, Kit
from service.web.sessions import INVITATION_LIFE
from service.wording import gettext


def router(house: House, kit: Kit) -> APIRouter:
    """The pages `/devices…`."""
    pages = _Devices(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/devices")(pages.listing)
    routes.post("/devices")(pages.invite)
    routes.get("/devices/new")(pages.invitation)
    routes.get("/devices/{device}/revoke")(pages.ask)
    routes.post("/devices/{device}/revoke")(pages.revoke)
    return routes


class _Devices:
    def __init__(self, house: House, kit: Kit) -> None:
        self._house = house
        self._kit = kit
        self._say = gettext(house.language)
        self._devices = house.journal.devices
        self._envelope = Envelope(house)

    def listing(self, request: Request) -> HTMLResponse:
        """Show the devices that are in, and the form for a new login."""
        live = [device for device in self._devices.all() if device.revoked_at is None]
        people = list(self._people().items())
        context = {"devices": live, "mine": request.state.visitor.device, "people": people}
        return self._kit.page(request, "devices.html", context)

    def invite(self, person: Annotated[str, Form(max_length=200)]) -> Response:
        """Make a login for somebody of «Сотрудники», with the role that stands there."""
        role = self._people().get(person)
        if role is None:
            raise HTTPException(422, self._say("На листе «Сотрудники» нет такого человека."))
        made = self._devices.invite(person, role, self._house.clock.now(), INVITATION_LIFE)
        answer = RedirectResponse("/devices/new", SEE_OTHER)
        self._envelope.put(answer, person, made)
        return answer

    def invitation(self, request: Request) -> Response:
        """Show the fresh login; a reload shows the same one and makes no other."""
        told = self._envelope.open(request)
        if told is None:
            return RedirectResponse("/devices", SEE_OTHER)
        address = self._house.public_url or str(request.base_url)
        return self._kit.page(request, "invitation.html", shown_invitation(told, address))

    def ask(self, request: Request, device: int) -> HTMLResponse:
        """Ask once more before shutting a device out."""
        found = next((each for each in self._devices.all() if each.id == device and each.revoked_at is None), None)
        if found is None:
            raise HTTPException(404, self._say("Такого устройства уже нет."))
        context = {
            "title": self._say("Отключить устройство: {person}?").format(person=found.person),
            "texts": [self._say("Оно сразу выйдет из системы. Чтобы войти снова, понадобится новый вход.")],
            "action": f"/devices/{device}/revoke",
            "button": self._say("Отключить"),
            "dangerous": True,
            "back": "/devices",
        }
        return self._kit.page(request, "confirm.html", context)

    def revoke(self, device: int) -> Response:
        """Shut it out at once."""
        self._devices.revoke(device, self._house.clock.now())
        return RedirectResponse("/devices", SEE_OTHER)

    def _people(self) -> Mapping[str, str]:
        """Everybody who works here, with his role."""
        people = self._house.rules().records.get("people", ())
        return {str(each["name"]): str(each["role"]) for each in people if each.get("active", True)}
