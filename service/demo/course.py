"""How an order walks through the stages: the day on which it entered each."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sheets_schema.default_stages import ACCEPTED, CANCELLED, FINISHED, STAGES

NAMES: Final = tuple(str(stage["name"]) for stage in STAGES)
_TERMS: Final = {str(stage["name"]): stage.get("term") for stage in STAGES}
# Days that a stage takes, from and to; the grid company takes the longest.
_DAYS: Final = ((0, 2), (2, 6), (1, 3), (10, 21), (2, 8), (1, 4), (2, 6), (9, 20), (4, 12), (2, 8))
_LATE_SHARE: Final = 0.15
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Course:
    """The stages that an order has been through, the present one last, each with its day."""

    steps: tuple[tuple[str, date], ...]

    @property
    def stage(self) -> str:
        """The present stage."""
        return self.steps[-1][0]

    @property
    def place(self) -> int:
        """How far it came: the place of the last stage that is no end, 0 for a new request."""
        return max(NAMES.index(name) for name, _ in self.steps if name != CANCELLED)

    @property
    def due(self) -> date | None:
        """The last day of the present stage's term; ``None`` at an end."""
        term = _TERMS[self.stage]
        return add_working_days(self.steps[-1][1], term) if isinstance(term, int) else None

    def day(self, stage: str) -> date | None:
        """Return when it entered the stage, ``None`` when it never did."""
        return next((day for name, day in self.steps if name == stage), None)


def course(random: Random, stage: str, today: date) -> Course:
    """Return a course that leads to ``stage`` by ``today``."""
    path = _path(random, stage)
    day = working(today - timedelta(days=_age(random, stage)))
    steps = [(stage, day)]
    for name in reversed(path):
        day = working(day - timedelta(days=random.randint(*_DAYS[NAMES.index(name)])))
        steps.append((name, day))
    return Course(tuple(reversed(steps)))


def _path(random: Random, stage: str) -> tuple[str, ...]:
    if stage == CANCELLED:
        return NAMES[: random.randint(1, NAMES.index(ACCEPTED) + 1)]
    return NAMES[: NAMES.index(stage)]


def _age(random: Random, stage: str) -> int:
    """Return how many days it has been there: mostly within the term, sometimes well past it."""
    if stage in {FINISHED, CANCELLED}:
        return random.randint(1, 95)
    term = _TERMS[stage]
    assert isinstance(term, int)
    return term * 2 + random.randint(3, 9) if random.random() < _LATE_SHARE else random.randint(0, term)


def working(day: date) -> date:
    """Return the day, or the Friday before it when it is a weekend's."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def add_working_days(day: date, count: int) -> date:
    """Return the day ``count`` working days later, weekends left out."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
