"""Files of programs that write the same standard otherwise: no references, other prefixes, comments, no shared strings."""

from collections.abc import Callable
from pathlib import Path

from tests.workbooks.grafting import write
from tests.workbooks.office import HEADERS, ROWS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>'
    '<fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def package(path: Path, sheet: str, prefix: str = "") -> None:
    """Write the least package around one sheet part."""
    p = f"{prefix}:" if prefix else ""
    ns = f"xmlns:{prefix}" if prefix else "xmlns"
    workbook = (
        f'{DECLARATION}<{p}workbook {ns}="{MAIN}" xmlns:rel="{OFFICE}"><{p}sheets>'
        f'<{p}sheet name="Заказы" sheetId="3" rel:id="R1"/></{p}sheets></{p}workbook>'
    )
    types = (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{SML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet.xml" ContentType="{SML}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SML}.styles+xml"/></Types>'
    )
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="R1" Type="{OFFICE}/%s" Target="%s"/>%s</Relationships>'
    styles = f'<Relationship Id="R2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    write(
        path,
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": (rels % ("officeDocument", "/xl/workbook.xml", "")).encode(),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": (rels % ("worksheet", "worksheets/sheet.xml", styles)).encode(),
            "xl/worksheets/sheet.xml": sheet.encode(),
            "xl/styles.xml": STYLES.encode(),
        },
    )


def _cells(row: int) -> list[tuple[str, str]]:
    """(attributes, content) of a data row's cells."""
    return [
        ("", f"<v>{row}</v>"), (' s="1"', f"<v>{45658 + row}</v>"),
        (' t="inlineStr"', f"<is><t>Иванов {row}</t></is>"), ("", f"<v>{row * 1000}</v>"), ("", f"<v>{row * 100}</v>"),
        ("", f"<f>D{row + 1}-E{row + 1}</f><v>{row * 900}</v>"), (' t="inlineStr"', "<is><t>принят</t></is>"),
    ]  # fmt: skip


def _header() -> list[tuple[str, str]]:
    return [(' t="inlineStr"', f"<is><t>{name}</t></is>") for name in HEADERS]


def nameless(path: Path) -> None:
    """Rows and cells without ``r``: a reader counts."""
    rows = [_header(), *(_cells(row) for row in range(1, ROWS + 1))]
    body = "".join("<row>" + "".join(f"<c{tag}>{inside}</c>" for tag, inside in row) + "</row>" for row in rows)
    package(path, f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>')


def prefixed(path: Path) -> None:
    """Every element under ``x:``, as the OpenXML SDK writes it; some attributes in apostrophes, elements spread over lines."""
    rows = [_header(), *(_cells(row) for row in range(1, ROWS + 1))]
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f"\n    <x:c{tag} r='{'ABCDEFG'[n]}{number}'>{_prefixed(inside)}</x:c>"
            for n, (tag, inside) in enumerate(row)
        )
        lines.append(f"\n  <x:row spans='1:7' r='{number}'>{cells}\n  </x:row>")
    body = "".join(lines)
    sheet = (
        f'{DECLARATION}<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:G21"/><x:sheetData>{body}\n</x:sheetData>'
        '<x:autoFilter ref="A1:G21"/><x:mergeCells count="1"><x:mergeCell ref="J1:K2"/></x:mergeCells></x:worksheet>'
    )
    package(path, sheet, "x")


def _prefixed(inside: str) -> str:
    for name in ("v", "is", "t", "f"):
        inside = inside.replace(f"<{name}>", f"<x:{name}>").replace(f"</{name}>", f"</x:{name}>")
    return inside


def remarked(path: Path) -> None:
    """Comments, instructions and CDATA where a naive search would stumble over rows and cells that are none."""
    rows = [_header(), *(_cells(row) for row in range(1, ROWS + 1))]
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(f'<c r="{"ABCDEFG"[n]}{number}"{tag}>{inside}</c>' for n, (tag, inside) in enumerate(row))
        lines.append(f'<!-- <row r="{number}"><c r="A{number}"/></row> --><row r="{number}" ht="20">{cells}</row>')
    lines.insert(8, '<?keep <row r="99"></row> ?>')
    body = "".join(lines).replace("<t>Иванов 7</t>", '<t><![CDATA[</t></is></c><row r="8"> & Иванов 7]]></t>')
    tail = '<!-- </sheetData><mergeCell ref="A1:G9"/> -->'
    package(path, f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{tail}</worksheet>')


def self_closed(path: Path) -> None:
    """Blank styled rows and cells written as empty elements below the data, and a column format."""
    rows = [_header(), *(_cells(row) for row in range(1, ROWS + 1))]
    body = "".join(
        f'<row r="{number}" spans="1:7">'
        + "".join(f'<c r="{"ABCDEFG"[n]}{number}"{tag}>{inside}</c>' for n, (tag, inside) in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    blanks = "".join(
        f'<row r="{n}" ht="18" customHeight="1"><c r="A{n}"/><c r="B{n}" s="1"/></row><row r="{n + 1}"/>'
        for n in range(22, 80, 2)
    )
    cols = '<cols><col min="1" max="1" width="9"/><col min="2" max="16384" width="12" style="0"/></cols>'
    package(path, f'{DECLARATION}<worksheet xmlns="{MAIN}">{cols}<sheetData>{body}{blanks}</sheetData></worksheet>')


FOREIGN: dict[str, Callable[[Path], None]] = {
    "nameless.xlsx": nameless,
    "prefixed.xlsx": prefixed,
    "remarked.xlsx": remarked,
    "self_closed.xlsx": self_closed,
}
