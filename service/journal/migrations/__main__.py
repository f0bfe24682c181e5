"""Write a new revision from what changed in ``schema.py``: ``python -m service.journal.migrations 0002 "What it is for"``."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from service.journal.engine import open_engine
from service.journal.migrations import configuration, migrate


def main(revision: str, purpose: str) -> None:
    """Compare the tables with a fresh journal made by the revisions so far, and write down the difference."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "journal.db")
        migrate(engine)
        with engine.begin() as connection:
            config: Config = configuration(connection)
            command.revision(config, purpose, autogenerate=True, rev_id=revision)
        engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
