"""What may be wrong with a row, a sheet, the identities of rows, or a change that was to be written."""

from typing import Final

from service.wording.sentence import Sentence, Sentences

_TELL = "перезапустите службу; если повторится, сообщите разработчикам Наряда"

_ROWS: Sentences = {
    "not_in_list": Sentence(
        "«{value}» — нет в списке",
        ("похоже на «{nearest}»; выберите из списка", "выберите: {choices}", "выберите из списка"),
    ),
    "stage_unknown": Sentence(
        "«{value}» — нет такого этапа",
        ("похоже на «{nearest}»; выберите из списка", "выберите: {choices}", "выберите из списка"),
    ),
    "step_forbidden": Sentence(
        "с этапа «{was}» нельзя перейти на «{became}»", ("можно: {allowed}", "порядок задан на листе «Этапы»")
    ),
    "field_missing": Sentence(
        "для этапа «{stage}» не заполнено: {columns}",
        ("заполните или верните прежний этап; до этого заказ считается на прежнем",),
    ),
    "required_missing": Sentence("не заполнено", ("впишите: без этого строка ещё не запись",)),
    "order_unknown": Sentence("заказа № {value} нет", ("впишите номер с листа «Заказы»",)),
    "copied_advance": Sentence(
        "строка скопирована с № {from} вместе с авансом {amount}; в «Платежи» он не записан",
        ("если аванс внесён и по этому заказу, сотрите его и впишите заново; если нет — сотрите",),
    ),
    "number_restored": Sentence(
        "номер меняли на «{was}», робот вернул прежний", ("номер не правьте: по нему строку узнают",)
    ),
    "number_duplicate": Sentence(
        "такой же номер стоит в строке {kept_row}; эта строка получит свой", ("проверьте, не лишняя ли она",)
    ),
    "person_unknown": Sentence(
        "«{value}» — нет такого сотрудника", ("выберите из списка или впишите его на лист «Сотрудники»",)
    ),
    "advance_differs": Sentence(
        "в ячейке {cell}, а авансов в «Платежах» на {payments}", ("исправьте ячейку или строки «Платежей»",)
    ),
    "merge_conflict": Sentence(
        "меняли двое: оставлено «{kept}», а {who} вписал «{other}»",
        ("если верно второе, впишите его заново",),
    ),
}

_SHEETS: Sentences = {
    "sheet_missing": Sentence(
        "листа «{title}» нет", ("верните его; новый пустой лист добавит команда naryad upgrade",), "Таблица"
    ),
    "sheet_renamed": Sentence(
        "листа «{title}» нет, но похож «{looks_like}»", ("верните листу название «{title}»",), "Таблица"
    ),
    "sheet_not_read": Sentence("лист не прочитан", ("проверьте, открывается ли он; прежние данные сохранены",)),
    "header_missing": Sentence("нет строки заголовков", ("верните заголовки в первую строку листа",)),
    "column_missing": Sentence(
        "такого столбца нет", ("верните заголовок; новый столбец добавит команда naryad upgrade",)
    ),
    "column_renamed": Sentence("такого столбца нет, но похож «{looks_like}»", ("верните заголовок «{title}»",)),
    "column_duplicate": Sentence("заголовок стоит дважды: столбцы {columns}", ("лишний переименуйте или уберите",)),
}

_RULES: Sentences = {
    "stage_twice": Sentence("этап «{value}» назван дважды", ("оставьте одну строку, вторую назовите иначе",)),
    "stage_next_unknown": Sentence(
        "у этапа «{stage}» указан переход на «{value}», а такого этапа нет", ("исправьте название",)
    ),
    "stage_field_unknown": Sentence(
        "для этапа «{stage}» требуется «{value}», а такого столбца в «Заказах» нет",
        ("впишите заголовок столбца, как он есть",),
    ),
    "weekdays_unknown": Sentence("«{value}» — непонятно, какие дни рабочие", ("впишите так: пн–пт или пн, ср, пт",)),
}

_QUARANTINE: Sentences = {
    "quarantine_displaced": Sentence(
        "под номерами строк оказались чужие данные: так бывает, когда сортируют часть столбцов",
        ("отмените сортировку и сохраните или ответьте на странице офиса",),
    ),
    "quarantine_vanished": Sentence(
        "пропало сразу много строк", ("верните их и сохраните или ответьте на странице офиса",)
    ),
    "quarantine_emptied": Sentence(
        "лист вдруг опустел", ("верните строки и сохраните или ответьте на странице офиса",)
    ),
}

_EFFECTS: Sentences = {
    "row_gone": Sentence(
        "строки уже нет, записать в неё нельзя", ("если она нужна, верните её и нажмите «Повторить»",)
    ),
    "effect_in_doubt": Sentence(
        "служба остановилась посреди дела, и неизвестно, сделано ли оно",
        ("проверьте и ответьте на странице «Очередь»",),
    ),
    "write_unknown": Sentence("служба потеряла счёт своим записям", (_TELL,)),
    "write_unsettled": Sentence("прошлая запись ещё не закончена", ("подождите минуту: служба закончит её сама",)),
    "cell_taken": Sentence(
        "в ячейке уже стоит «{value}», робот её не тронул", ("сверьте и поправьте сами, если нужно",)
    ),
}

OF_ROWS: Final[Sentences] = {**_ROWS, **_SHEETS, **_RULES, **_QUARANTINE, **_EFFECTS}
