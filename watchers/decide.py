"""The heart of the flow: what was read, against what is known, becomes one decision. Pure: no input, no output, no clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from sheets_schema.effects import Effect, Kind
from sheets_schema.modules import sheet_problems as problems_of_sheets
from sheets_schema.problems import Level, Problem
from sheets_schema.reading import TableRead, parse_row, required
from sheets_schema.record import FlatRecord
from sheets_schema.snapshot import Decision, KnownRow, Quarantine, SeenRow, Snapshot
from sheets_schema.table import Table
from sheets_schema.tables import BY_KEY
from sheets_schema.values import Cells
from watchers.checks import CHECKS
from watchers.context import Context
from watchers.copied import COPIED_ADVANCE, find_copied_advance, without_copied
from watchers.diff import changed_fields
from watchers.history import number_restored
from watchers.identity import Matching, find_quarantine, match
from watchers.newcomers import admit, highest_believed
from watchers.opening import opening_payments
from watchers.rules import react
from watchers.step import Step
from watchers.usable import usable_reads

WATCHED = tuple(CHECKS)
"""Tables whose rows have identities and are watched, orders first: payments name them."""


@dataclass
class _Draft:
    pending: dict[str, tuple[SeenRow, ...]]
    rows: list[KnownRow] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decide(
    reads: Mapping[str, TableRead], snapshot: Snapshot, context: Context, sheet_problems: Sequence[Problem] = ()
) -> Decision:
    """Decide on one state of the workbook.

    ``reads`` holds the tables that were read anew; others stay as known. A table that could not be used keeps its last good
    state. A torn table puts everything into quarantine: the decision then holds nothing else.
    """
    usable = usable_reads({key: read for key, read in reads.items() if key in WATCHED}, snapshot)
    matched = {key: match(read.table, snapshot.rows.get(key, {}), read.rows) for key, read in usable.items()}
    limits = {key: highest_believed(snapshot.rows.get(key, {}), context.numbers.next.get(key, 1)) for key in usable}
    admitted = {key: admit(usable[key].table, found, limits[key]) for key, found in matched.items()}
    found = {key: rows for key, (rows, _problems) in admitted.items()}
    torn = _quarantine(usable, found, snapshot, context) if snapshot.accepted != context.mark else None
    if torn is not None:
        return Decision(
            stamp=context.mark, quarantine=torn, next_number=context.numbers.next, baseline=snapshot.baseline
        )
    _step_over(reads, context)
    draft = _Draft(dict(snapshot.pending))
    for key in WATCHED:
        if key in usable:
            context.numbers.seen(key, _believed(usable[key].rows, limits[key]))
            _decide_table(usable[key], found[key], snapshot, context, draft)
            draft.problems += admitted[key][1]
    if "orders" in usable and "orders" not in snapshot.baseline:
        draft.effects += opening_payments(draft.rows, context)
    return Decision(
        rows=draft.rows,
        pending=draft.pending,
        effects=draft.effects,
        next_number=dict(context.numbers.next),
        stamp=context.mark,
        baseline=snapshot.baseline | frozenset(usable),
        sheet_problems=[
            *sheet_problems,
            *problems_of_sheets(reads, context.rules),
            *draft.problems,
        ],
        sheet_tables=frozenset(reads),
    )


def _believed(rows: Sequence[SeenRow], limit: int | None) -> Iterator[int]:
    return (row.number for row in rows if row.number and (limit is None or row.number <= limit))


def _step_over(reads: Mapping[str, TableRead], context: Context) -> None:
    """A journal that is new beside an old workbook must not give numbers that stand in its robot-owned sheets."""
    for key, read in reads.items():
        if read.table.numbered and key not in context.numbers.next:
            context.numbers.seen(key, (row.number for row in read.rows if row.number))


def _quarantine(
    reads: Mapping[str, TableRead], found: Mapping[str, Matching], snapshot: Snapshot, context: Context
) -> Quarantine | None:
    for key, read in reads.items():
        torn = find_quarantine(read.table, snapshot.rows.get(key, {}), found[key])
        if torn is not None:
            return replace(torn, since=context.now)
    return None


def _decide_table(read: TableRead, found: Matching, snapshot: Snapshot, context: Context, draft: _Draft) -> None:
    table = read.table
    if table.key not in snapshot.baseline:
        _baseline(table, found, context, draft)
        return
    waiting = {row.number for row in snapshot.pending.get(table.key, ()) if row.number}
    for known, row in found.same:
        if known.number in waiting:
            _stand(table, known, row, context, draft)
        elif known.problems:  # the firm's rules or another sheet may have mended them
            _decide_row(table, known, row, context, draft)
    for known, row in (*found.changed, *found.returned):
        _decide_row(table, known, row, context, draft)
    for row in found.foreign:
        _decide_row(table, None, row, context, draft)
    for known, row in found.renumbered:
        _restore_number(table, known, row, context, draft)
    for known in found.vanished:
        _let_go(table, known, context, draft)
    unnumbered = [*found.fresh, *(replace(row, number=None, copy_of=known.number) for known, row in found.copies)]
    draft.pending[table.key] = tuple(_settled(table, unnumbered, snapshot, context, draft))


def _baseline(table: Table, found: Matching, context: Context, draft: _Draft) -> None:
    """The first poll only records. Rows of which something should be said or done wait for the next poll."""
    waiting = list(found.fresh)
    for row in found.foreign:
        known, step = judge(table, None, row, context)
        draft.rows.append(replace(known, problems=()))
        if react(_standing(known, step, context), context):
            waiting.append(row)
    draft.pending[table.key] = tuple(waiting)


def _decide_row(table: Table, known: KnownRow | None, row: SeenRow, context: Context, draft: _Draft) -> None:
    """Judge a row and let the rules react; one whose number was typed by hand is new, but needs no number."""
    now, step = judge(table, known, row, context)
    draft.rows.append(now)
    draft.effects += react(replace(step, new=known is None), context)


def judge(
    table: Table, known: KnownRow | None, row: SeenRow, context: Context, number: int | None = None
) -> tuple[KnownRow, Step]:
    """Parse and check one row against what is known of it; a row in error keeps its last valid record. Pure."""
    number = number or row.number or 0
    values, problems = parse_row(table, row, number)
    problems += required(table, values, row, number)
    for check in CHECKS[table.key]:
        problems += check(table, known, row, values, number, context)
    problems += _lasting(table, known, row)
    was = known.record if known else None
    wrong = any(problem.level is Level.ERROR for problem in problems)
    record = was if wrong else without_copied(values, problems)
    changes = () if wrong or record is None else changed_fields(table, was, record)
    entered = dict(known.entered) if known else {}
    if any(change.column == "stage" and change.became for change in changes):
        stage = str(values["stage"])
        entered[stage] = entered.get(stage, 0) + 1
    kept = FlatRecord(table, record) if record is not None and record is not was else record
    now = KnownRow(table.key, number, row.row, row.raw, kept, tuple(problems), _times(tuple(entered.items())))
    raw = dict(zip((column.key for column in table.columns), row.raw, strict=True))
    told = known.problems if known else ()
    return now, Step(table, number, row.row, was, record, changes, problems, told, raw, entered)


@cache
def _times(entered: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Orders that went the same way share one note of it."""
    return MappingProxyType(dict(entered))


