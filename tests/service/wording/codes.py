"""The codes of problems and errors that the code base uses, gathered from its sources."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("service", "sheets_schema", "watchers", "notifiers", "forms", "booking")


_FAMILY = re.compile(r"(workbook|edit|store|journal|backup|home|settings?|quarantine)_[a-z_]+")


@dataclass(frozen=True)
class Use:
    """A place that makes a problem or raises an error. ``given`` are its parameters, None where the source does not show them."""

    code: str
    place: str
    given: frozenset[str] | None = None


def uses() -> list[Use]:
    """Return every use of a code in the sources."""
    trees = {path: ast.parse(path.read_text()) for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    errors = _errors(trees.values())
    return [use for path, tree in trees.items() for use in _uses(tree, str(path.relative_to(ROOT)), errors)]


def used_codes() -> dict[str, str]:
    """Return every code that stands in the sources, with the place where it does."""
    return {use.code: use.place for use in uses()}


def _errors(trees: Iterable[ast.Module]) -> set[str]:
    """Return the names of all exceptions that descend from ``NaryadError``."""
    bases = {
        node.name: {_name(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"NaryadError"}
    while more := {name for name, parents in bases.items() if parents & found} - found:
        found |= more
    return found


def _uses(tree: ast.Module, file: str, errors: set[str]) -> Iterator[Use]:
    """A code stands where a problem is made, or beside an errno, in a table, in a return: then its family tells it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (_name(node.func) == "Problem" or _raises(node, errors)):
            named = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "code")]
            given = _of_problem(node) if _name(node.func) == "Problem" else _of_error(node)
            yield from (Use(text, f"{file}:{node.lineno}", given) for value in named for text in _texts(value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _FAMILY.fullmatch(node.value):
            yield Use(node.value, f"{file}:{node.lineno}")


def _raises(call: ast.Call, errors: set[str]) -> bool:
    """``SomeError("…")``, and ``super().__init__("…")`` inside an exception."""
    return _name(call.func) in errors or (isinstance(call.func, ast.Attribute) and call.func.attr == "__init__")


def _of_error(call: ast.Call) -> frozenset[str] | None:
    names = [each.arg for each in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _of_problem(call: ast.Call) -> frozenset[str] | None:
    """The keys of ``params``, by name or as the seventh argument, where they are written out."""
    given = [each.value for each in call.keywords if each.arg == "params"] or call.args[6:7]
    if not given:
        return frozenset()
    if not isinstance(given[0], ast.Dict):
        return None
    return frozenset(key.value for key in given[0].keys if isinstance(key, ast.Constant))


def _texts(value: ast.expr) -> Iterator[str]:
    """A code, or both of a conditional expression."""
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str) and "_" in value.value:
        yield value.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
