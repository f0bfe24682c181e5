"""Folders of orders are made: one effect, one folder, its link as the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sheets_schema.effects import Kind
from sheets_schema.errors import StoreUnavailable
from sheets_schema.journal_ports import Claimed, Conditions, Outbox
from sheets_schema.ports import FileStore
from sheets_schema.problems import problem_of


@dataclass
class FolderMaker:
    """Carries MAKE_FOLDER out. Making a folder that is there already is no error: it is found."""

    store: FileStore
    outbox: Outbox
    conditions: Conditions
    lease: timedelta
    retry_after: timedelta
    attempts: int

    def run(self, now: datetime) -> Sequence[int]:
        """Make the folders that are due; return the ids of the effects carried out."""
        claimed = self.outbox.claim({Kind.MAKE_FOLDER}, now, self.lease)
        results: dict[int, str] = {}
        for place, each in enumerate(claimed):
            try:
                results[each.id] = self.store.make_folder(each.effect.name)
            except StoreUnavailable as error:
                self._failed(each, error, now)
                self.outbox.release([other.id for other in claimed[place + 1 :]])
                break
        if results:
            self.outbox.done(results, now)
            self.conditions.put("store", [], now)
        return tuple(results)

    def _failed(self, each: Claimed, error: StoreUnavailable, now: datetime) -> None:
        problem = problem_of(error)
        self.conditions.put("store", [problem], now)
        again = now + self.retry_after if each.attempts < self.attempts else None
        self.outbox.failed(each.id, problem, retry_at=again)
