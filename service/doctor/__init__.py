"""``naryad doctor``: what could keep the service from working here, each with a remedy. Nothing is changed."""

from collections.abc import Sequence
from datetime import datetime

from service.doctor.disk import examine_disk
from service.doctor.finding import Finding, State
from service.doctor.journal import examine_journal
from service.doctor.machine import examine_machine
from service.doctor.workbook import examine_workbook
from service.home import Home
from service.settings import Settings

__all__ = ["Finding", "State", "examine"]


def examine(home: Home, settings: Settings, now: datetime) -> Sequence[Finding]:
    """Look at everything, first things first: later findings often follow from earlier ones."""
    return [
        *examine_disk(home),
        *examine_machine(home, settings, now),
        *examine_workbook(home, settings),
        *examine_journal(settings),
    ]
