"""The stages of a new firm: nine steps of a connection, its beginning and its ends. The firm edits them in «Этапы»."""

from typing import Final

from sheets_schema.contents import Row

NEW: Final = "новый запрос"
INSPECTION: Final = "осмотр"
ACCEPTED: Final = "принят"
APPLIED: Final = "заявка в сетевую"
MOUNTING: Final = "монтируется"
PAPERS: Final = "оформляются документы"
HANDOVER: Final = "сдаётся"
GRID_PAPERS: Final = "документы сетевой"
CONTRACT: Final = "договор энергоснабжения"
AWAITS_PAYMENT: Final = "ждёт окончательной оплаты"
FINISHED: Final = "завершён"
CANCELLED: Final = "отменён"

PAPERS_READY: Final = "Документы готовы"


def _stage(
    place: int,
    name: str,
    following: str,
    fields: str = "",
    term: int | None = None,
    template: str = "",
    aliases: str = "",
) -> Row:
    row: Row = {
        "name": name, "order": place, "fields": fields, "term": term, "template": template,
        "next": following, "closed": name in {FINISHED, CANCELLED}, "aliases": aliases,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value not in {None, ""}}


# Forward to the next step, one step back, «отменён» from everywhere but «завершён». What a step demands is what the
# people of the next one cannot work without: whom to visit, what was agreed, who comes when, whose turn it is.
STAGES: Final[tuple[Row, ...]] = (
    _stage(1, NEW, f"{INSPECTION}, {ACCEPTED}, {CANCELLED}", "", 1, aliases="новый, заявка, новая заявка"),
    _stage(2, INSPECTION, f"{ACCEPTED}, {NEW}, {CANCELLED}", "Телефон, Адрес объекта", 3, aliases="на осмотре, выезд"),
    _stage(3, ACCEPTED, f"{APPLIED}, {INSPECTION}, {CANCELLED}", "Дата осмотра, Стоимость, Аванс, Тип объекта", 2, aliases="принято, договор подписан"),
    _stage(4, APPLIED, f"{MOUNTING}, {ACCEPTED}, {CANCELLED}", "Документы получены, Ответственный", 15, aliases="подана заявка, заявка в сети"),
    _stage(5, MOUNTING, f"{PAPERS}, {APPLIED}, {CANCELLED}", "Дата монтажа, Бригада", 5, aliases="монтаж, на монтаже"),
    _stage(6, PAPERS, f"{HANDOVER}, {MOUNTING}, {CANCELLED}", "Ответственный", 3, aliases="документы, оформление документов"),
    _stage(7, HANDOVER, f"{GRID_PAPERS}, {PAPERS}, {CANCELLED}", "Ответственный", 5, aliases="сдача, на сдаче"),
    _stage(8, GRID_PAPERS, f"{CONTRACT}, {HANDOVER}, {CANCELLED}", "Ответственный", 15, aliases="документы сетей, ждём документы сетевой"),
    _stage(9, CONTRACT, f"{AWAITS_PAYMENT}, {GRID_PAPERS}, {CANCELLED}", "Ответственный", 10, aliases="энергосбыт, договор со сбытом"),
    _stage(10, AWAITS_PAYMENT, f"{FINISHED}, {CONTRACT}, {CANCELLED}", "Телефон, Стоимость", 5, PAPERS_READY, "ждёт оплаты, окончательная оплата"),
    _stage(11, FINISHED, AWAITS_PAYMENT, aliases="закрыт, готово"),
    _stage(12, CANCELLED, NEW, aliases="отказ, отмена"),
)  # fmt: skip
