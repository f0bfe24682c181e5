"""The kinds of torture with the figures that are due, and the processes that share them out."""

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tests.torture import bad_rows, kills, mutated, stale, strings
from tests.torture.figures import Figures, Part, run_part

PARTS: Sequence[Part] = (
    Part("kill at every step", kills.every_step, kills.KINDS, 20, "rounds", 0.3, hands=2),
    Part("kill at random", kills.at_random, kills.KINDS, 500, "kills", 0.15, hands=2),
    Part("stale saves", stale.by_the_double, stale.KINDS, 200, "saves", 0.15, hands=2),
    Part("damaged files", mutated.in_children, mutated.KINDS, 600, "explained", 0.15, hands=2),
    Part("office saves over", stale.by_libreoffice, stale.KINDS, 20, "saves", 0.1),
    Part("hostile strings", strings.written_by_the_robot, strings.KINDS, strings.ALL, "strings", 0.1),
    Part("bad rows", bad_rows.pasted, bad_rows.KINDS, 1000, "bad rows", 0.05),
)
"""The figures of issue B. What takes longest comes first, so that no process is left alone with it at the end."""
APART = 100_000
"""Between the seeds of two processes."""
MEMORY = Path("/dev/shm")
"""A kill leaves what the kernel holds, on a disk or not; and no disk of others is kept busy with what is thrown away."""
WORTH_SHARING = 100
"""Seconds below which a part stays in one process: each takes a few seconds to prepare a firm."""

Job = tuple[int, int, float | None, int]
"""Which part, from which seed, for how many seconds, until how much of its unit."""


def run_parts(parts: Sequence[Part], seed: int, seconds: float, workers: int) -> Iterator[tuple[Part, Figures]]:
    """Yield each part's figures once all its processes are through."""
    whole = sum(part.share for part in parts)
    hands = [part.hands if not 0 < seconds < WORTH_SHARING else 1 for part in parts]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        waiting: list[list[Future[Figures]]] = []
        for part, count in zip(parts, hands, strict=True):
            each = min(seconds * part.share / whole / count, seconds / workers) if seconds else None
            full = -(-part.full // count)
            jobs = [(PARTS.index(part), seed + APART * hand, each, full) for hand in range(count)]
            waiting.append([pool.submit(_work, job) for job in jobs])
        for part, futures in zip(parts, waiting, strict=True):
            figures = Figures()
            for future in futures:
                figures.join(future.result())
            yield part, figures


def _work(job: Job) -> Figures:
    place, seed, seconds, full = job
    with tempfile.TemporaryDirectory(prefix="naryad-torture-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        return run_part(PARTS[place], Path(folder), seed, seconds, full)
