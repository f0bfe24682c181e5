"""What the commands print: plain lines and tables for people, JSON for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

_out = Console(highlight=False, markup=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def tell(text: str = "", style: str | None = None) -> None:
    """Print a line for people."""
    _out.print(text, style=style)


def warn(text: str) -> None:
    """Print a line about trouble, on standard error."""
    _err.print(text, style="red")


def show_json(data: object) -> None:
    """Print data for programs: UTF-8, dates in ISO 8601."""
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their headers."""
    table = Table(*headers, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*row)
    _out.print(table, soft_wrap=False)


def show_facts(facts: Mapping[str, str]) -> None:
    """Print names and values, a line each."""
    width = max(map(len, facts), default=0)
    for name, value in facts.items():
        tell(f"{name.ljust(width)}  {value}")


@contextmanager
def progress_of(title: str) -> Iterator["Steps"]:
    """Show how far long work has come, on standard error and only to a person: into a file it prints nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as progress:
        yield Steps(progress, title)


class Steps:
    """Told by long work: ``steps(done, whole)``."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=None)

    def __call__(self, done: int, whole: int) -> None:
        """Show that ``done`` of ``whole`` is behind us."""
        self._progress.update(self._task, completed=done, total=whole)
