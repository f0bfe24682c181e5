"""Files that are no workbook, disks that refuse: the last good state stays, nothing is written, one sentence explains it."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from service.wording import say
from sheets_schema.effects import State, append_row
from sheets_schema.problems import Problem
from tests.flow.firm import ORDERS, Firm, typed
from tests.torture.homes import Reopened, copied

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def settled_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    firm = Firm(tmp_path_factory.mktemp("bad-input")).settled()
    firm.ticker.parts.journal.close()
    return firm.home.path, firm.now


@pytest.fixture
def firm(settled_home, tmp_path: Path) -> Firm:
    """A settled firm to whose workbook a row is promised: whatever lies there, it could be written to."""
    source, now = settled_home
    firm = Reopened(copied(source, tmp_path / "firm"), now)
    firm.tick()
    promise(firm)
    return firm


def promise(firm: Firm) -> None:
    (number,) = firm.ticker.parts.journal.snapshots.reserve("payments")
    cells = {"number": number, "date": firm.now.date(), "order": 1, "amount": Decimal(700), "kind": "доплата"}
    firm.ticker.parts.journal.outbox.emit([append_row("payments", number, cells, key="form:1")], firm.now)


def trouble(firm: Firm, scope: str = "workbook") -> Problem:
    """Return what is told of the file: one problem, a sentence with a remedy in Russian."""
    ((problem, _since),) = firm.ticker.parts.journal.conditions.all()[scope]
    said = say(problem)
    assert said.text
    assert said.remedy
    assert all("а" <= letter.lower() <= "ё" for letter in said.remedy[:1])
    return problem


def known(firm: Firm) -> object:
    return firm.ticker.parts.journal.snapshots.load().rows


def book_of(firm: Firm) -> Workbook:
    return openpyxl.load_workbook(firm.path)


def change(firm: Firm, how: Callable[[Workbook], object]) -> None:
    """Change the workbook as a script of the firm does: through openpyxl, without a word to anybody."""
    book = book_of(firm)
    how(book)
    book.save(firm.path)


def retitle(book: Workbook, header: str, new: str | None) -> None:
    (cell,) = [cell for cell in book[ORDERS][1] if cell.value == header]
    cell.value = new


def truncated(good: bytes) -> bytes:
    return good[: len(good) // 2]


def corrupt(good: bytes) -> bytes:
    """The directory of the zip is lost under zeroes."""
    return good[:-2000] + bytes(1500) + good[-500:]


def garbled(good: bytes) -> bytes:
    """A disk lost a piece of the orders: the directory of the zip still says what was there."""
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        inside = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    return good[:inside] + bytes(512) + good[inside + 512 :]


def bomb(good: bytes) -> bytes:
    out = io.BytesIO(good)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/big.bin", bytes(40 << 20))
    return out.getvalue()


def other_zip(_good: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("фото.txt", "не таблица")
    return out.getvalue()


def with_impossible_sign(good: bytes) -> bytes:
    """One name as a careless program writes it: U+FFFF is no XML, and no program opens the sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            package.writestr(name, source.read(name).replace("Иванов".encode(), "Иван\uffffов".encode()))
    return out.getvalue()


BAD: dict[str, tuple[Callable[[bytes], bytes], set[str]]] = {
    "half-written": (truncated, {"workbook_truncated"}),
    "corrupt": (corrupt, {"workbook_corrupt"}),
    "empty": (lambda _: b"", {"workbook_empty_file"}),
    "zeroes": (lambda good: bytes(len(good)), {"workbook_empty_file"}),
    "html": (lambda _: "<!DOCTYPE html><html><body>Войдите</body></html>".encode(), {"workbook_html"}),
    "password": (lambda _: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), {"workbook_password"}),
    "old xls": (lambda _: OLE + bytes(600), {"workbook_xls"}),
    "another zip": (other_zip, {"workbook_other_zip"}),
    "bomb": (bomb, {"workbook_bomb"}),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_is_explained_and_left_alone(firm: Firm, name: str):
    make, codes = BAD[name]
    good, rows = firm.path.read_bytes(), known(firm)
    firm.path.write_bytes(bad := make(good))
    firm.tick(3)
    assert trouble(firm).code in codes
    assert firm.path.read_bytes() == bad
    assert known(firm) == rows
    firm.path.write_bytes(good)
    firm.tick()
    assert not firm.ticker.parts.journal.conditions.all().get("workbook")
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
    assert known(firm)["orders"].keys() == rows["orders"].keys()  # type: ignore[index]


