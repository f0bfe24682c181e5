"""An expected error as one line for a person, and the exit code that goes with it."""

from service.cli.screen import warn
from service.home import HomeTrouble
from service.port import PortTaken
from service.settings_faults import SettingsWrong
from service.wording import line, problem_of
from sheets_schema.errors import NaryadError

PROBLEMS_FOUND = 1
WRONG_USE = 2


def explain(error: NaryadError) -> int:
    """Print what is wrong and what to do on standard error; return the exit code."""
    problems = error.problems if isinstance(error, SettingsWrong) else (problem_of(error),)
    for problem in problems:
        warn(line(problem))
    return WRONG_USE if isinstance(error, HomeTrouble | SettingsWrong | PortTaken) else PROBLEMS_FOUND
