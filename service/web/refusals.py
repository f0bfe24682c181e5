"""What a person sees instead of a page: not logged in, not allowed, not there, not possible now."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from service.web.gate import BodyTooLarge
from service.web.house import House
from service.web.kit import SEE_OTHER, Kit
from service.web.sessions import NotAllowed, NotEntered
from service.wording import gettext, said_of
from sheets_schema.errors import NaryadError


def register(app: FastAPI, house: House, kit: Kit) -> None:
    """Make every refusal a page in the firm's language."""
    _ = gettext(house.language)

    def page(request: Request, status: int, title: str, text: str) -> Response:
        told = {"title": title, "texts": [text], "href": "/", "button": _("На главную страницу")}
        return kit.page(request, "message.html", told, status=status)

    @app.exception_handler(NotEntered)
    def log_in(_request: Request, _error: NotEntered) -> Response:
        return RedirectResponse("/login", SEE_OTHER)

    @app.exception_handler(NotAllowed)
    def forbidden(request: Request, _error: NotAllowed) -> Response:
        who = request.state.visitor
        text = _("Вы вошли как {name}, {role}. Эти страницы видят владелец и офис.").format(
            name=who.name, role=_(who.role)
        )
        told = {"title": _("Эта страница не для вас"), "texts": [text]}
        return kit.page(request, "message.html", told, status=403)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        known = (
            error.detail
            if error.status_code in {404, 422} and " " in error.detail and error.detail != "Not Found"
            else ""
        )
        title = _("Такой страницы нет") if error.status_code == 404 else _("Так не получится")  # noqa: PLR2004 - HTTP
        return page(request, error.status_code, title, known or _("Проверьте адрес или вернитесь на главную страницу."))

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, _error: RequestValidationError) -> Response:
        return page(request, 422, _("Так не получится"), _("Запрос не похож на то, что посылают наши страницы."))

    @app.exception_handler(BodyTooLarge)
    def too_large(request: Request, _error: BodyTooLarge) -> Response:
        return page(request, 413, _("Так не получится"), _("Слишком большой запрос."))

    @app.exception_handler(NaryadError)
    def unavailable(request: Request, error: NaryadError) -> Response:
        said = said_of(error, house.language)
        return page(request, 503, _("Сейчас не получится"), f"{said.place}: {said.text}; {said.remedy}.")