def test_a_bad_file_found_at_the_start_is_explained_too(firm: Firm):
    good = firm.path.read_bytes()
    firm.path.write_bytes(truncated(good))
    firm.start()
    firm.tick()
    assert trouble(firm).code == "workbook_truncated"
    firm.path.write_bytes(good)
    firm.tick()
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]


def test_a_missing_file_is_explained_and_waited_for(firm: Firm):
    away = firm.path.with_suffix(".away")
    firm.path.rename(away)
    firm.tick(2)
    assert trouble(firm).code == "workbook_missing"
    assert not firm.path.exists()
    away.rename(firm.path)
    firm.tick()
    assert "workbook" not in {scope for scope, found in firm.ticker.parts.journal.conditions.all().items() if found}
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]


def test_an_edit_beside_a_bad_file_is_not_lost(firm: Firm):
    """The office saves, the copy on the share is cut short, and it saves again."""
    firm.edit(typed(1, "Примечание", "раз"))
    good = firm.path.read_bytes()
    firm.path.write_bytes(truncated(good))
    firm.tick()
    firm.path.write_bytes(good)
    firm.tick(2)
    assert [row[:4] for row in firm.history(1)] == [(1.0, "Примечание", None, "раз")]
    assert firm.row(1, ORDERS)["Примечание"] == "раз"


def test_a_promise_waits_for_a_good_file_and_nothing_fails(firm: Firm):
    good = firm.path.read_bytes()
    firm.path.write_bytes(b"")
    firm.tick(40)
    counts = firm.ticker.parts.journal.outbox.counts()
    assert (counts[State.FAILED], counts[State.DUE] + counts[State.CLAIMED]) == (0, 1)
    firm.path.write_bytes(good)
    firm.tick()
    assert len(firm.cells("Платежи")) == 1


def test_bytes_that_rotted_under_an_unchanged_directory_are_explained_too(firm: Firm):
    good = firm.path.read_bytes()
    firm.path.write_bytes(bad := garbled(good))
    firm.tick(2)
    assert trouble(firm).code == "workbook_corrupt"
    assert firm.path.read_bytes() == bad
    firm.path.write_bytes(good)
    firm.tick()
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
    assert not firm.ticker.parts.journal.conditions.all().get("workbook")


def test_a_sign_that_no_program_can_open_is_explained_and_its_sheet_is_not_written_to(firm: Firm):
    """Our reader is patient enough to find the row; to write into what is no XML would be to guess."""
    firm.path.write_bytes(with_impossible_sign(firm.path.read_bytes()))
    before = firm.cells()
    firm.tick(2)
    (problem,) = firm.known(1).problems
    assert "недопустимый знак U+FFFF" in say(problem).text
    assert trouble(firm, "write").code == "edit_malformed"
    assert [{**row, "Оплачено": 0} for row in firm.cells()] == [{**row, "Оплачено": 0} for row in before]


@pytest.mark.parametrize("sheet", ["История", "Платежи", "Этапы"])
def test_a_missing_sheet_is_explained_and_its_rows_stay_known(firm: Firm, sheet: str):
    good, rows = firm.path.read_bytes(), known(firm)
    change(firm, lambda book: book.remove(book[sheet]))
    firm.tick(2)
    scope = {"История": "history", "Платежи": "payments", "Этапы": "stages"}[sheet]
    assert trouble(firm, f"sheet:{scope}").code == "sheet_missing"
    change(firm, lambda book: book[ORDERS].cell(2, 24, "раз"))
    firm.tick(2)
    assert firm.ticker.parts.journal.outbox.counts()[State.FAILED] == 0
    assert known(firm)["orders"].keys() == rows["orders"].keys()  # type: ignore[index]
    firm.path.write_bytes(good)
    firm.tick(4)
    assert not firm.ticker.parts.journal.conditions.all().get(f"sheet:{scope}")
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]


def test_a_renamed_sheet_is_explained(firm: Firm):
    change(firm, lambda book: setattr(book["Платежи"], "title", "Платежи 2026"))
    firm.tick()
    assert trouble(firm, "sheet:payments").code in {"sheet_missing", "sheet_renamed"}
    assert len(book_of(firm)["Платежи 2026"]["A"]) == 1
    change(firm, lambda book: setattr(book["Платежи 2026"], "title", "Платежи"))
    firm.tick(2)
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]


