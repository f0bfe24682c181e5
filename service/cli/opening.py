"""What most commands begin with: the home and its settings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from service.clock import SystemClock
from service.home import Home
from service.settings import Settings, load_settings


class Firm(NamedTuple):
    """One firm, as a command sees it."""

    home: Home
    settings: Settings
    clock: SystemClock


def open_firm(path: Path, given: Mapping[str, Any] | None = None) -> Firm:
    """Read the settings of a home. Raises ``SettingsWrong``."""
    home = Home(path.resolve())
    settings = load_settings(home.path, given)
    return Firm(home, settings, SystemClock(settings.zone_info))