LASTING = {"merge_conflict": True, COPIED_ADVANCE: False}
"""Problems that no check finds again: they stand until the person changes their cell. True: clearing the text in «Проблемы»
ends them too; money is not decided by that."""


def _lasting(table: Table, known: KnownRow | None, row: SeenRow) -> Iterator[Problem]:
    if known is None:
        return
    told = table.index.get("problems", 0)
    cleared = known.raw[told] is not None and row.raw[told] is None
    for problem in known.problems:
        place = table.index.get(problem.column, 0)
        ends = cleared and LASTING.get(problem.code)
        if problem.code in LASTING and not ends and known.raw[place] == row.raw[place]:
            yield problem


def _restore_number(table: Table, known: KnownRow, row: SeenRow, context: Context, draft: _Draft) -> None:
    """The number under «№» is the robot's: overtyped or erased, it is put back, and the rest of the row is judged as usual."""
    as_known = replace(row, number=known.number, raw=_with_number(table, row.raw, known.number))
    now, step = judge(table, known, as_known, context)
    draft.rows.append(now)
    key = f"renumber:{table.key}:{known.number}@{context.mark}"
    draft.effects.append(_number_effect(table, known.number, row, key))
    draft.effects.append(number_restored(table, known.number, row.number, context, key))
    draft.effects += react(step, context)


