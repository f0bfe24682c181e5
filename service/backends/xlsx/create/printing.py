"""A4 landscape, header on every page, letters large enough to read."""

from typing import Final

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_schema.layout import letters

_PAGE_LETTERS: Final = 215.0
"""Column widths that fit on A4 landscape at about 65 %, where 11 points print as 7."""
_MARGIN: Final = 0.4


def set_up_printing(sheet: Worksheet, widths: list[float], frozen: int = 0) -> None:
    """Fit the columns (widths in letters) on as few pages as stay readable; ``frozen`` columns repeat on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.fitToWidth = pages_across(widths, frozen)
    sheet.print_title_rows = "1:1"
    if frozen and sheet.page_setup.fitToWidth > 1:
        sheet.print_title_cols = f"A:{letters(frozen)}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    footer = HeaderFooterItem(left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N"))
    sheet.HeaderFooter.oddFooter = footer


def pages_across(widths: list[float], frozen: int) -> int:
    """Return how many pages stand side by side."""
    repeated = sum(widths[:frozen])
    total = sum(widths)
    return 1 if total <= _PAGE_LETTERS else -int(-(total - repeated) // (_PAGE_LETTERS - repeated))
