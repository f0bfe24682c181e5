"""Everything that pages and sentences say, gathered from the sources: what a catalogue must translate."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import babel_extract

from service.wording import SENTENCES

ROOT = Path(__file__).parents[3]
_RUSSIAN = re.compile(r"[А-Яа-яЁё«№]")


def all_msgids() -> set[str]:
    """Return every msgid of the pages, their templates and the sentences."""
    wording = ROOT / "service" / "wording"
    sources = [*(ROOT / "service" / "web").glob("*.py"), wording / "counting.py", wording / "saying.py"]
    templates = (ROOT / "service" / "web" / "templates").glob("*.html")
    code = {text for source in sources for text in _literals(source.read_text())}
    sentences = {text for sentence in SENTENCES.values() for text in sentence.msgids}
    return code | sentences | {text for template in templates for text in _of_template(template)}


def _literals(source: str) -> Iterator[str]:
    """Yield the Russian texts in code; docstrings are no part of what people read."""
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Compare) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield from [node.value] if _RUSSIAN.search(node.value) else []


def _of_template(template: Path) -> Iterator[str]:
    with template.open("rb") as file:
        for _line, _function, message, _comments in babel_extract(file, ("_",), (), {"encoding": "utf-8"}):
            if isinstance(message, str):  # anything else is a name that is translated at run time
                yield message
    yield from re.findall(r'counted\([^"]*"([^"]+)"\)', template.read_text())
