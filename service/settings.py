"""Every setting of the service: ``naryad.toml`` in the home, over it the environment, over it the command line.

docs/settings.md describes each; a test fails for one that is not there.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from service.settings_faults import SettingsWrong, Sources, explain, laid_over, read_toml, strange_variables

FILE = "naryad.toml"
PREFIX = "NARYAD_"
OUTSIDE = frozenset({"NARYAD_HOME"})
"""Variables with our prefix that are not settings: the command line reads them."""


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("setting_zone", "not a time zone")
    return name


def _public_url(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise PydanticCustomError("setting_url", "not a web address")
    return url.rstrip("/")


def _database(url: str) -> str:
    if url and not url.startswith("sqlite:///"):
        raise PydanticCustomError("setting_database", "not a database that this version knows")
    return url


class Section(BaseModel):
    """A table of ``naryad.toml``; a misspelt name in it is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Poll(Section):
    """How the workbook is watched."""

    seconds: float = Field(default=2.0, ge=0.2, le=3600, examples=[2])


class Outbox(Section):
    """How promised effects are carried out."""

    lease_seconds: int = Field(default=60, ge=5, le=3600, examples=[60])
    retry_seconds: int = Field(default=30, ge=1, le=86_400, examples=[30])
    attempts: int = Field(default=20, ge=1, le=1000, examples=[20])


class Limits(Section):
    """What is refused or dropped so that one odd file cannot take the machine down."""

    unzipped_mb: int = Field(default=300, ge=16, le=8192, examples=[300])
    versions: int = Field(default=30, ge=3, le=1000, examples=[30])


class Settings(BaseSettings):
    """The settings in force. ``database`` is an SQLAlchemy URL and is always filled once loaded."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    host: str = Field(default="127.0.0.1", min_length=1, examples=["127.0.0.1"])
    port: int = Field(default=8000, ge=1, le=65_535, examples=[8000])
    public_url: Annotated[str, AfterValidator(_public_url)] = Field(default="", examples=["https://naryad.example.ru"])
    database: Annotated[str, AfterValidator(_database)] = Field(
        default="", examples=["sqlite:////srv/naryad/journal.db"]
    )
    language: Literal["ru", "en"] = Field(default="ru", examples=["ru"])
    zone: Annotated[str, AfterValidator(_zone)] = Field(default="Europe/Moscow", examples=["Europe/Moscow"])
    poll: Poll = Poll()
    outbox: Outbox = Outbox()
    limits: Limits = Limits()

    @property
    def zone_info(self) -> ZoneInfo:
        """The zone in which the firm lives, as an object."""
        return ZoneInfo(self.zone)

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: object, **_others: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Nothing is read behind the reader's back: ``load_settings`` merges the sources in the open."""
        del settings_cls
        return (init_settings,)


def load_settings(home: Path, given: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings of a home; ``given`` are values from the command line, which win over all.

    Raises ``SettingsWrong`` naming each wrong setting, its value and a spelling that works.
    """
    sources = Sources(given or {}, os.environ, PREFIX)
    if strange := strange_variables(sources, Settings, ignored=OUTSIDE):
        raise SettingsWrong(strange)
    merged = laid_over(read_toml(home / FILE), EnvSettingsSource(Settings)(), sources.given)
    try:
        settings = Settings(**merged)
    except ValidationError as error:
        raise SettingsWrong(explain(error, Settings, sources)) from error
    return settings if settings.database else settings.model_copy(update={"database": _in_home(home)})


def _in_home(home: Path) -> str:
    return f"sqlite:///{home.resolve() / '.naryad' / 'journal.db'}"
