"""``naryad doctor``: what could keep the service from working here, each with a remedy. Nothing is changed."""

from collections.abc import Iterable, Iterator, Sequence

from service.clock import SystemClock
from service.doctor.disk import examine_disk
from service.doctor.finding import Finding, State, trouble
from service.doctor.journal import examine_journal
from service.doctor.machine import examine_machine
from service.doctor.settings import examine_settings
from service.doctor.workbook import examine_workbook
from service.home import Home

__all__ = ["Finding", "State", "examine"]


def examine(home: Home) -> Sequence[Finding]:
    """Look at everything, first things first: later findings often follow from earlier ones."""
    settings, found = examine_settings(home)
    now = SystemClock(settings.zone_info).now()
    return [
        *found,
        *_as_far_as_allowed("Папка фирмы", examine_disk(home)),
        *_as_far_as_allowed("Служба", examine_machine(home, settings, now)),
        *_as_far_as_allowed("Таблица", examine_workbook(home, settings)),
        *_as_far_as_allowed("Журнал", examine_journal(settings)),
    ]


def _as_far_as_allowed(topic: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """A disk that refuses to be looked at is itself a finding."""
    try:
        yield from findings
    except OSError as error:
        yield trouble(topic, f"{error.filename} не читается: {error.strerror}", "дайте службе право на папку фирмы")
