"""The first minute with a demo firm: three things to try, each ticking itself when it is done."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from service.journal import Journal
from service.web.house import House
from service.wording import gettext
from sheets_schema.tables import ORDERS

SAW_PROBLEM: Final = "tried_problem"
FOUND_BY_PHONE: Final = "tried_phone"
_FEWEST_DIGITS: Final = 5


class FirstStep(NamedTuple):
    """One thing to try."""

    done: bool
    title: str
    how: str


def first_steps(house: House) -> Sequence[FirstStep]:
    """Return the three, or nothing once all are done."""
    _, journal = gettext(house.language), house.journal
    steps = (
        FirstStep(
            _moved_a_stage(journal),
            _("Переведите заказ на другой этап"),
            _("Откройте «{file}», выберите этап в столбце «Этап» и сохраните.").format(file=house.workbook_path.name),
        ),
        FirstStep(
            journal.activity.last(SAW_PROBLEM) is not None,
            _("Ошибитесь нарочно"),
            _("Впишите в столбец «Дата» слово, сохраните и загляните в «Проблемы»."),
        ),
        FirstStep(
            journal.activity.last(FOUND_BY_PHONE) is not None,
            _("Найдите заказ по телефону"),
            _("На странице «Заказы» наберите последние цифры телефона."),
        ),
    )
    return () if all(step.done for step in steps) else steps


def note_once(house: House, kind: str) -> None:
    """Note that a thing was tried; only a demo firm counts, and only the first time."""
    if house.demo and house.journal.activity.last(kind) is None:
        house.journal.activity.note(kind, {}, house.clock.now())


def looks_like_phone(text: str) -> bool:
    """Tell whether a search is by a phone or its last digits."""
    digits = [character for character in text if character.isdecimal()]
    return len(digits) >= _FEWEST_DIGITS and all(
        character.isdecimal() or character in "+-() \u00a0" for character in text
    )


def _moved_a_stage(journal: Journal) -> bool:
    """A step leaves a row in «История», first promised and then written."""
    title = ORDERS.by_key["stage"].title
    written = journal.snapshots.search("history", title, limit=1)
    return bool(written) or any(row.cells.get("what") == title for row in journal.outbox.pending_appends("history"))
