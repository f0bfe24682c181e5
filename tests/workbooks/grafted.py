"""Pivot, slicer, threaded comments, x14 validations, external links, custom XML, printer settings, form controls."""

from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.workbooks.grafting import graft
from tests.workbooks.office import write_orders

OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS_2007 = "http://schemas.microsoft.com/office/2007/relationships"
MS_2017 = "http://schemas.microsoft.com/office/2017/10/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
TC = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"


def _plain(path: Path, *more: str) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Заказы")
    for title in more:
        book.add_worksheet(title).write("A1", title)
    write_orders(book, sheet)
    sheet.write_comment("C4", "заметка")
    sheet.autofilter("A1:G21")
    book.close()


def pivot(path: Path) -> None:
    """A pivot table with its cache and a slicer over it."""
    _plain(path, "Сводная")
    cache = (
        f'{DECLARATION}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE_RELATION}" refreshOnLoad="1" recordCount="0">'
        '<cacheSource type="worksheet"><worksheetSource ref="A1:G21" sheet="Заказы"/></cacheSource><cacheFields count="7">'
        + "".join(f'<cacheField name="п{n}" numFmtId="0"><sharedItems/></cacheField>' for n in range(7))
        + "</cacheFields></pivotCacheDefinition>"
    )
    table = (
        f'{DECLARATION}<pivotTableDefinition xmlns="{MAIN}" name="Сводная1" cacheId="1" dataCaption="Данные">'
        '<location ref="A3:C20" firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="7">'
        + '<pivotField showAll="0"/>' * 7
        + "</pivotFields></pivotTableDefinition>"
    )
    slicer_cache = (
        f'{DECLARATION}<slicerCacheDefinition xmlns="{X14}" name="Срез_Этап" sourceName="Этап"><pivotTables>'
        '<pivotTable tabId="2" name="Сводная1"/></pivotTables><data><tabular pivotCacheId="1"><items count="1">'
        '<i x="0" s="1"/></items></tabular></data></slicerCacheDefinition>'
    )
    slicer = f'{DECLARATION}<slicers xmlns="{X14}"><slicer name="Этап" cache="Срез_Этап" caption="Этап" rowHeight="241300"/></slicers>'
    graft(
        path,
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": (cache, f"{SML}.pivotCacheDefinition+xml"),
            "xl/pivotTables/pivotTable1.xml": (table, f"{SML}.pivotTable+xml"),
            "xl/slicerCaches/slicerCache1.xml": (slicer_cache, "application/vnd.ms-excel.slicerCache+xml"),
            "xl/slicers/slicer1.xml": (slicer, "application/vnd.ms-excel.slicer+xml"),
        },
        {
            BOOK_RELS: [
                ("rId90", f"{OFFICE_RELATION}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
                ("rId91", f"{MS_2007}/slicerCache", "slicerCaches/slicerCache1.xml"),
            ],
            "xl/worksheets/_rels/sheet2.xml.rels": [
                ("rId90", f"{OFFICE_RELATION}/pivotTable", "../pivotTables/pivotTable1.xml"),
                ("rId91", f"{MS_2007}/slicer", "../slicers/slicer1.xml"),
            ],
            "xl/pivotTables/_rels/pivotTable1.xml.rels": [
                ("rId1", f"{OFFICE_RELATION}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
            ],
        },
        {
            "xl/workbook.xml": lambda xml: xml.replace(
                "</workbook>", '<pivotCaches><pivotCache cacheId="1" r:id="rId90"/></pivotCaches></workbook>'
            )
        },
    )


def threads(path: Path) -> None:
    """Threaded comments with their persons."""
    _plain(path)
    person = "{0F0A0D00-1111-4222-8333-444455556666}"
    comment = (
        f'{DECLARATION}<ThreadedComments xmlns="{TC}"><threadedComment ref="C4" dT="2025-01-02T03:04:05.00" personId="{person}" '
        'id="{AAAAAAAA-1111-4222-8333-444455556666}"><text>Кто звонил?</text></threadedComment></ThreadedComments>'
    )
    persons = f'{DECLARATION}<personList xmlns="{TC}"><person displayName="Ольга" id="{person}" userId="o" providerId="None"/></personList>'
    graft(
        path,
        {
            "xl/threadedComments/threadedComment1.xml": (comment, "application/vnd.ms-excel.threadedcomments+xml"),
            "xl/persons/person.xml": (persons, "application/vnd.ms-excel.person+xml"),
        },
        {
            SHEET_RELS: [("rId90", f"{MS_2017}/threadedComment", "../threadedComments/threadedComment1.xml")],
            BOOK_RELS: [("rId90", f"{MS_2017}/person", "persons/person.xml")],
        },
    )


def extensions(path: Path) -> None:
    """x14 validations (a list on another sheet) and x14 conditional formats, as Excel 2010 keeps them in extLst."""
    _plain(path, "Списки")
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" xmlns:xm="{XM}">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Списки!$A$1:$A$9</xm:f></x14:formula1>'
        "<xm:sqref>G2:G21</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        f'<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{X14}"><x14:conditionalFormattings>'
        f'<x14:conditionalFormatting xmlns:xm="{XM}"><x14:cfRule type="expression" priority="3" id="{{11111111-2222-4333-8444-555566667777}}">'
        "<xm:f>Списки!$A$1&gt;$D2</xm:f></x14:cfRule><xm:sqref>A2:G21</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings></ext></extLst>"
    )
    graft(path, {}, {}, {SHEET: lambda xml: xml.replace("</worksheet>", extension + "</worksheet>")})


