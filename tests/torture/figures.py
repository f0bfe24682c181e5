"""What a torture run comes to: trials counted, faults by kind with their stories, one line of a table for each part."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

STORIES = 3
"""How many stories of each part are printed: one is mended at a time."""


@dataclass
class Trial:
    """One thing tried: what it counted, and what was wrong with it by kind (a kind and a story that names the seed)."""

    counts: Mapping[str, int] = field(default_factory=dict)
    faults: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Part:
    """One kind of torture. ``trials`` yields for ever or until it is through; it is stopped after ``full`` of them."""

    name: str
    goal: str
    kinds: tuple[str, ...]
    """Kinds of fault, printed also when there is none."""
    trials: Callable[[Path, int], Iterator[Trial]]
    full: int
    share: float
    """The part of the time that it gets when time is short."""


@dataclass
class Figures:
    """A part's sums."""

    part: Part
    trials: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    stories: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether something was tried and nothing was wrong."""
        return self.trials > 0 and not self.faults

    def add(self, trial: Trial) -> None:
        """Count one trial in."""
        self.trials += 1
        self.counts.update(trial.counts)
        self.faults.update(kind for kind, _story in trial.faults)
        self.stories += [f"{kind}: {story}" for kind, story in trial.faults]

    def line(self) -> str:
        """Return the figures as one line."""
        wrong = {kind: self.faults.get(kind, 0) for kind in (*self.part.kinds, *self.faults)}
        seen = [f"{count} {name}" for name, count in self.counts.items()]
        found = [f"{count} {kind}" for kind, count in wrong.items()]
        mark = "ok " if self.clean else "BAD"
        return (
            f"{mark} {self.part.name:<17} (goal {self.part.goal}) {self.seconds:6.1f} s: {', '.join([*seen, *found])}"
        )


def run_part(part: Part, folder: Path, seed: int, seconds: float | None) -> Figures:
    """Try one kind of torture in an empty folder, for so many seconds or (None) until its full figure is reached."""
    figures, started = Figures(part), monotonic()
    trials = part.trials(folder, seed)
    for trial in trials:
        figures.add(trial)
        figures.seconds = monotonic() - started
        if figures.trials >= part.full or (seconds is not None and figures.seconds >= seconds):
            break
    return figures
