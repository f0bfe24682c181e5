"""The stages of an order as the firm wrote them in «Этапы», and which step is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheets_schema.cells.texts import fold
from sheets_schema.problems import Level, Problem
from sheets_schema.table import Table


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. ``fields`` are column keys of «Заказы»; ``term`` working days; ``next`` empty means anywhere."""

    name: str
    order: int
    fields: tuple[str, ...] = ()
    term: int | None = None
    responsible: str = ""
    template: str = ""
    next: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True)
class Stages:
    """All stages in order, found by name or by another name the firm uses."""

    stages: tuple[Stage, ...] = ()
    by_name: Mapping[str, Stage] = field(default_factory=dict)
    """By folded name or alias."""

    def find(self, name: object) -> Stage | None:
        """Find a stage by what stands in a cell: letter case, «ё» and spaces aside."""
        return self.by_name.get(fold(name)) if isinstance(name, str) else None

    def allowed_from(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the stages that a step may lead to; all of them when the firm named none."""
        if not stage.next:
            return self.stages
        targets = {target.name for name in stage.next if (target := self.find(name))}
        return tuple(target for target in self.stages if target.name in targets)

    @property
    def first(self) -> Stage | None:
        """The stage where a new order begins."""
        return self.stages[0] if self.stages else None

    @property
    def names(self) -> str:
        """All names, for a person to choose from."""
        return ", ".join(stage.name for stage in self.stages)


def build_stages(records: Sequence[Mapping[str, object]], orders: Table) -> tuple[Stages, list[Problem]]:
    """Build the stages from the valid rows of «Этапы»; what does not fit together is explained."""
    titles = {fold(name): column.key for column in orders.columns for name in column.names}
    problems: list[Problem] = []
    stages = sorted((_stage(record, titles, problems) for record in records), key=lambda stage: stage.order)
    by_name: dict[str, Stage] = {}
    for stage, record in zip(stages, sorted(records, key=_order), strict=True):
        for name in (stage.name, *_names(record.get("aliases"))):
            if fold(name) in by_name:
                problems.append(Problem("stage_twice", "stages", "name", value=name))
            by_name.setdefault(fold(name), stage)
    for stage in stages:
        unknown = sorted(name for name in stage.next if name not in by_name)
        problems += [
            Problem("stage_next_unknown", "stages", "next", value=name, params={"stage": stage.name})
            for name in unknown
        ]
    return Stages(tuple(stages), by_name), problems


def _order(record: Mapping[str, object]) -> int:
    order = record.get("order")
    return order if isinstance(order, int) else 0


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, tuple) else ()


def _stage(record: Mapping[str, object], titles: Mapping[str, str], problems: list[Problem]) -> Stage:
    name = str(record["name"])
    keys = []
    for title in _names(record.get("fields")):
        if fold(title) in titles:
            keys.append(titles[fold(title)])
        else:
            problems.append(Problem("stage_field_unknown", "stages", "fields", value=title, params={"stage": name}))
    term = record.get("term")
    return Stage(
        name,
        _order(record),
        tuple(keys),
        term if isinstance(term, int) else None,
        str(record.get("responsible", "")),
        str(record.get("template", "")),
        frozenset(fold(title) for title in _names(record.get("next"))),
        bool(record.get("closed")),
    )


def missing_fields(stage: Stage, record: Mapping[str, object]) -> tuple[str, ...]:
    """Return the column keys that the stage wants filled in and the record lacks; «нет» does not count as filled in."""
    return tuple(key for key in stage.fields if record.get(key) is None or record[key] is False)


def check_step(
    stages: Stages, was: str | None, record: Mapping[str, object], orders: Table, number: int, row: int
) -> list[Problem]:
    """Check the stage of a record against the stage it was accepted in (None for a new order).

    Returns problems: unknown stage, forbidden jump, fields to fill in first. For an order that stays where it was,
    missing fields are a note and nothing is withheld. A firm without any stages has nothing to check against.
    """
    if not stages.stages:
        return []
    name = record.get("stage")
    stage, before = stages.find(name), stages.find(was)
    if stage is None:
        return (
            [Problem("stage_unknown", "orders", "stage", number, row, str(name), {"choices": stages.names})]
            if name
            else []
        )
    steps = before is not None and before.name != stage.name
    problems = _forbidden(stages, before, stage, number, row) if before is not None and steps else []
    missing = missing_fields(stage, record)
    if missing:
        columns = ", ".join(f"«{orders.by_key[key].title}»" for key in missing)
        level = Level.ERROR if steps else Level.NOTE
        params = {"stage": stage.name, "columns": columns}
        problems.append(Problem("field_missing", "orders", "stage", number, row, stage.name, params, level))
    return problems


def _forbidden(stages: Stages, before: Stage, stage: Stage, number: int, row: int) -> list[Problem]:
    allowed = stages.allowed_from(before)
    if stage in allowed:
        return []
    names = ", ".join(other.name for other in allowed)
    params = {"was": before.name, "became": stage.name, "allowed": names}
    return [Problem("step_forbidden", "orders", "stage", number, row, stage.name, params)]
