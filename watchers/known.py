"""Keeping the snapshot in memory in step with what was committed to the journal."""

from sheets_schema.journal_ports import Write
from sheets_schema.snapshot import Decision, Snapshot
from sheets_schema.tables import BY_KEY


def apply_decision(snapshot: Snapshot, decision: Decision) -> None:
    """Bring the snapshot to where the journal is after ``commit(decision)``."""
    snapshot.stamp = decision.stamp
    snapshot.quarantine = decision.quarantine
    snapshot.next_number.update(decision.next_number)
    if decision.quarantine is not None:
        return
    snapshot.accepted = ""
    snapshot.baseline = decision.baseline
    snapshot.pending = dict(decision.pending)
    for row in decision.rows:
        snapshot.rows.setdefault(row.table, {})[row.number] = row


def apply_write(snapshot: Snapshot, write: Write) -> None:
    """Bring the snapshot to where the journal is after ``acknowledge(write)``."""
    snapshot.generation = write.generation
    for row in write.rows:
        if not BY_KEY[row.table].robot:  # the robot's own sheets are for reading: nobody's change is looked for in them
            snapshot.rows.setdefault(row.table, {})[row.number] = row
