"""``naryad run``: the service itself."""

from typing import Annotated

import typer

from service.cli.opening import open_firm
from service.cli.options import HERE, HomeDir
from service.home import keeper_of
from service.port import require_port
from service.run import serve


def run(
    home: HomeDir = HERE,
    port: Annotated[int | None, typer.Option(help="Порт страниц.", show_default="8000", min=1, max=65_535)] = None,
) -> None:
    """Запустить службу: следить за таблицей и открыть страницы. Останавливается по Ctrl+C."""
    firm = open_firm(home, {} if port is None else {"port": port})
    if keeper_of(firm.home) is None:  # otherwise the port is taken by the very service that must be named
        require_port(firm.settings.host, firm.settings.port)
    serve(firm.home, firm.settings)
