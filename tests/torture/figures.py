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

    def but(self, kind: str, story: str) -> "Trial":
        """Return the same with one fault more."""
        return Trial(self.counts, [*self.faults, (kind, story)])


@dataclass(frozen=True)
class Part:
    """One kind of torture. ``trials`` yields for ever, or until it is through, from an empty folder and a seed."""

    name: str
    trials: Callable[[Path, int], Iterator[Trial]]
    kinds: tuple[str, ...]
    """Kinds of fault, printed also when there is none."""
    full: int
    unit: str
    """It is through when it has counted ``full`` of these."""
    share: float
    """The part of the time that it gets when time is short."""
    hands: int = 1
    """How many processes may do it at once, each from seeds of its own."""


@dataclass
class Figures:
    """A part's sums, of one process or of several."""

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

    def join(self, other: "Figures") -> None:
        """Count in what another process tried."""
        self.trials += other.trials
        self.seconds = max(self.seconds, other.seconds)
        self.counts += other.counts
        self.faults += other.faults
        self.stories += other.stories


def line(part: Part, figures: Figures) -> str:
    """Return a part's figures as one line: what was done of what is due, what it counted, what was wrong."""
    done = f"{figures.counts[part.unit]} of {part.full} {part.unit}"
    seen = [f"{count} {name}" for name, count in figures.counts.items() if name != part.unit]
    wrong = [f"{figures.faults[kind]} {kind}" for kind in dict.fromkeys((*part.kinds, *figures.faults))]
    mark = "ok " if figures.clean else "BAD"
    return f"{mark} {part.name:<18} {figures.seconds:6.1f} s  {', '.join([done, *seen])}: {', '.join(wrong)}"


def run_part(part: Part, folder: Path, seed: int, seconds: float | None, full: int) -> Figures:
    """Try one kind of torture in an empty folder, for so many seconds or (None) until ``full`` of its unit are counted."""
    figures, started = Figures(), monotonic()
    for trial in part.trials(folder, seed):
        figures.add(trial)
        figures.seconds = monotonic() - started
        if figures.counts[part.unit] >= full or (seconds is not None and figures.seconds >= seconds):
            break
    return figures
