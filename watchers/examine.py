"""Every problem of a workbook as it stands, without deciding anything."""

from collections.abc import Sequence
from datetime import date, datetime

from sheets_schema.modules import sheet_problems
from sheets_schema.ports import WorkbookImage
from sheets_schema.problems import Problem
from sheets_schema.reading import read_table
from sheets_schema.rulebook import build_rulebook, rule_records
from sheets_schema.snapshot import Snapshot
from sheets_schema.tables import TABLES
from watchers.context import Context, Numbers
from watchers.decide import WATCHED, judge
from watchers.identity import find_quarantine, match


def problems_of(image: WorkbookImage, known: Snapshot, days_off: frozenset[date], now: datetime) -> Sequence[Problem]:
    """Return the problems of sheets, of the firm's rules and of every row, and of a table that looks torn.

    ``known`` may be empty: steps between stages are then not checked, since nothing is known of the stage before.
    """
    reads = {table.key: read_table(table, image.sheets) for table in TABLES}
    records, problems = rule_records(reads)
    rules, misfits = build_rulebook(records, days_off)
    orders = frozenset(row.number for row in reads["orders"].rows if row.number is not None)
    context = Context(now, rules, image.stamp.token, Numbers({}), orders=orders)
    found = [*sheet_problems(reads, rules), *problems, *misfits]
    for key in WATCHED:
        table, rows = reads[key].table, known.rows.get(key, {})
        torn = find_quarantine(table, rows, match(table, rows, reads[key].rows))
        if torn is not None and reads[key].layout is not None:
            found.append(Problem(f"quarantine_{torn.reason}", key, value=str(len(torn.rows) or len(torn.numbers))))
        for row in reads[key].rows:
            found += judge(table, rows.get(row.number or 0), row, context)[0].problems
    return found