def _with_number(table: Table, raw: Cells, number: int | None) -> Cells:
    place = table.index["number"]
    return (*raw[:place], None if number is None else float(number), *raw[place + 1 :])


def _number_effect(table: Table, number: int, row: SeenRow, key: str) -> Effect:
    return Effect(
        key=key,
        kind=Kind.NUMBER_ROW,
        table=table.key,
        number=number,
        cells={"number": number},
        row=row.row,
        expect=row.raw,
    )


def _let_go(table: Table, known: KnownRow, context: Context, draft: _Draft) -> None:
    draft.rows.append(replace(known, gone=True))
    step = Step(table, known.number, known.row, known.record, known.record, gone=True)
    draft.effects += react(step, context)


def _settled(
    table: Table, rows: Sequence[SeenRow], snapshot: Snapshot, context: Context, draft: _Draft
) -> Iterator[SeenRow]:
    """Number the rows that were the same on the last poll; yield those that must wait for the next one."""
    before = {row.raw for row in snapshot.pending.get(table.key, ())}
    for row in rows:
        if row.raw in before:
            _number(table, row, context, draft)
        else:
            yield row


def settle(snapshot: Snapshot, context: Context) -> Decision:
    """Decide on a state that did not change since the last poll: what waited for a second look gets its number or its folder."""
    draft = _Draft({})
    for key, rows in snapshot.pending.items():
        for row in rows:
            known = snapshot.rows.get(key, {}).get(row.number or 0)
            if row.number is None:
                _number(BY_KEY[key], row, context, draft)
            elif known is not None and not known.gone:
                _stand(BY_KEY[key], known, row, context, draft)
    numbers = dict(context.numbers.next)
    looked_at: dict[str, tuple[SeenRow, ...]] = dict.fromkeys(snapshot.pending, ())
    return Decision(draft.rows, looked_at, draft.effects, numbers, context.mark, snapshot.baseline)


def _stand(table: Table, known: KnownRow, row: SeenRow, context: Context, draft: _Draft) -> None:
    now, step = judge(table, known, row, context)
    draft.rows.append(replace(now, entered=known.entered))
    draft.effects += react(_standing(now, step, context), context)


def _standing(now: KnownRow, step: Step, context: Context) -> Step:
    """A row of the baseline: its problems are explained and an open order gets its folder; nothing else is replayed."""
    stage = context.rules.stages.find((now.record or {}).get("stage"))
    closed = stage is None or stage.closed
    return replace(step, changes=(), told=(), record=None if closed else now.record)


def _number(table: Table, row: SeenRow, context: Context, draft: _Draft) -> None:
    """Give a row its number. The row becomes known when that is written; what follows from it waits until then."""
    number = context.numbers.take(table.key)
    key = f"number:{table.key}:{number}"
    filled = _with_defaults(table, row, context)
    _now, step = judge(table, None, replace(filled, number=number), context, number)
    problems = [*step.problems, *find_copied_advance(table, row, number, step.record)]
    raw = dict(zip((column.key for column in table.columns), row.raw, strict=True))
    followed = react(replace(step, raw=raw, new=True, copy_of=row.copy_of, numbered_by=key, problems=problems), context)
    own = [effect for effect in followed if effect.kind is Kind.SET_CELL and effect.after == key]
    cells = {column: value for effect in own for column, value in effect.cells.items()}
    numbering = _number_effect(table, number, row, key)
    accepted = None if step.record is None else dict(step.record)
    draft.effects.append(replace(numbering, cells={**cells, **numbering.cells}, record=accepted))
    draft.effects += [effect for effect in followed if effect not in own]


def _with_defaults(table: Table, row: SeenRow, context: Context) -> SeenRow:
    """Judge a new order as it will read once the first stage was filled in for it."""
    first = context.rules.stages.first
    place = table.index.get("stage")
    if table.key != "orders" or place is None or first is None or row.raw[place] is not None:
        return row
    return replace(row, raw=(*row.raw[:place], first.name, *row.raw[place + 1 :]))
