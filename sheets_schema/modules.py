"""Which worksheets a firm uses: modules are switched in «Настройки», and what is off need not be there."""

from collections.abc import Mapping

from sheets_schema.cells.texts import fold
from sheets_schema.default_settings import MODULES
from sheets_schema.problems import Problem
from sheets_schema.reading import TableRead
from sheets_schema.rulebook import Rulebook
from sheets_schema.table import Module, Table


def is_used(table: Table, rules: Rulebook) -> bool:
    """Tell whether the firm uses a worksheet: the orders always; without the setting, everything."""
    named = {fold(name) for name in rules.setting(MODULES).split(",") if name.strip()}
    return table.module is Module.CORE or not named or table.module.value in named


def sheet_problems(reads: Mapping[str, TableRead], rules: Rulebook) -> list[Problem]:
    """Return what is wrong with the worksheets that the firm uses; one that is switched off may be missing."""
    return [
        problem
        for read in reads.values()
        for problem in read.problems
        if problem.code != "sheet_missing" or is_used(read.table, rules)
    ]
