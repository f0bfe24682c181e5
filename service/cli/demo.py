"""``naryad demo``: an invented firm to try things on."""

from typing import Annotated

import typer

from service.cli.opening import open_firm
from service.cli.options import HERE, HomeDir
from service.cli.screen import tell
from service.founding import found_demo


def demo(
    home: HomeDir = HERE,
    seed: Annotated[int, typer.Option(help="То же число — та же фирма.", metavar="ЧИСЛО")] = 1,
) -> None:
    """Завести выдуманную фирму: заказы на всех этапах, люди, бригады, платежи, расходы, записи."""
    firm = open_firm(home)
    workbook = found_demo(firm.home, seed, firm.clock.now().date())
    tell(f"Готово. Таблица: {workbook}")
    tell(f"Запустить: naryad run --home {firm.home.path}")
