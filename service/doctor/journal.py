"""The journal's file."""

from collections.abc import Iterator

from service.doctor.finding import Finding, note, trouble
from service.journal.migrations import HEAD
from service.journal_file import is_sound, journal_path, schema_version
from service.settings import Settings

_TOPIC = "Журнал"
_FROM_BACKUP = "верните из копии: naryad restore КОПИЯ"


def examine_journal(settings: Settings) -> Iterator[Finding]:
    """Look at its schema and at every page of it."""
    path = journal_path(settings.database)
    if path is None:
        yield note(_TOPIC, "лежит не в файле", "проверьте его средствами самой базы")
    elif not path.exists():
        yield Finding(_TOPIC, "ещё не начат: появится при первом запуске")
    elif not is_sound(path):
        yield trouble(_TOPIC, f"{path} повреждён", _FROM_BACKUP)
    else:
        yield _version(schema_version(path))


def _version(version: str | None) -> Finding:
    if version is None:
        return trouble(_TOPIC, "это не журнал Наряда", _FROM_BACKUP)
    if version > HEAD:
        return trouble(_TOPIC, f"сделан более новой версией ({version})", "обновите Наряд")
    if version < HEAD:
        return Finding(_TOPIC, f"версия {version}: обновится до {HEAD} при запуске")
    return Finding(_TOPIC, f"цел, версия {version}")
