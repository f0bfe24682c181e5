"""Backups of one firm: a zip that is read back before it counts, and the way home from it."""

from service.backup.making import make_backup
from service.backup.manifest import BackupTrouble, Kept, Manifest, read_backup
from service.backup.restoring import Restored, restore_backup

__all__ = ["BackupTrouble", "Kept", "Manifest", "Restored", "make_backup", "read_backup", "restore_backup"]
