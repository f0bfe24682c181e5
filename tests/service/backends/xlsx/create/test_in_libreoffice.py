"""A new workbook in a real LibreOffice: it computes what we cached, and staff can work in it."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from service.backends.xlsx.create import create_workbook
from service.demo import demo_firm
from sheets_schema.contents import Contents
from sheets_schema.defaults import default_contents
from sheets_schema.tables import TABLES
from tests.staff.actions import Close, FullSort, In, Open, Save, Type
from tests.staff.libreoffice import LibreOfficeStaff
from tests.staff.office import Office, why_no_office

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    if reason := why_no_office():
        pytest.skip(reason)
    with Office() as running:
        yield running


def hard_cases() -> Contents:
    """Whatever a sum by condition might see otherwise than we do."""
    order = {"name": "Иванов", "stage": "принят", "price": Decimal(10_000)}
    orders: Sequence[Mapping[str, Any]] = [
        {**order, "number": 1, "due_date": date(2026, 11, 23)},
        {**order, "number": 2, "stage": "ПРИНЯТ", "due_date": TODAY},
        {**order, "number": 3, "stage": "завершён"},
        {**order, "number": 4, "stage": "отменён"},
        {**order, "number": 5, "stage": "монтируеться"},
        {"number": 6, "name": "Без цены", "stage": "осмотр", "due_date": date(2020, 1, 1)},
        {"number": 11, "name": "Без этапа", "price": Decimal("99.99")},
    ]
    paid = {"date": TODAY, "method": "наличные", "taken_by": "Анна"}
    payments: Sequence[Mapping[str, Any]] = [
        {**paid, "number": 1, "order": 1, "amount": Decimal("12000.50"), "kind": "аванс"},
        {**paid, "number": 2, "order": 3, "amount": Decimal(4_000), "kind": "доплата"},
        {**paid, "number": 3, "order": 3, "amount": Decimal(500), "kind": "Возврат"},
        {**paid, "number": 4, "order": 4, "amount": Decimal(100), "kind": "аванс"},
        {**paid, "number": 5, "order": 4, "amount": Decimal(100), "kind": "возврат"},
        {**paid, "number": 6, "order": 2, "amount": "5 тыс", "kind": "аванс"},
        {**paid, "number": 7, "order": 11, "amount": Decimal("0.01")},
        {**paid, "number": 8, "amount": Decimal(77), "kind": "аванс", "method": "карта"},
    ]
    spent: Sequence[Mapping[str, Any]] = [
        {"number": 1, "date": date(2026, 11, 30), "worker": "анна", "category": "Топливо", "amount": Decimal("0.10")},
        {"number": 2, "date": date(2025, 12, 1), "worker": "Анна", "category": "подарок", "amount": Decimal("0.20")},
        {"number": 3, "date": date(2025, 11, 30), "worker": "Анна", "category": "топливо", "amount": Decimal(1_000)},
        {"number": 4, "date": "вчера", "worker": "Пётр", "category": "топливо", "amount": Decimal(5)},
    ]
    given = [{"number": 1, "date": TODAY, "worker": "Анна", "kind": "Выдано", "amount": Decimal(10_000)}]
    people = [{"name": "Анна", "role": "офис"}, {"name": "Пётр", "role": "рабочий"}]
    return {
        **default_contents(), "orders": orders, "payments": payments, "expenses": spent, "advances": given, "people": people,
    }  # fmt: skip


def without_caches(source: Path, target: Path) -> Path:
    """Copy a workbook with every value of a formula taken out, so that nothing but LibreOffice can have computed it."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bare:
        for info in whole.infolist():
            content = whole.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            bare.writestr(info, content)
    return target


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, Path]]:
    """Our workbooks, and the same as LibreOffice computed and saved them: one run for all."""
    if reason := why_no_office():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("recalculated")
    (folder / "bare").mkdir()
    for name, contents in {"demo": demo_firm(7, TODAY), "hard": hard_cases()}.items():
        create_workbook(folder / f"{name}.xlsx", TABLES, contents, today=TODAY)
        without_caches(folder / f"{name}.xlsx", folder / "bare" / f"{name}.xlsx")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "done")]
    subprocess.run([*command, *sorted((folder / "bare").iterdir())], check=True, capture_output=True, timeout=90)
    return {name: (folder / f"{name}.xlsx", folder / "done" / f"{name}.xlsx") for name in ("demo", "hard")}


def values(path: Path, sheet: str) -> list[list[object]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in rows]


@pytest.mark.parametrize("sheet", ["Сводка", "Заказы"])
@pytest.mark.parametrize("name", ["demo", "hard"])
def test_libreoffice_computes_what_we_cached(
    recalculated: Mapping[str, tuple[Path, Path]], name: str, sheet: str
) -> None:
    ours, theirs = (values(path, sheet) for path in recalculated[name])
    assert theirs == ours
    assert any(isinstance(cell, float) and cell > 0 for row in ours for cell in row)


@pytest.mark.long
def test_staff_type_and_sort_and_cannot_type_over_what_is_computed(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "Заказы.xlsx"
    create_workbook(path, TABLES, hard_cases(), today=TODAY)
    shutil.copy(path, tmp_path / "before.xlsx")
    staff = LibreOfficeStaff(office)
    staff.do(Open(path))
    screen = staff.screen("Заказы")
    first, below = screen.row(2), screen.last_row() + 1
    kept = {title: screen.rows[first - 1][screen.column(title) - 1] for title in ("Оплачено", "Остаток", "Этап")}
    owed = staff.screen("Сводка").rows[4][1]
    staff.play([
        Type("Сводка", "B5", "7"),
        Type("История", "B2", "было"),
        Type("Заказы", In("Оплачено", first), "1"),
        Type("Заказы", In("Остаток", first), "2"),
        Type("Заказы", In("Этап", first), "монтируеться"),
        Type("Заказы", In("Тип объекта", first), "теплица с печью"),
        Type("Заказы", In("ФИО", below), "Новый Клиент"),
        Type("Заказы", In("Телефон", below), "+79755551122"),
        Type("Заказы", In("Стоимость", below), "1500,50"),
        Type("Заказы", In("Дата", below), "5.2.26"),
        Type("Заказы", In("Этап", below), "осмотр"),
    ])  # fmt: skip
    assert (staff.screen("Сводка").rows[4][1], staff.screen("История").last_row()) == (owed, 1)
    screen = staff.screen("Заказы")
    assert {title: screen.rows[first - 1][screen.column(title) - 1] for title in kept} == kept
    assert screen.rows[first - 1][screen.column("Тип объекта") - 1] == "теплица с печью"
    typed = [screen.rows[below - 1][screen.column(title) - 1] for title in ("Телефон", "Стоимость", "Дата", "Этап")]
    assert typed == ["+79755551122", 1500.5, datetime(2026, 2, 5), "осмотр"]

    staff.play([FullSort("Заказы", "ФИО"), Save(), Close()])
    names = [row[3] for row in values(path, "Заказы")[1:]]
    assert names == sorted(names, key=lambda name: str(name).casefold().replace("ё", "е"))
    paid = {row[0]: row[13:15] for row in values(tmp_path / "before.xlsx", "Заказы")[1:]}
    after = {row[0]: row[13:15] for row in values(path, "Заказы")[1:] if row[0]}
    assert after == paid