@pytest.mark.parametrize("header", ["№", "ФИО", "Этап"])
def test_without_a_column_that_it_needs_a_sheet_is_left_alone(firm: Firm, header: str):
    rows = known(firm)
    change(firm, lambda book: retitle(book, header, None))
    before = [list(row) for row in book_of(firm)[ORDERS].values]
    firm.tick(2)
    assert trouble(firm, "sheet:orders").code == "column_missing"
    assert [list(row) for row in book_of(firm)[ORDERS].values] == before
    assert known(firm)["orders"].keys() == rows["orders"].keys()  # type: ignore[index]
    change(firm, lambda book: book[ORDERS].cell(1, before[0].index(None) + 1, header))
    firm.tick(2)
    assert firm.history() == []


def test_a_header_that_stands_twice_is_explained_and_nothing_is_guessed(firm: Firm):
    before = known(firm)["orders"]  # type: ignore[index]
    change(firm, lambda book: retitle(book, "Примечание", "ФИО"))
    firm.tick(2)
    found = [problem.code for problem, _since in firm.ticker.parts.journal.conditions.all()["sheet:orders"]]
    assert "column_duplicate" in found
    assert known(firm)["orders"].keys() == before.keys()  # type: ignore[index]
    assert firm.history() == []


def test_a_merged_cell_stops_one_write_and_no_other(firm: Firm):
    """The office merged «Папка» to «Проблемы» of row 2 for a remark of its own; then that row has a problem to be told."""
    firm.edit(typed(1, "Стоимость", "дорого"), typed(2, "Стоимость", "дорого"))
    change(firm, lambda book: book[ORDERS].merge_cells(start_row=2, end_row=2, start_column=30, end_column=32))
    firm.tick(2)
    assert "объединена" in say(trouble(firm, "write")).text
    assert "Стоимость" in str(firm.row(2)["Проблемы"])
    assert [row["Сумма"] for row in firm.cells("Платежи")] == [700]
    change(firm, lambda book: book[ORDERS].unmerge_cells("AD2:AF2"))
    firm.tick(2)
    assert "Стоимость" in str(firm.row(1)["Проблемы"])
    assert not firm.ticker.parts.journal.conditions.all().get("write")


def test_error_values_and_words_for_numbers_are_explained_in_their_rows(firm: Firm):
    cells = {2: "#REF!", 3: "много", 4: "1,500"}

    def spoil(book: Workbook) -> None:
        column = [cell.value for cell in book[ORDERS][1]].index("Стоимость") + 1
        for row, value in cells.items():
            book[ORDERS].cell(row, column, value)

    change(firm, spoil)
    firm.tick(2)
    assert "ошибка формулы" in str(firm.row(1)["Проблемы"])
    assert "«много» — не число" in str(firm.row(2)["Проблемы"]) or "много" in str(firm.row(2)["Проблемы"])
    assert "двояко" in str(firm.row(3)["Проблемы"])
    assert [row["№"] for row in firm.cells() if "Проблемы" in row] == [1, 2, 3]
    assert firm.row(2)["Стоимость"] == "много"
    assert "price" not in firm.known(2).record  # type: ignore[operator]


def test_the_same_number_in_two_rows_is_mended_and_told(firm: Firm):
    change(firm, lambda book: book[ORDERS].cell(4, 1, 2))
    firm.tick(3)
    assert firm.numbers() == [1, 2, 3, 4, 5, 6]
    assert [row[:2] for row in firm.history()] == [(3.0, "№ возвращён")]


def test_hostile_texts_typed_by_people_are_read_and_nothing_of_theirs_is_changed(firm: Firm):
    texts = ["'=1+1", "</t></is></c>", "ё" * 300, "😀" * 50, "\u202eабв", "а\u200bб", "${jndi:ldap://x}", "ж" * 32_767]

    def plant(book: Workbook) -> None:
        column = [cell.value for cell in book[ORDERS][1]].index("Примечание") + 1
        for row, text in enumerate(texts[:6], 2):
            book[ORDERS].cell(row, column, text).data_type = "s"

    change(firm, plant)
    firm.tick(3)
    assert [row["Примечание"] for row in firm.cells()] == texts[:6]
    assert not [row for row in firm.cells() if "Проблемы" in row]
    assert len(firm.history()) == 6


def test_a_kept_copy_that_is_damaged_itself_stands_in_nobodys_way(firm: Firm):
    firm.edit(typed(1, "Примечание", "раз"))
    firm.tick(2)
    for version in firm.home.versions.iterdir():
        version.write_bytes(garbled(version.read_bytes()))
    firm.start()
    firm.edit(typed(2, "Примечание", "два"))
    firm.tick(2)
    assert not firm.ticker.parts.journal.conditions.all().get("workbook")
    assert [row[:4] for row in firm.history(2)] == [(2.0, "Примечание", None, "два")]
