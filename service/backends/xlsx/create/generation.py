"""The two places where a workbook says which generation of our writes it holds."""

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty

from service.backends.xlsx.generation import PROPERTY, SHEET


def declare_generation(book: Workbook, generation: int) -> None:
    """Store the generation in a sheet that people do not see and in the document's properties."""
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    sheet["A1"], sheet["B1"] = "generation", generation
    properties = book.custom_doc_props  # type: ignore[attr-defined] # types-openpyxl 3.1.5 does not know it
    properties.append(IntProperty(name=PROPERTY, value=generation))
