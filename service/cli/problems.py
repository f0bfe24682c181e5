"""A problem for programs: its code and parts, and the same words that a person reads."""

from service.wording import column_title, say, table_title
from sheets_schema.problems import Problem


def problem_as_json(problem: Problem, language: str) -> dict[str, object]:
    """Return a problem as documented in docs/cli.md."""
    said = say(problem, language)
    return {
        "code": problem.code,
        "level": problem.level.value,
        "sheet": table_title(problem.table, language) if problem.table else "",
        "row": problem.row,
        "number": problem.number,
        "column": column_title(problem.table, problem.column, language) if problem.column else "",
        "value": problem.value,
        "reason": said.text,
        "remedy": said.remedy,
    }
