"""The lists behind the dropdowns, as named ranges: a name, unlike a reference to another sheet, survives every program."""

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from sheets_schema.a1 import column_letter
from sheets_schema.layout import letters
from sheets_schema.rule_tables import FIXED_LISTS
from sheets_schema.table import Table
from sheets_schema.tables import BY_KEY

FIRM_LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "Каналы": ("lists", "channels"),
    "Типы_объектов": ("lists", "object_types"),
    "Документы": ("lists", "documents"),
    "Категории": ("lists", "categories"),
    "Этапы": ("stages", "name"),
    "Сотрудники": ("people", "name"),
    "Бригады": ("crews", "name"),
    "Шаблоны": ("templates", "name"),
    "Услуги": ("services", "name"),
}
"""Lists that the firm edits: the name of the range → table and column."""

FIXED_SHEET: Final = "_списки"
LONGEST_LIST: Final = 200


def name_lists(book: Workbook, tables: Sequence[Table]) -> frozenset[str]:
    """Add every list that has a worksheet here and return their names."""
    made = {table.key for table in tables}
    ranges = {name: _firm_range(*where) for name, where in FIRM_LISTS.items() if where[0] in made}
    ranges |= _write_fixed(book)
    for name, reference in ranges.items():
        book.defined_names[name] = DefinedName(name, attr_text=reference)
    return frozenset(ranges)


def _firm_range(table_key: str, column_key: str) -> str:
    """Reach from row 2 to the last filled row: with blanks in its list Excel would take any text, and offer blanks."""
    table = BY_KEY[table_key]
    column = column_letter(table, column_key)
    whole = f"{table.title}!${column}$2:${column}${LONGEST_LIST + 1}"
    return f"{table.title}!${column}$2:INDEX({whole},MAX(1,COUNTA({whole})))"


def _write_fixed(book: Workbook) -> dict[str, str]:
    """Put the lists that the rules rest on where nobody edits them by mistake."""
    sheet = book.create_sheet(FIXED_SHEET)
    sheet.sheet_state = "veryHidden"
    ranges = {}
    for place, (name, items) in enumerate(FIXED_LISTS.items(), 1):
        for row, item in enumerate((name, *items), 1):
            sheet.cell(row, place, item)
        ranges[name] = f"{FIXED_SHEET}!${letters(place)}$2:${letters(place)}${len(items) + 1}"
    return ranges
