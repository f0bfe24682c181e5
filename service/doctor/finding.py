"""One thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from service.wording import said_of
from sheets_schema.errors import NaryadError


class State(StrEnum):
    """NOTE: worth knowing, works all the same. TROUBLE: something will not work until it is mended."""

    OK = "ok"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """``topic`` names what was looked at; ``remedy`` is empty only where all is well."""

    topic: str
    text: str
    state: State = State.OK
    remedy: str = ""


def note(topic: str, text: str, remedy: str) -> Finding:
    """Return something worth knowing."""
    return Finding(topic, text, State.NOTE, remedy)


def trouble(topic: str, text: str, remedy: str) -> Finding:
    """Return something that must be mended."""
    return Finding(topic, text, State.TROUBLE, remedy)


def trouble_of(topic: str, error: NaryadError, language: str = "ru") -> Finding:
    """Return an error from outside as something that must be mended."""
    said = said_of(error, language)
    return trouble(topic, said.text, said.remedy)
