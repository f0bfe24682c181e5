"""``naryad invite``: a link that lets one device into the office."""

from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.screen import show_json, tell
from service.journal import open_journal
from service.settings import Settings
from service.web.sessions import first_link


def invite(home: HomeDir = HERE, as_json: AsJson = False) -> None:
    """Напечатать ссылку, по которой один телефон или компьютер войдёт как владелец. Остальных приглашает страница офиса."""
    firm = open_firm(home)
    firm.home.workbook()
    firm.home.prepare()
    journal = open_journal(firm.settings.database)
    try:
        link = _base(firm.settings) + first_link(journal, firm.clock)
    finally:
        journal.close()
    if as_json:
        show_json({"link": link})
    else:
        tell(link)
        tell("Ссылка действует неделю и впускает один раз. Служба при этом должна работать.")


def _base(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{settings.port}"