def links_and_settings(path: Path) -> None:
    """An external link, custom XML, printer settings, a form control, and shared formulas with a calcChain."""
    _plain(path)
    link = (
        f'{DECLARATION}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE_RELATION}" r:id="rId1"><sheetNames>'
        '<sheetName val="Лист1"/></sheetNames></externalBook></externalLink>'
    )
    control = f'{DECLARATION}<formControlPr xmlns="{X14}" objectType="CheckBox" fmlaLink="$J$5" lockText="1"/>'
    chain = (
        f'{DECLARATION}<calcChain xmlns="{MAIN}"><c r="F2" i="1"/>'
        + "".join(f'<c r="F{row}"/>' for row in range(3, 22))
        + "</calcChain>"
    )

    def shared(xml: str) -> str:
        xml = xml.replace("<f>D2-E2</f>", '<f t="shared" ref="F2:F21" si="0">D2-E2</f>')
        for row in range(3, 22):
            xml = xml.replace(f"<f>D{row}-E{row}</f>", '<f t="shared" si="0"/>')
        return xml.replace("<legacyDrawing", '<pageSetup paperSize="9" r:id="rId90"/><legacyDrawing')

    graft(
        path,
        {
            "xl/externalLinks/externalLink1.xml": (link, f"{SML}.externalLink+xml"),
            "customXml/item1.xml": ("<данные><фирма>Свет</фирма></данные>", "application/xml"),
            "xl/printerSettings/printerSettings1.bin": (bytes(range(200)), f"{SML}.printerSettings"),
            "xl/ctrlProps/ctrlProp1.xml": (control, "application/vnd.ms-excel.controlproperties+xml"),
            "xl/calcChain.xml": (chain, f"{SML}.calcChain+xml"),
        },
        {
            BOOK_RELS: [
                ("rId90", f"{OFFICE_RELATION}/externalLink", "externalLinks/externalLink1.xml"),
                ("rId91", f"{OFFICE_RELATION}/calcChain", "calcChain.xml"),
            ],
            "xl/externalLinks/_rels/externalLink1.xml.rels": [
                ("rId1", f"{OFFICE_RELATION}/externalLinkPath", "file:///C:/other.xlsx")
            ],
            "_rels/.rels": [("rId90", f"{OFFICE_RELATION}/customXml", "customXml/item1.xml")],
            SHEET_RELS: [
                ("rId90", f"{OFFICE_RELATION}/printerSettings", "../printerSettings/printerSettings1.bin"),
                ("rId91", f"{OFFICE_RELATION}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
            ],
        },
        {
            SHEET: shared,
            "xl/workbook.xml": lambda xml: xml.replace(
                "<definedNames>",
                '<externalReferences><externalReference r:id="rId90"/></externalReferences><definedNames>',
            ),
        },
    )


GRAFTED: dict[str, Callable[[Path], None]] = {
    "pivot.xlsx": pivot,
    "threads.xlsx": threads,
    "extensions.xlsx": extensions,
    "links.xlsx": links_and_settings,
}
