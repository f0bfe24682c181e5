"""All that people should mend, sheet by sheet."""

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.first_steps import SAW_PROBLEM, note_once
from service.web.house import House
from service.web.kit import Kit
from service.web.standing import MOST_PROBLEMS, all_problems
from service.wording import table_title
from sheets_schema.problems import Problem
from sheets_schema.tables import TABLES

_PLACES = {table.key: place for place, table in enumerate(TABLES)}


def router(house: House, kit: Kit) -> APIRouter:
    """The page `/problems`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/problems")
    def listing(request: Request) -> HTMLResponse:
        found = sorted(all_problems(house.journal), key=_in_sheet_order)
        if found:
            note_once(house, SAW_PROBLEM)
        by_table = groupby(found, lambda problem: problem.table)
        groups = [(table_title(table, house.language), list(problems)) for table, problems in by_table]
        more = len(found) >= MOST_PROBLEMS
        return kit.page(request, "problems.html", {"groups": groups, "total": len(found), "more": more})

    return routes


def _in_sheet_order(problem: Problem) -> tuple[int, int]:
    return _PLACES.get(problem.table, -1), problem.row or 0
