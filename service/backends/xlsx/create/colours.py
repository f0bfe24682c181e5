"""Conditional formats: rows coloured by stage, problems that catch the eye."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from service.backends.xlsx.create.dropdowns import LAST_ROW
from service.backends.xlsx.create.styles import fill
from sheets_schema.a1 import column_letter
from sheets_schema.layout import letters
from sheets_schema.palette import ALARM_FILL, STAGE_COLOURS
from sheets_schema.table import Table

STAGES_LIST = "Этапы"


def colour_rows(sheet: Worksheet, table: Table) -> None:
    """Colour the rows of a table of orders by stage, and mark the rows that have problems."""
    if table.explained:
        column = column_letter(table, "problems")
        fill_where(sheet, f"{column}2:{column}{LAST_ROW}", f'${column}2<>""', ALARM_FILL)
    if "stage" in table.by_key:
        _colour_by_stage(sheet, f"A2:{letters(len(table.columns))}{LAST_ROW}", column_letter(table, "stage"))


def _colour_by_stage(sheet: Worksheet, area: str, column: str) -> None:
    """One rule per place in «Этапы», so that a renamed stage keeps its colour and a new one gets its own."""
    for place, colour in enumerate(STAGE_COLOURS, 1):
        fill_where(sheet, area, f"MATCH(${column}2,{STAGES_LIST},0)={place}", colour.fill)


def fill_where(sheet: Worksheet, area: str, condition: str, colour: str) -> None:
    """Give the cells of an area a background where the condition holds; the first rule that holds wins."""
    rule = Rule(type="expression", dxf=DifferentialStyle(fill=fill(colour)), formula=[condition], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)
