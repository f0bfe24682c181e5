"""``naryad run``: the service itself."""

from typing import Annotated

import typer

from service.cli.opening import open_firm
from service.cli.options import HERE, HomeDir
from service.run import serve


def run(
    home: HomeDir = HERE,
    port: Annotated[int | None, typer.Option(help="Порт страниц.", show_default="8000", min=1, max=65_535)] = None,
) -> None:
    """Запустить службу: следить за таблицей и открыть страницы. Останавливается по Ctrl+C."""
    firm = open_firm(home, {} if port is None else {"port": port})
    serve(firm.home, firm.settings)
