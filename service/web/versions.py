"""The kept versions of the workbook, and what differs between two."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from service.web.house import House
from service.web.kit import Kit
from service.wording import gettext
from sheets_schema.journal_ports import Version


def router(house: House, kit: Kit) -> APIRouter:
    """The pages `/versions` and `/versions/compare`."""
    pages = _Versions(house, kit)
    routes = APIRouter(include_in_schema=False)
    routes.get("/versions")(pages.listing)
    routes.get("/versions/compare")(pages.compare)
    return routes


class _Versions:
    def __init__(self, house: House, kit: Kit) -> None:
        self._house = house
        self._kit = kit
        self._say = gettext(house.language)

    def listing(self, request: Request) -> HTMLResponse:
        """Show all, newest first."""
        newest_first = self._house.journal.versions.all()[::-1]
        context = {"versions": newest_first, "comparable": self._house.differ is not None}
        return self._kit.page(request, "versions.html", context)

    def compare(self, request: Request, was: int, became: int) -> HTMLResponse:
        """Show what differs, the older one first whichever was picked first."""
        if self._house.differ is None:
            raise HTTPException(404)
        older, newer = sorted((self._kept(was), self._kept(became)), key=lambda version: version.id)
        changes = self._house.differ(older, newer) if older.id != newer.id else ()
        return self._kit.page(request, "compare.html", {"was": older, "became": newer, "changes": changes})

    def _kept(self, version: int) -> Version:
        found = next((each for each in self._house.journal.versions.all() if each.id == version), None)
        if found is None:
            raise HTTPException(404, self._say("Этой версии уже нет: хранятся только последние."))
        return found
