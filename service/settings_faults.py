"""What is wrong with a setting, as problems that name it, its value, where it was set and a spelling that works."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sheets_schema.errors import NaryadError
from sheets_schema.problems import Problem

CODES: Mapping[str, str] = {
    "extra_forbidden": "setting_unknown",
    "int_parsing": "setting_not_a_number",
    "int_type": "setting_not_a_number",
    "int_from_float": "setting_not_a_number",
    "float_parsing": "setting_not_a_number",
    "float_type": "setting_not_a_number",
    "greater_than_equal": "setting_out_of_range",
    "less_than_equal": "setting_out_of_range",
    "literal_error": "setting_not_a_choice",
    "string_type": "setting_not_a_text",
    "string_too_short": "setting_not_a_text",
    "model_type": "setting_not_a_section",
}
"""Pydantic's kinds of error → ours; our own validators raise kinds that are codes already."""


class SettingsWrong(NaryadError):  # noqa: N818 - the state of a file, named as one
    """At least one setting cannot be used; ``problems`` holds each of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("settings_wrong", count=len(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where settings come from beside the file: the command line and the environment."""

    given: Mapping[str, Any]
    environment: Mapping[str, str]
    prefix: str

    def variable(self, name: str) -> str:
        """Return the environment variable of a dotted name: ``poll.seconds`` → ``NARYAD_POLL__SECONDS``."""
        return self.prefix + name.upper().replace(".", "__")

    def of(self, name: str) -> str:
        """Return where a dotted name was set, in a reader's terms."""
        if name in self.given:
            return "--" + name
        variable = self.variable(name)
        return variable if variable in self.environment else "naryad.toml"


def leaves(model: type[BaseModel], within: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every setting by its dotted name."""
    for name, info in model.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from leaves(kind, f"{within}{name}.")
        else:
            yield within + name, info


def laid_over(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Merge nested mappings; later ones win."""
    return reduce(_over, layers, {})


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(lower)
    for name, value in upper.items():
        below = merged.get(name)
        merged[name] = _over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file says; empty when there is none. Raises ``SettingsWrong`` for one that cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsWrong([_whole_file("settings_no_right", path, str(error.strerror))]) from error
    except UnicodeDecodeError as error:
        raise SettingsWrong([_whole_file("settings_not_utf8", path, "")]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsWrong([_whole_file("settings_not_toml", path, str(error))]) from error


def _whole_file(code: str, path: Path, reason: str) -> Problem:
    return Problem(code, "", value=str(path), params={"path": str(path), "reason": reason})


def strange_variables(sources: Sources, model: type[BaseModel], ignored: Collection[str]) -> list[Problem]:
    """Return a problem for each variable with our prefix that is no setting: a misspelt one must not pass silently."""
    known = {sources.variable(name): name for name, _ in leaves(model)}
    mine = (name for name in sorted(sources.environment) if name.startswith(sources.prefix))
    return [_unknown(name, known, "") for name in mine if name not in known and name not in ignored]


def explain(error: ValidationError, model: type[BaseModel], sources: Sources) -> list[Problem]:
    """Return one problem for each thing that pydantic found wrong."""
    fields = dict(leaves(model))
    return [_explain_one(detail, fields, sources) for detail in error.errors(include_url=False)]


def _explain_one(detail: ErrorDetails, fields: Mapping[str, FieldInfo], sources: Sources) -> Problem:
    name = ".".join(map(str, detail["loc"]))
    code = CODES.get(detail["type"], detail["type"])
    if code == "setting_unknown":
        return _unknown(name, fields, sources.of(name))
    bounds = {key: str(value) for key, value in detail.get("ctx", {}).items() if key in {"ge", "le", "expected"}}
    params = {"source": sources.of(name), "example": example(name, fields.get(name)), **bounds}
    return Problem(code, "", name, value=_shown(detail["input"]), params=params)


def _unknown(name: str, known: Collection[str], source: str) -> Problem:
    nearest = get_close_matches(name, known, n=1, cutoff=0.6)
    return Problem("setting_unknown", "", name, params={"nearest": "".join(nearest), "source": source})


def example(name: str, info: FieldInfo | None) -> str:
    """Return a line of TOML that works: ``port = 8000``; a nested one is written with its dotted name."""
    value = info.examples[0] if info is not None and info.examples else "…"
    return f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else _toml(value)
