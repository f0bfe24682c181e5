"""Death at a step: wrappers that count what touches the disk, installed in a forked child and nowhere else."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from service.backends.xlsx import save

OF_OS = ("fsync", "replace", "rename", "mkdir", "unlink", "link")


class Killer:
    """Kills its own process before one of the calls that makes something durable: all that came before it stands."""

    def __init__(self, at: int) -> None:
        """Kill at step ``at``, counted from 1; 0 only counts."""
        self.at, self.taken = at, 0

    def step(self) -> None:
        """Take one step."""
        self.taken += 1
        if self.taken == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a step before it."""

        def stepped(*args: Any, **named: Any) -> Any:
            self.step()
            return function(*args, **named)

        return stepped

    def arm(self) -> None:
        """Wrap what makes things durable: syncs, renames, the exchange of two files, commits of the journal."""
        for name in OF_OS:
            setattr(os, name, self.around(getattr(os, name)))
        save._exchange = self.around(save._exchange)
        DefaultDialect.do_commit = self.around(DefaultDialect.do_commit)  # type: ignore[method-assign]


def in_child(work: Callable[[], None], killer: Killer | None = None, steps: Path | None = None) -> int:
    """Fork, do the work, leave; return the child's process id. The child ends with 0 when the work came to its end.

    With ``steps`` it leaves there how many steps it took.
    """
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        if killer is not None:
            killer.arm()
        work()
        if killer is not None and steps is not None:
            steps.write_text(str(killer.taken))
        code = 0
    finally:
        os._exit(code)


def came_to_an_end(child: int) -> bool:
    """Wait for a child; True when it did its work, False when it was killed. Raises ``ChildProcessError`` when it failed."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in {0, -signal.SIGKILL}:
        raise ChildProcessError(f"the child ended with {code}: its own mistake, not a kill")
    return code == 0
