"""``python -m tests.torture [--seconds S | --minutes M]``: torture the service and print what was lost, doubled or corrupt."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.torture import bad_rows, kills, mutated, stale, strings
from tests.torture.figures import STORIES, Figures, Part, run_part

PARTS: Sequence[Part] = (
    Part("kill at a step", "every step × 20", kills.KINDS, kills.every_step, 4000, 0.25),
    Part("kill at random", "500", kills.KINDS, kills.at_random, 500, 0.15),
    Part("stale saves", "200", stale.KINDS, stale.by_the_double, 200, 0.2),
    Part("office saves over", "20", stale.KINDS, stale.by_libreoffice, 20, 0.15),
    Part("damaged files", "600", mutated.KINDS, mutated.in_children, 60, 0.15),
    Part("hostile strings", "all", strings.KINDS, strings.written_by_the_robot, strings.TRIALS, 0.1),
    Part("bad rows", f"1 000 of {len(bad_rows.EVERY)} kinds", bad_rows.KINDS, bad_rows.pasted, 4, 0.1),
)


def main(arguments: Sequence[str]) -> int:
    """Run the parts (all, or those named) and print the table; 1 when any is not clean."""
    options = argparse.ArgumentParser(prog="python -m tests.torture")
    options.add_argument("parts", nargs="*", help="words of the names of parts; all when none is given")
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--minutes", type=float, default=0.0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args(arguments)
    seconds = chosen.seconds + 60 * chosen.minutes
    parts = [part for part in PARTS if not chosen.parts or any(word in part.name for word in chosen.parts)]
    whole = sum(part.share for part in parts)
    figures = []
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="naryad-torture-") as folder:
            figures.append(run_part(part, Path(folder), chosen.seed, seconds * part.share / whole if seconds else None))
        _tell(figures[-1])
    return 0 if all(each.clean for each in figures) else 1


def _tell(figures: Figures) -> None:
    print(figures.line(), flush=True)
    for story in figures.stories[:STORIES]:
        print(f"    {story}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
