"""``naryad status``: how things stand, for a person or a monitoring program."""

from service.cli.opening import open_firm
from service.cli.options import HERE, AsJson, HomeDir
from service.cli.problems import problem_as_json
from service.cli.screen import show_facts, show_json, warn
from service.status import Status, status_of
from service.wording import counted, line
from sheets_schema.effects import State

_DEEDS = "дело|дела|дел"
_QUARANTINES = {
    "displaced": "под номерами строк чужие данные",
    "vanished": "пропало много строк",
    "emptied": "лист опустел",
}


def status(home: HomeDir = HERE, as_json: AsJson = False) -> None:
    """Показать, работает ли служба, что она прочла, что ждёт и кто держит таблицу. Ничего не меняет."""
    firm = open_firm(home)
    found = status_of(firm.home, firm.settings, firm.clock)
    if as_json:
        show_json(_as_json(found, firm.settings.language))
        return
    show_facts(_facts(found))
    for problem in found.recorded.conditions:
        warn(line(problem, firm.settings.language))


def _facts(found: Status) -> dict[str, str]:
    keeper, holder, recorded = found.keeper, found.holder, found.recorded
    last = recorded.last_activity
    return {
        "Таблица": str(found.workbook),
        "Служба": f"работает: «naryad {keeper.command}», процесс {keeper.pid}" if keeper else "не запущена",
        "Таблица открыта": holder.name or holder.host or holder.lock if holder else "никем",
        "Последнее событие": f"{last:%d.%m.%Y %H:%M}" if last else "ещё не было",
        "Заказов": str(recorded.orders),
        "Строк с ошибками": str(recorded.rows_with_problems),
        "Ждёт записи": counted(found.waiting, _DEEDS),
        "Не вышло": counted(found.stuck, _DEEDS),
        "Карантин": _QUARANTINES.get(recorded.quarantine, "нет"),
    }


def _as_json(found: Status, language: str) -> dict[str, object]:
    keeper, holder, recorded = found.keeper, found.holder, found.recorded
    return {
        "workbook": found.workbook,
        "service": {"pid": keeper.pid, "command": keeper.command} if keeper else None,
        "opened_by": {"name": holder.name, "host": holder.host, "lock": holder.lock} if holder else None,
        "last_activity": recorded.last_activity.isoformat() if recorded.last_activity else None,
        "orders": recorded.orders,
        "rows_with_problems": recorded.rows_with_problems,
        "effects": {state.value: recorded.effects.get(state, 0) for state in State},
        "quarantine": recorded.quarantine or None,
        "conditions": [problem_as_json(problem, language) for problem in recorded.conditions],
    }
