"""``python -m tests.torture [--seconds S | --minutes M]``: torture the service and print what was lost, doubled or corrupt."""

import argparse
import os
import sys
from collections.abc import Sequence

from tests.torture.figures import STORIES, Figures, Part, line
from tests.torture.parts import PARTS, run_parts


def main(arguments: Sequence[str]) -> int:
    """Run the parts (all, or those named) and print the table; 1 when any is not clean, or not complete with time enough."""
    options = argparse.ArgumentParser(prog="python -m tests.torture")
    options.add_argument("parts", nargs="*", help="words of the names of parts; all when none is given")
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--minutes", type=float, default=0.0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args(arguments)
    wanted = [part for part in PARTS if not chosen.parts or any(word in part.name for word in chosen.parts)]
    workers = min(os.cpu_count() or 1, 4)
    seconds = (chosen.seconds + 60 * chosen.minutes) * workers
    done = [_told(part, figures) for part, figures in run_parts(wanted, chosen.seed, seconds, workers)]
    complete = seconds > 0 or all(figures.counts[part.unit] >= part.full for part, figures in done)
    return 0 if complete and all(figures.clean for _part, figures in done) else 1


def _told(part: Part, figures: Figures) -> tuple[Part, Figures]:
    print(line(part, figures), flush=True)
    for story in figures.stories[:STORIES]:
        print(f"    {story}", flush=True)
    return part, figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
