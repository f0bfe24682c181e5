"""The clock, the port, who runs, and the programs beside us."""

from collections.abc import Iterator
from datetime import UTC, datetime
from shutil import which

from service.doctor.finding import Finding, note, trouble, trouble_of
from service.home import Home, HomeTrouble, keeper_of
from service.port import why_not
from service.settings import Settings

_BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No machine that runs this program has an earlier clock that is right."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def examine_machine(home: Home, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at what is not the firm's data."""
    yield _clock(settings, now)
    yield from _service(home, settings)
    yield _door(settings)
    yield _office_program()


def _service(home: Home, settings: Settings) -> Iterator[Finding]:
    try:
        keeper = keeper_of(home)
    except HomeTrouble as error:
        yield trouble_of("Служба", error, settings.language)
        return
    if keeper is None:
        yield Finding("Служба", "не запущена")
        yield _port(settings)
    else:
        yield Finding("Служба", f"работает «naryad {keeper.command}», процесс {keeper.pid}")


def _clock(settings: Settings, now: datetime) -> Finding:
    text = f"{settings.zone}, сейчас {now:%d.%m.%Y %H:%M}"
    if now < _BUILT:
        return trouble("Часы", f"{text}: часы отстали", "поставьте время: timedatectl set-ntp true")
    return Finding("Часы", text)


def _port(settings: Settings) -> Finding:
    reason = why_not(settings.host, settings.port)
    if reason:
        text = f"{settings.host}:{settings.port} не открывается: {reason}"
        return trouble("Порт", text, f"выберите другой: naryad run --port {settings.port + 1}")
    return Finding("Порт", f"{settings.host}:{settings.port} свободен")


def _door(settings: Settings) -> Finding:
    if settings.host not in _LOOPBACK and not settings.public_url.startswith("https://"):
        text = f"слушаем {settings.host} без адреса https: пароли и телефоны пойдут по сети открыто"
        return note("Доступ", text, "поставьте впереди веб-сервер с HTTPS и укажите public_url")
    return Finding("Доступ", settings.public_url or "только с этого компьютера")


def _office_program() -> Finding:
    found = which("soffice") or which("libreoffice")
    if found is None:
        return note("LibreOffice", "не найден: таблицу открывают на других компьютерах", "не нужен для работы службы")
    return Finding("LibreOffice", found)
