"""Rendering, and what rooms beside the office are given: the ``WebKit`` port."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from service.web.assets import Asset
from service.web.house import House
from service.web.icons import icon
from service.web.sessions import Visitor
from service.web.shown import StageClass
from service.wording import ago, column_title, counted, gettext, say, table_title
from sheets_schema.cells.show import show_moment, show_money, show_time
from sheets_schema.effects import Effect
from sheets_schema.ports import Person

SECTIONS: Final = (
    ("/", "Офис", False),
    ("/orders", "Заказы", False),
    ("/problems", "Проблемы", False),
    ("/outbox", "Очередь", False),
    ("/devices", "Входы", True),
    ("/versions", "Версии", True),
)
"""Address, name (a msgid), and whether it is rare enough to stand below on a phone."""


PRODUCT: Final = "Наряд"
"""Stands where the firm has not written its name yet."""

SEE_OTHER: Final = 303
"""After a POST a page is fetched anew, so that a reload repeats nothing (RFC 9110)."""


class Kit:
    """The ``WebKit`` over Jinja2 templates; what a template prints is escaped unless it is ``Markup``."""

    def __init__(self, house: House, assets: dict[str, Asset]) -> None:
        self._house = house
        self._pages = Environment(
            loader=PackageLoader("service.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.globals.update(_globals(house, assets))
        self._pages.filters["capital"] = _capital
        self._pages.filters["sentence"] = lambda text: _capital(text) + ("" if text.endswith(("…", ".")) else ".")

    def render(self, template: str, **context: object) -> str:
        """Return a template as HTML."""
        return self._fill(template, self._house.firm_name(), context)

    def without_journal(self, template: str, context: Mapping[str, object], *, status: int) -> HTMLResponse:
        """Return a page that asks the journal for nothing: it may be the journal that does not serve."""
        return HTMLResponse(self._fill(template, "", context), status)

    def _fill(self, template: str, firm: str, context: Mapping[str, object]) -> str:
        common: dict[str, object] = {
            "person": None,
            "here": "",
            "narrow": False,
            "firm": firm or gettext(self._house.language)(PRODUCT),
            "stage_class": StageClass(self._house.rules),
        }
        return self._pages.get_template(template).render({**common, **context})

    def page(
        self, request: Request, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
    ) -> HTMLResponse:
        """Return a page of this visitor; its section in the menu is marked."""
        who: Visitor | None = getattr(request.state, "visitor", None)
        here = "/" + request.url.path.split("/")[1]
        return HTMLResponse(self.render(template, person=who, here=here, **(context or {})), status)

    def person(self, request: Any) -> Person:
        """Return who is asking; the route's guard has let him in already."""
        who: Visitor = request.state.visitor
        return Person(who.name, who.role)

    def emit(self, effects: Sequence[Effect]) -> None:
        """Promise effects; they are durable when this returns."""
        self._house.journal.outbox.emit(effects, self._house.clock.now())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _globals(house: House, assets: dict[str, Asset]) -> dict[str, Any]:
    language = house.language

    def local(moment: datetime) -> datetime:
        return moment.astimezone(house.clock.now().tzinfo).replace(second=0, microsecond=0)

    return {
        "_": gettext(language),
        "language": language,
        "sections": SECTIONS,
        "icon": icon,
        "static": lambda name: assets[name].url,
        "say": partial(say, language=language),
        "counted": partial(counted, language=language),
        "column_title": partial(column_title, language=language),
        "table_title": partial(table_title, language=language),
        "ago": lambda moment: ago(moment, house.clock.now(), language),
        "clock": lambda moment: show_time(local(moment).time()),
        "moment": lambda moment: show_moment(local(moment)),
        "money": show_money,
    }
