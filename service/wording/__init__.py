"""What people read: sentences for problems and errors, numbers with nouns, moments; Russian first, English beside it."""

from service.wording.catalogue import LANGUAGES, gettext
from service.wording.counting import ago, counted
from service.wording.saying import SENTENCES, Said, cell, column_title, line, said_of, say, table_title
from sheets_schema.problems import problem_of

__all__ = [
    "LANGUAGES", "SENTENCES", "Said", "ago", "cell", "column_title", "counted", "gettext", "line",
    "problem_of", "said_of", "say", "table_title",
]  # fmt: skip
