"""What may be wrong with the workbook's file and with the folders of orders."""

from typing import Final

from service.wording.sentence import Sentence, Sentences

_FILE = "Файл таблицы"
_STORE = "Папки заказов"
_LAST_GOOD = "откройте файл и сохраните заново или верните прошлую версию на странице «Версии»"
_NO_SPACE = "освободите место; робот попробует снова сам"

_UNREADABLE: Sentences = {
    "workbook_empty_file": Sentence("файл пуст", (_LAST_GOOD,), _FILE),
    "workbook_truncated": Sentence(
        "файл записан не до конца", ("подождите, пока он сохранится; если не поможет, верните прошлую версию",), _FILE
    ),
    "workbook_html": Sentence(
        "под именем .xlsx лежит страница сайта", ("скачайте таблицу заново, в формате xlsx",), _FILE
    ),
    "workbook_xls": Sentence("файл в старом формате xls", ("сохраните его как «Книга Excel (.xlsx)»",), _FILE),
    "workbook_password": Sentence("файл под паролем", ("снимите пароль на открытие и сохраните",), _FILE),
    "workbook_other_zip": Sentence("это архив, а не таблица", ("положите на его место файл .xlsx",), _FILE),
    "workbook_corrupt": Sentence("файл повреждён", (_LAST_GOOD,), _FILE),
    "workbook_bomb": Sentence(
        "файл непомерно велик в развёрнутом виде", ("проверьте, откуда он; верните прошлую версию",), _FILE
    ),
}

_UNAVAILABLE: Sentences = {
    "workbook_missing": Sentence("файла нет на месте", ("верните его в папку под прежним именем",), _FILE),
    "workbook_no_right": Sentence(
        "нет права читать или писать файл", ("дайте службе право на файл и его папку",), _FILE
    ),
    "workbook_disk_full": Sentence("на диске нет места", (_NO_SPACE,), _FILE),
    "workbook_busy": Sentence("файл открыт, запись ждёт", ("закройте файл на минуту",), _FILE),
    "workbook_changed": Sentence(
        "файл изменили, пока робот готовил запись", ("ничего не нужно: он прочтёт файл заново",), _FILE
    ),
}

_EDITS: Sentences = {
    "edit_hostile_character": Sentence(
        "в тексте знак, от которого таблица перестаёт открываться", ("наберите текст заново, не копируя",), _FILE
    ),
    "edit_row_missing": Sentence(
        "строки, куда писать, в файле уже нет", ("ничего не нужно: робот прочтёт файл заново",), _FILE
    ),
    "edit_sheet_missing": Sentence("листа, куда писать, в файле нет", ("верните лист",), _FILE),
}

_STORES: Sentences = {
    "store_no_right": Sentence("нет права писать в папку", ("дайте службе право на эту папку",), _STORE),
    "store_disk_full": Sentence("на диске нет места", (_NO_SPACE,), _STORE),
    "store_unavailable": Sentence(
        "папка недоступна", ("проверьте, подключён ли диск или сеть; робот попробует снова сам",), _STORE
    ),
}

OF_FILES: Final[Sentences] = {**_UNREADABLE, **_UNAVAILABLE, **_EDITS, **_STORES}
