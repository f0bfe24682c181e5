"""What may be wrong with the workbook's file and with the folders of orders."""

from typing import Final

from service.wording.sentence import Sentence, Sentences

_FILE = "Файл таблицы"
_STORE = "Папки заказов"
_JOURNAL = "Журнал службы"
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
    "workbook_unavailable": Sentence(
        "файл недоступен ({reason})", ("проверьте диск или сеть; робот попробует снова сам",), _FILE
    ),
    "workbook_busy": Sentence("файл открыт, запись ждёт", ("закройте файл на минуту",), _FILE),
    "workbook_changed": Sentence(
        "файл изменили, пока робот готовил запись", ("ничего не нужно: он прочтёт файл заново",), _FILE
    ),
}

_READ_AGAIN = "ничего не нужно: робот прочтёт файл заново"
_OWN_MISTAKE = "таблица цела, запись отложена; сообщите разработчикам Наряда"

_EDITS: Sentences = {
    "edit_hostile_character": Sentence(
        "в тексте знак, от которого таблица перестаёт открываться", ("наберите текст заново, не копируя",), _FILE
    ),
    "edit_too_long": Sentence("текст длиннее, чем вмещает ячейка", ("сократите его",), _FILE),
    "edit_not_a_number": Sentence("вместо числа получилась бесконечность", ("проверьте, откуда взялось число",), _FILE),
    "edit_date_with_zone": Sentence("у времени указан часовой пояс, ячейка его не вмещает", (_OWN_MISTAKE,), _FILE),
    "edit_date_range": Sentence("дата раньше 1900 года, ячейка её не вмещает", ("проверьте год",), _FILE),
    "edit_row_missing": Sentence("строки, куда писать, в файле уже нет", (_READ_AGAIN,), _FILE),
    "edit_sheet_missing": Sentence("листа «{sheet}», куда писать, в файле нет", ("верните лист",), _FILE),
    "edit_sheet_exists": Sentence("лист «{value}» уже есть", (_READ_AGAIN,), _FILE),
    "edit_sheet_title": Sentence(
        "«{sheet}» не годится в названия листа", ("выберите название без знаков \\ / ? * [ ] :",), _FILE
    ),
    "edit_column_exists": Sentence("столбец «{value}» на листе «{sheet}» уже есть", (_READ_AGAIN,), _FILE),
    "edit_off_grid": Sentence("на листе «{sheet}» кончилось место", ("уберите лишние пустые строки и столбцы",), _FILE),
    "edit_merged": Sentence(
        "на листе «{sheet}» ячейка в строке {row} объединена с соседними ({area})", ("разъедините ячейки",), _FILE
    ),
    "edit_array": Sentence(
        "на листе «{sheet}» ячейка занята формулой массива {area}", ("перенесите эту формулу в другое место",), _FILE
    ),
    "edit_formula_missing": Sentence(
        "на листе «{sheet}» в строке {row} стёрта формула, которую робот обновляет",
        ("скопируйте её из соседней строки",),
        _FILE,
    ),
    "edit_table_header": Sentence(
        "на листе «{sheet}» это заголовок таблицы Excel",
        ("переименуйте столбец в Excel: тогда он сменится и в формулах",),
        _FILE,
    ),
    "edit_table_gone": Sentence(
        "с этой строкой исчезла бы вся таблица {area} на листе «{sheet}»",
        ("оставьте в ней хотя бы одну строку",),
        _FILE,
    ),
    "edit_encoding": Sentence(
        "файл записан в непривычной кодировке", ("сохраните его заново в Excel или LibreOffice",), _FILE
    ),
    "edit_too_large": Sentence("файл стал бы больше 4 ГБ", ("уберите из него картинки или старые листы",), _FILE),
    "edit_malformed": Sentence("файл устроен необычно, робот не решился его менять", (_OWN_MISTAKE,), _FILE),
    "edit_not_verified": Sentence("записанное не сошлось с задуманным, файл оставлен прежним", (_OWN_MISTAKE,), _FILE),
}

_STORES: Sentences = {
    "store_no_right": Sentence("нет права писать в папку", ("дайте службе право на эту папку",), _STORE),
    "store_disk_full": Sentence("на диске нет места", (_NO_SPACE,), _STORE),
    "store_unavailable": Sentence(
        "папка недоступна", ("проверьте, подключён ли диск или сеть; робот попробует снова сам",), _STORE
    ),
}

_JOURNALS: Sentences = {
    "journal_disk_full": Sentence("на диске нет места", ("освободите место",), _JOURNAL),
    "journal_busy": Sentence("журнал занят слишком долго", ("повторите через минуту",), _JOURNAL),
    "journal_no_right": Sentence("нет права писать в журнал", ("дайте службе право на папку .naryad",), _JOURNAL),
    "journal_corrupt": Sentence("журнал повреждён", ("восстановите его из копии: naryad restore",), _JOURNAL),
    "journal_newer": Sentence("журнал создан более новой версией", ("обновите Наряд",), _JOURNAL),
    "journal_unavailable": Sentence("журнал недоступен", ("проверьте диск или базу данных и повторите",), _JOURNAL),
    "journal_moved_on": Sentence(
        "журнал изменился, пока служба решала", ("ничего не нужно: она решит заново",), _JOURNAL
    ),
    "journal_backup_failed": Sentence(
        "копию журнала не удалось записать", ("освободите место или укажите другую папку",), _JOURNAL
    ),
    "journal_backup_elsewhere": Sentence(
        "журнал лежит в базе {database}", ("копируйте её собственными средствами этой базы",), _JOURNAL
    ),
}

OF_FILES: Final[Sentences] = {**_UNREADABLE, **_UNAVAILABLE, **_EDITS, **_STORES, **_JOURNALS}
