"""Which edits a batch of effects comes to on the workbook as it was read last. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.outbox.formulas import formula_cells
from sheets_schema.cells.kinds import Kind as CellKind
from sheets_schema.edits import AppendRow, DeleteRow, Edit, PutCell
from sheets_schema.effects import CellContent, Effect, Explained, Kind, ResultOf
from sheets_schema.journal_ports import Claimed
from sheets_schema.layout import Layout
from sheets_schema.problems import Problem
from sheets_schema.reading import UNCACHED, TableRead
from sheets_schema.snapshot import KnownRow, SeenRow, Snapshot
from sheets_schema.table import Owner, Table
from sheets_schema.values import Cells, Formula, Value
from watchers.acknowledge import appended, as_read, numbered, written

Explain = Callable[[Sequence[Problem]], str]
"""Renders problems as the text of a «Проблемы» cell."""


@dataclass
class Plan:
    """What one write does: the edits, the rows as they will read, and effects that need no writing or cannot be done."""

    edits: list[Edit] = field(default_factory=list)
    """Rows to append and to delete."""
    rows: dict[tuple[str, int], KnownRow] = field(default_factory=dict)
    carried: list[int] = field(default_factory=list)
    """Effects that the edits carry out."""
    idle: list[int] = field(default_factory=list)
    """Effects with nothing left to do: the row is there already, or a person deleted it."""
    lost: dict[int, Problem] = field(default_factory=dict)
    """Effects that can never be done."""
    puts: dict[tuple[str, int, int], PutCell] = field(default_factory=dict)
    """Cells to set, by sheet, row and column."""

    def all_edits(self) -> list[Edit]:
        """Return cells first, then rows."""
        return [*self.puts.values(), *self.edits]


@dataclass
class _Planner:
    reads: Mapping[str, TableRead]
    snapshot: Snapshot
    explain: Explain
    plan: Plan = field(default_factory=Plan)
    at: dict[str, dict[int, SeenRow]] = field(default_factory=dict)
    appended: set[tuple[str, int]] = field(default_factory=set)
    """Rows that this very write appends."""
    taken: set[tuple[str, int]] = field(default_factory=set)
    """Sheet rows that this very write numbers: two new rows that read alike get a number each."""

    def rows(self, table: str) -> dict[int, SeenRow]:
        """Return the numbered rows of a sheet as they stand now."""
        if table not in self.at:
            self.at[table] = {row.number: row for row in reversed(self.reads[table].rows) if row.number is not None}
        return self.at[table]

    def layout(self, table: str) -> Layout | None:
        """Return where the columns of a table stand; None when its sheet cannot be used now."""
        return self.reads[table].layout if table in self.reads else None


def plan_write(
    claimed: Iterable[Claimed], reads: Mapping[str, TableRead], snapshot: Snapshot, explain: Explain
) -> Plan:
    """Turn effects, oldest first, into edits; where several set one cell, the last one wins."""
    planner = _Planner(reads, snapshot, explain)
    for each in claimed:
        if planner.layout(each.effect.table) is None:
            planner.plan.lost[each.id] = Problem("sheet_not_read", each.effect.table)
        else:
            _PLANS[each.effect.kind](planner, each)
    return planner.plan


def _content(planner: _Planner, table: Table, each: Claimed) -> dict[str, Value]:
    return {
        key: _value(planner, table, key, value, each) for key, value in each.effect.cells.items() if key in table.by_key
    }


def _value(planner: _Planner, table: Table, key: str, content: CellContent, each: Claimed) -> Value:
    if isinstance(content, Explained):
        return planner.explain(content.problems) or None
    value = each.predecessor if isinstance(content, ResultOf) else content
    if table.by_key[key].kind is CellKind.LINK and isinstance(value, str) and value:
        return link_formula(value, "открыть")
    return value


def link_formula(target: str, words: str) -> Formula:
    """Return a cell that opens ``target`` and reads as ``words``; quotes in the target cannot end the text.

    A relative target counts from the folder of the workbook, in Excel (support.microsoft.com, «HYPERLINK function») and in
    LibreOffice (sc/source/core/data/global.cxx: ``ScGlobal::OpenURL`` makes it absolute by ``GetAbsDocName``).
    """
    quoted = target.replace('"', "%22")
    return Formula(f'HYPERLINK("{quoted}","{words}")', words)


def _append(planner: _Planner, each: Claimed) -> None:
    effect, table = each.effect, planner.reads[each.effect.table].table
    layout, number = planner.layout(table.key), effect.number or 0
    assert layout is not None
    if number in planner.rows(table.key) or (table.key, number) in planner.appended:
        planner.plan.idle.append(each.id)
        return
    cells = _content(planner, table, each)
    placed = {layout.columns[key]: value for key, value in cells.items() if key in layout.columns}
    planner.appended.add((table.key, number))
    planner.plan.edits.append(AppendRow(layout.title, placed, layout.columns["number"]))
    planner.plan.rows[table.key, number] = appended(table, number, 0, cells)
    planner.plan.carried.append(each.id)


def _set(planner: _Planner, each: Claimed) -> None:
    effect, table = each.effect, planner.reads[each.effect.table].table
    number = effect.number or 0
    seen, known = planner.rows(table.key).get(number), _known(planner, table.key, number)
    if seen is None or known is None:
        planner.plan.idle.append(each.id)  # a person deleted the row, and it stays deleted
        return
    planned = planner.plan.rows.get((table.key, number))
    raw = planned.raw if planned else seen.raw
    cells = _still_wanted(table, effect, raw, _content(planner, table, each))
    news = {key: value for key, value in cells.items() if _differs(table, raw, key, value)}
    _put(planner, each, seen.row, news)
    planner.plan.rows[table.key, number] = written(table, known, news)
    (planner.plan.carried if news else planner.plan.idle).append(each.id)


def _known(planner: _Planner, table: str, number: int) -> KnownRow | None:
    return planner.plan.rows.get((table, number)) or planner.snapshot.rows.get(table, {}).get(number)


def _still_wanted(table: Table, effect: Effect, raw: Cells, cells: Mapping[str, Value]) -> dict[str, Value]:
    """Leave out cells of the staff's that a person has changed since the effect was decided."""
    then = {str(pair[0]): pair[1] for pair in effect.expect if isinstance(pair, tuple)}
    return {
        key: value
        for key, value in cells.items()
        if table.by_key[key].owner is not Owner.STAFF or key not in then or raw[table.index[key]] == then[key]
    }


