"""Worksheets as pictures at their natural size, so that a person can look at them. Runs under /usr/bin/python3."""

import pathlib
import subprocess

import uno

MARGIN = 500
"""1/100 mm on every side."""
WIDEST, TALLEST = 90_000, 60_000
"""1/100 mm; a wider sheet is scaled down to this page, a longer one continues on the next page."""
HEADING_WIDTH = 1_200
"""1/100 mm that the printed row numbers take."""
LONGEST = 400
"""Rows beyond this are not drawn: nobody looks at page 20."""


def named(**values):
    """Return a sequence of UNO PropertyValue."""
    pairs = []
    for name, value in values.items():
        pair = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        pair.Name, pair.Value = name, value
        pairs.append(pair)
    return tuple(pairs)


def filled_range(sheet):
    """Return the range with content or drawings: conditional formats must not make it a thousand rows."""
    kinds = 1 | 2 | 4 | 8 | 16  # com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, ANNOTATION, FORMULA
    ends = [(a.EndColumn, a.EndRow) for a in sheet.queryContentCells(kinds).RangeAddresses]
    ends += [drawn_end(sheet, shape) for shape in sheet.DrawPage]
    columns, rows = zip(*ends, strict=True) if ends else ((0,), (0,))
    return sheet.getCellRangeByPosition(0, 0, max(columns), min(max(rows), LONGEST))


def drawn_end(sheet, shape):
    """Return (column, row), 0-based, of the cell under the lower right corner of a shape."""
    right, bottom = shape.Position.X + shape.Size.Width, shape.Position.Y + shape.Size.Height
    column = row = 0
    while column < 200 and right > sheet.getCellByPosition(column + 1, 0).Position.X:
        column += 1
    while row < LONGEST and bottom > sheet.getCellByPosition(0, row + 1).Position.Y:
        row += 1
    return column, row


def lay_out(document, sheet, area):
    """Give the sheet a landscape page as wide as its columns, with column letters and row numbers."""
    name = f"look {sheet.Name}"
    styles = document.StyleFamilies.getByName("PageStyles")
    styles.insertByName(name, document.createInstance("com.sun.star.style.PageStyle"))
    page = styles.getByName(name)
    width = min(WIDEST, max(12_000, area.Size.Width + HEADING_WIDTH + 2 * MARGIN))
    height = min(TALLEST, max(width * 7 // 10, 9_000))
    for key, value in {
        "HeaderIsOn": False, "FooterIsOn": False, "PrintHeaders": True, "PrintGrid": True, "PrintCharts": True,
        "IsLandscape": True, "Width": width, "Height": height, "ScaleToPagesX": 1, "ScaleToPagesY": 0,
        "LeftMargin": MARGIN, "RightMargin": MARGIN, "TopMargin": MARGIN, "BottomMargin": MARGIN,
    }.items():  # fmt: skip
        page.setPropertyValue(key, value)
    sheet.PageStyle = name


def draw(document, title, stem: pathlib.Path, dpi: int = 80) -> list[str]:
    """Write STEM-1.png, STEM-2.png … (one a page) of one worksheet and return their paths."""
    sheet = document.Sheets.getByName(title)
    sheet.IsVisible = True
    area = filled_range(sheet)
    lay_out(document, sheet, area)
    pdf = stem.with_name(stem.name + ".pdf")
    chosen = uno.Any("[]com.sun.star.beans.PropertyValue", named(Selection=area))
    document.storeToURL(pdf.as_uri(), named(FilterName="calc_pdf_Export", FilterData=chosen))
    before = set(stem.parent.glob(f"{stem.name}-*.png"))
    for old in before:
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(stem)], check=True, timeout=120)
    pdf.unlink()
    return sorted(str(path) for path in stem.parent.glob(f"{stem.name}-*.png"))
