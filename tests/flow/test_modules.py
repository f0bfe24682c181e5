"""A firm that wants only orders: sheets of modules that are switched off may go, and nobody is told that they are missing."""

from pathlib import Path

import openpyxl

from sheets_schema.default_settings import MODULES
from tests.flow.firm import Firm


def without_sheets(firm: Firm, *titles: str, modules: str) -> None:
    book = openpyxl.load_workbook(firm.path)
    for title in titles:
        del book[title]
    for row in book["Настройки"].iter_rows(min_row=2):
        if row[0].value == MODULES:
            row[1].value = modules
    book.save(firm.path)


def missing(firm: Firm) -> set[str]:
    found = firm.ticker.parts.journal.conditions.all()
    return {
        problem.params["title"]
        for scope in found.values()
        for problem, _since in scope
        if problem.code == "sheet_missing"
    }


def test_a_sheet_of_a_module_that_is_off_may_be_missing(tmp_path: Path):
    firm = Firm(tmp_path)
    without_sheets(firm, "Записи", "Услуги", "Рассылки", modules="заказы, сообщения")
    firm.tick()
    assert missing(firm) == {"Рассылки"}
