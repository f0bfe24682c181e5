"""A value as the ``<c>`` that holds it. Text is always an inline string: it can never become a formula.

Inline strings (ECMA-376 part 1, 18.3.1.53) leave ``sharedStrings.xml`` alone; Excel, LibreOffice, openpyxl and
calamine read them, and turn them into shared ones when they save.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from service.backends.xlsx.markup import escape_string, escape_text
from service.backends.xlsx.references import cell_name
from sheets_schema.values import Formula, Value

LEAP_BUG_END = datetime(1900, 3, 1)  # noqa: DTZ001 - a cell has no zone
"""Excel counts a 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1)."""
DAY = timedelta(days=1)


def serial(day: date, *, date1904: bool) -> Decimal:
    """Return the number of days by which a workbook tells a date or a naive datetime (to the microsecond)."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    epoch = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    since = moment - epoch
    if not date1904 and moment < LEAP_BUG_END:
        since -= DAY
    fraction = since - timedelta(days=since.days)
    return Decimal(since.days) + (Decimal(fraction // timedelta(microseconds=1)) / Decimal(86_400_000_000))


def number_text(value: Decimal) -> bytes:
    """Write a number without an exponent and without idle zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return (text if text not in {"-0", ""} else "0").encode()


def render_cell(
    row: int, column: int, style: str | None, value: Value, *, prefix: bytes = b"", date1904: bool = False
) -> bytes:
    """Return the ``<c>`` of an admitted value (see ``admit``) with its format index kept."""
    kind, body = _body(value, prefix, date1904=date1904)
    name = cell_name(row, column).encode()
    styled = b' s="' + style.encode() + b'"' if style else b""
    typed = b' t="' + kind + b'"' if kind else b""
    start = b"<" + prefix + b'c r="' + name + b'"' + styled + typed
    return start + b">" + body + b"</" + prefix + b"c>" if body else start + b"/>"


def _body(value: Value, prefix: bytes, *, date1904: bool) -> tuple[bytes, bytes]:
    match value:
        case None:
            return b"", b""
        case bool():
            return b"b", element(b"v", b"1" if value else b"0", prefix)
        case Formula():
            kind, cached = cached_value(value.cached, prefix)
            return kind, element(b"f", escape_text(value.text), prefix) + cached
        case str():
            text = b"<" + prefix + b't xml:space="preserve">' + escape_string(value) + b"</" + prefix + b"t>"
            return b"inlineStr", element(b"is", text, prefix)
    return b"", element(b"v", number_text(stored_number(value, date1904=date1904)), prefix)


def stored_number(value: int | Decimal | date | time, *, date1904: bool) -> Decimal:
    """Return the number by which a cell holds a number, a date (days) or a time of day (a part of one)."""
    if isinstance(value, date):
        return round(serial(value, date1904=date1904), 11)
    if isinstance(value, time):
        seconds = Decimal(value.hour * 3600 + value.minute * 60 + value.second)
        return round(seconds / 86_400, 11)
    return Decimal(value)


def cached_value(cached: str | Decimal | None, prefix: bytes) -> tuple[bytes, bytes]:
    """Return the cell type and the ``<v>`` of a formula's cached value."""
    if cached is None:
        return b"", b""
    if isinstance(cached, str):
        return b"str", element(b"v", escape_string(cached), prefix)
    return b"", element(b"v", number_text(cached), prefix)


def element(name: bytes, body: bytes, prefix: bytes) -> bytes:
    """Wrap ``body`` in an element."""
    return b"<" + prefix + name + b">" + body + b"</" + prefix + name + b">"
