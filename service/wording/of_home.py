"""What may be wrong with a home, its settings, its backups, and the machine that it lives on."""

from typing import Final

from service.wording.sentence import Sentence, Sentences

_HOME = "Папка фирмы"
_SETTING = "Настройка {title}"
_SETTINGS = "Файл настроек {path}"
_BACKUP = "Копия {path}"
_EXAMPLE = "напишите, например, {example}"
_CHECK_RIGHT = "дайте службе право на эту папку и запустите ещё раз"

_HOMES: Sentences = {
    "home_missing": Sentence("папки {home} нет", ("создайте её: naryad init --home {home}",), _HOME),
    "home_no_workbook": Sentence(
        "в {home} нет таблицы .xlsx", ("положите её туда или создайте новую: naryad init --home {home}",), _HOME
    ),
    "home_several_workbooks": Sentence(
        "в {home} несколько таблиц: {names}", ("оставьте одну, остальные перенесите в другую папку",), _HOME
    ),
    "home_not_readable": Sentence("{home} не читается ({reason})", (_CHECK_RIGHT,), _HOME),
    "home_not_writable": Sentence("в {home} нельзя писать ({reason})", (_CHECK_RIGHT,), _HOME),
    "home_no_locks": Sentence(
        "диск, где лежит {home}, не умеет запирать файлы ({reason})", ("перенесите папку на обычный диск",), _HOME
    ),
    "home_held": Sentence(
        "{home} занята: за таблицей уже следит «naryad {command}», процесс {pid}",
        ("остановите его (Ctrl+C или kill {pid}) или пользуйтесь им",),
        _HOME,
    ),
    "home_table_missing": Sentence("файла {table} нет", ("укажите путь к своему файлу .xlsx",), "Таблица"),
    "home_occupied": Sentence(
        "в {home} уже есть {names}", ("выберите пустую папку: naryad init --home ДРУГАЯ_ПАПКА",), _HOME
    ),
}

_SETTINGS_WRONG: Sentences = {
    "setting_unknown": Sentence(
        "такой настройки нет",
        ("возможно, {nearest}; все настройки — в docs/settings.md", "все настройки — в docs/settings.md"),
        _SETTING,
    ),
    "setting_not_a_number": Sentence("«{value}» — не число", (_EXAMPLE,), _SETTING),
    "setting_out_of_range": Sentence(
        "{value} не подходит",
        ("нужно не меньше {ge}; " + _EXAMPLE, "нужно не больше {le}; " + _EXAMPLE, _EXAMPLE),
        _SETTING,
    ),
    "setting_not_a_choice": Sentence("«{value}» не подходит", (_EXAMPLE,), _SETTING),
    "setting_not_a_text": Sentence("здесь нужен текст в кавычках", (_EXAMPLE,), _SETTING),
    "setting_not_a_section": Sentence(
        "это раздел, а не значение", ("напишите строку [{title}], а под ней его настройки",), _SETTING
    ),
    "setting_zone": Sentence("«{value}» — нет такого часового пояса", (_EXAMPLE,), _SETTING),
    "setting_url": Sentence("«{value}» — не адрес сайта", (_EXAMPLE,), _SETTING),
    "setting_database": Sentence("«{value}» — не база, которую знает эта версия", (_EXAMPLE,), _SETTING),
    "settings_wrong": Sentence("неверных настроек: {count}", ("исправьте их в naryad.toml",), _HOME),
    "settings_not_toml": Sentence(
        "файл не разобрать ({reason})", ("исправьте эту строку; пример — в docs/settings.md",), _SETTINGS
    ),
    "settings_not_utf8": Sentence("файл не в кодировке UTF-8", ("сохраните его заново в UTF-8",), _SETTINGS),
    "settings_no_right": Sentence("файл не читается ({reason})", ("дайте службе право читать его",), _SETTINGS),
}

_BACKUPS: Sentences = {
    "backup_not_one": Sentence("это не копия, сделанная «naryad backup» ({reason})", ("укажите другой файл",), _BACKUP),
    "backup_damaged": Sentence("копия повреждена: {name}", ("возьмите другую копию",), _BACKUP),
    "backup_newer": Sentence("копия сделана более новой версией", ("обновите Наряд и повторите",), _BACKUP),
    "backup_would_overwrite": Sentence(
        "в {home} уже есть данные", ("повторите с --yes: то, что там есть, будет отложено рядом, а не стёрто",), _HOME
    ),
    "backup_failed": Sentence(
        "копию не удалось записать ({reason})", ("освободите место или укажите другую папку",), _BACKUP
    ),
    "backup_unsteady": Sentence("таблицу сохраняют прямо сейчас", ("повторите через минуту",), _BACKUP),
}

_MACHINE: Sentences = {
    "port_taken": Sentence(
        "порт {port} не открывается ({reason})", ("выберите другой: naryad run --port {other}",), "Сервер"
    ),
    "upgrade_quarantined": Sentence(
        "таблица похожа на повреждённую, трогать её нельзя", ("сначала ответьте на странице офиса",), "Таблица"
    ),
    "version_unknown": Sentence(
        "состояния {generation} среди сохранённых нет",
        ("есть такие: {known}", "сохранённых состояний ещё нет"),
        "Таблица",
    ),
}

OF_HOME: Final[Sentences] = {**_HOMES, **_SETTINGS_WRONG, **_BACKUPS, **_MACHINE}
