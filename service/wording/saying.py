"""A problem or an error as a person reads it: place, what is wrong, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from string import Formatter
from typing import Final

from service.wording.catalogue import SOURCE, Gettext, gettext
from service.wording.of_cells import OF_CELLS
from service.wording.of_files import OF_FILES
from service.wording.of_home import OF_HOME
from service.wording.of_rows import OF_ROWS
from service.wording.sentence import Sentence, Sentences
from sheets_schema.cells.texts import showable
from sheets_schema.errors import NaryadError
from sheets_schema.problems import Problem, problem_of
from sheets_schema.tables import BY_KEY

SENTENCES: Final[Sentences] = {**OF_CELLS, **OF_ROWS, **OF_FILES, **OF_HOME}

_LONGEST_VALUE: Final = 60
_LONGEST_LIST: Final = 80
_ALIKE: Final = 0.75
"""From how much likeness a list's item is suggested for what was typed (``difflib`` ratio)."""


@dataclass(frozen=True, slots=True)
class Said:
    """Three parts of a sentence, each ready to be shown: «Заказы, строка 17, «Этап»», what is wrong, what to do."""

    place: str
    text: str
    remedy: str


def say(problem: Problem, language: str = SOURCE) -> Said:
    """Render a problem. Raises ``KeyError`` for a code without a sentence: tests see to it that there is none."""
    _ = gettext(language)
    sentence = SENTENCES[problem.code]
    filled = _parameters(problem, language)
    remedy = next((text for text in sentence.remedies if _wholly(text, filled)), sentence.remedies[-1])
    return Said(
        _place(problem, sentence, language).format_map(filled),
        _(sentence.text).format_map(filled),
        _(remedy).format_map(filled),
    )


def line(problem: Problem, language: str = SOURCE) -> str:
    """Render a problem on one line: `Заказы, строка 17, «Этап»: «монтируеться» — нет такого этапа; выберите: …`."""
    said = say(problem, language)
    return f"{said.place}: {said.text}; {said.remedy}"


def cell(problems: Iterable[Problem], language: str = SOURCE) -> str:
    """Return the text of a row's «Проблемы» cell, a line each.

    The sheet and the row stay out of it: the cell stands in that row, and a sort moves it.
    """
    return "\n".join(_in_row(problem, language) for problem in problems)


def said_of(error: NaryadError, language: str = SOURCE) -> Said:
    """Render an error from outside."""
    return say(problem_of(error), language)


def column_title(table: str, column: str, language: str = SOURCE) -> str:
    """Return the header of a column, or the key where no table has it."""
    found = BY_KEY[table].by_key.get(column) if table in BY_KEY else None
    if found is None:
        return column
    return found.title if language == SOURCE else found.english or found.title


def table_title(table: str, language: str = SOURCE) -> str:
    """Return the title of a worksheet, or the key where there is none."""
    found = BY_KEY.get(table)
    if found is None:
        return table
    return found.title if language == SOURCE else found.english


class _Filled(dict[str, str]):
    """Parameters where a missing one reads as an ellipsis: a poorer sentence, never a crash on somebody's page."""

    def __missing__(self, name: str) -> str:
        return "…"


def _parameters(problem: Problem, language: str) -> _Filled:
    given = {name: _short_list(showable(str(text))) for name, text in problem.params.items()}
    own = {"value": _short(problem.value), "title": column_title(problem.table, problem.column, language)}
    alike = get_close_matches(problem.value, problem.params.get("choices", "").split(", "), n=1, cutoff=_ALIKE)
    return _Filled({"nearest": "".join(alike), **own, **given})


def _short_list(text: str) -> str:
    """Cut a long list after a whole item: «новый запрос, осмотр, принят, …»; the cell's own dropdown holds them all."""
    if len(text) <= _LONGEST_LIST or ", " not in text:
        return text
    return f"{text[:_LONGEST_LIST].rpartition(', ')[0]}, …"


def _wholly(text: str, filled: Mapping[str, str]) -> bool:
    return all(filled.get(name) for _, name, _, _ in Formatter().parse(text) if name)


def _short(value: str) -> str:
    flat = " ".join(showable(value).split())
    return flat if len(flat) <= _LONGEST_VALUE else f"{flat[:_LONGEST_VALUE].rstrip()}…"


def _place(problem: Problem, sentence: Sentence, language: str) -> str:
    _ = gettext(language)
    if not problem.table:
        return _(sentence.place) if sentence.place else _("Таблица")
    return ", ".join([table_title(problem.table, language), *_row_and_column(problem, _, language)])


def _row_and_column(problem: Problem, _: Gettext, language: str) -> list[str]:
    parts = []
    if problem.row is not None:
        parts.append(_("строка {row}").format(row=problem.row))
    elif problem.number is not None:
        parts.append(_("№ {number}").format(number=problem.number))
    if problem.column:
        parts.append(_("«{title}»").format(title=column_title(problem.table, problem.column, language)))
    return parts


def _in_row(problem: Problem, language: str) -> str:
    said = say(problem, language)
    column = column_title(problem.table, problem.column, language)
    heading = gettext(language)("«{title}»").format(title=column) + ": " if problem.column else ""
    return f"{heading}{said.text}; {said.remedy}"