def _differs(table: Table, raw: Cells, key: str, value: Value) -> bool:
    return isinstance(value, Formula) or raw[table.index[key]] != as_read(value)


def _put(planner: _Planner, each: Claimed, row: int, cells: Mapping[str, Value]) -> None:
    layout = planner.layout(each.effect.table)
    assert layout is not None
    for key, value in cells.items():
        if key in layout.columns:
            column = layout.columns[key]
            planner.plan.puts[layout.title, row, column] = PutCell(layout.title, row, column, value)


def _number(planner: _Planner, each: Claimed) -> None:
    effect, read = each.effect, planner.reads[each.effect.table]
    number = effect.number or 0
    row = _standing([row for row in read.rows if (read.table.key, row.row) not in planner.taken], effect)
    if row is None:
        done = number in planner.rows(read.table.key)
        if done:
            planner.plan.idle.append(each.id)
        else:
            planner.plan.lost[each.id] = Problem("row_gone", read.table.key, number=number)
        return
    planner.taken.add((read.table.key, row.row))
    cells = _content(planner, read.table, each)
    _put(planner, each, row.row, {**cells, **formula_cells(planner.reads, read.table, row.row)})
    planner.plan.rows[read.table.key, number] = numbered(
        read.table, effect, row.row, cells, planner.snapshot.rows.get(read.table.key, {}).get(number)
    )
    planner.rows(read.table.key)[number] = SeenRow(row.row, number, planner.plan.rows[read.table.key, number].raw)
    planner.plan.carried.append(each.id)


def _standing(rows: Sequence[SeenRow], effect: Effect) -> SeenRow | None:
    """Find the row that shall get the number: where it stood, or wherever the same contents stand now."""
    alike = [row for row in rows if row.raw == effect.expect or _reads_as(row.raw, effect.expect)]
    return min(alike, key=lambda row: abs(row.row - (effect.row or 0)), default=None)


def _reads_as(raw: Cells, expected: Sequence[object]) -> bool:
    """Whether a row is the one that was decided on, where a program stored no value for some of its formulas."""
    return UNCACHED in raw and all(now in (then, UNCACHED) for now, then in zip(raw, expected, strict=True))


def _delete(planner: _Planner, each: Claimed) -> None:
    seen, layout = planner.rows(each.effect.table).get(each.effect.number or 0), planner.layout(each.effect.table)
    edit = DeleteRow(layout.title, seen.row) if seen is not None and layout is not None else None
    if edit is None or edit in planner.plan.edits:
        planner.plan.idle.append(each.id)
        return
    planner.plan.edits.append(edit)
    planner.plan.carried.append(each.id)


_PLANS: Mapping[Kind, Callable[[_Planner, Claimed], None]] = {
    Kind.APPEND_ROW: _append,
    Kind.SET_CELL: _set,
    Kind.NUMBER_ROW: _number,
    Kind.DELETE_ROW: _delete,
}
