"""What a person sees instead of a page: not logged in, not allowed, not there, not possible now."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

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
        explained = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
        titles = {404: _("Такой страницы нет"), 413: _("Слишком большой запрос.")}
        title = titles.get(error.status_code, _("Так не получится"))
        return page(
            request, error.status_code, title, explained or _("Проверьте адрес или вернитесь на главную страницу.")
        )

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, _error: RequestValidationError) -> Response:
        return page(request, 422, _("Так не получится"), _("Запрос не похож на то, что посылают наши страницы."))

    @app.exception_handler(NaryadError)
    def unavailable(_request: Request, error: NaryadError) -> Response:
        said = said_of(error, house.language)
        texts = [f"{said.place}: {said.text}; {said.remedy}."]
        return kit.without_journal("message.html", {"title": _("Сейчас не получится"), "texts": texts}, status=503)

    @app.exception_handler(Exception)
    def broken(_request: Request, _error: Exception) -> Response:
        """The log has the rest."""
        texts = [_("Это наша ошибка, она записана. Попробуйте ещё раз.")]
        return kit.without_journal("message.html", {"title": _("Что-то сломалось"), "texts": texts}, status=500)
