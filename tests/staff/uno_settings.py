"""The settings of a profile: nothing asks, nothing corrects, so that a cell holds what a scenario typed."""

from xml.sax.saxutils import escape

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'

CORRECTIONS = (
    "UseReplacementTable",
    "TwoCapitalsAtStart",
    "CapitalAtStartSentence",
    "ChangeUnderlineWeight",
    "SetInetAttribute",
    "ChangeOrdinalNumber",
    "ChangeDash",
    "RemoveDoubleSpaces",
    "ReplaceSingleQuote",
    "ReplaceDoubleQuote",
    "CorrectAccidentalCapsLock",
)
"""Off, so that a cell holds what a scenario typed; on, «1/2» becomes «½» and «10 - 12» «10 — 12»."""


def settings(locale: str, user: str) -> str:
    """Return registrymodifications.xcu: the locale of typed input, the name in lock files, no windows that wait."""
    rows = [
        ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),
        ("/org.openoffice.UserProfile/Data", "givenname", user),
        ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
        ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
        ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
        ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
        ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
        ("/org.openoffice.Office.Calc/Input", "AutoInput", "false"),
        ("/org.openoffice.Office.Calc/Input", "ReplaceCellsWarning", "false"),  # as if «Да» were always clicked
        *(("/org.openoffice.Office.Common/AutoCorrect", name, "false") for name in CORRECTIONS),
    ]
    items = "\n".join(ITEM.format(path=path, name=name, value=escape(value)) for path, name, value in rows)
    return SETTINGS.format(items=items)
