"""One open document and the keyboard before it. Runs under /usr/bin/python3. Columns and rows are 0-based.

Everything goes through the dispatcher, as menus and keys do, so that protection, validation, the locale of typed input and
filtered rows count.
"""

from typing import Self

import unohelper
from com.sun.star.task import XInteractionHandler2
from uno_draw import named
from uno_soffice import Soffice

CHOICES_OF_SAVE_ANYWAY = 2
"""«The file has been changed, save anyway?» offers yes and no; «somebody has it open» offers a third way (a copy)."""


class Refused(RuntimeError):  # noqa: N818 - not a fault: the program said no
    """The person answered a question with no, or nobody could answer it."""


class Answers(unohelper.Base, XInteractionHandler2):
    """Answers the program's questions as the person would."""

    def __init__(self) -> None:
        self.save_anyway = False
        self.asked = 0

    def handle(self, request) -> None:
        """Answer «Save anyway» as the scenario says; to «somebody has it open» say «then for reading only»."""
        self.asked += 1
        choices = request.getContinuations()
        yes = self.save_anyway or len(choices) != CHOICES_OF_SAVE_ANYWAY  # «no» to the other one crashes pyuno
        wanted = "XInteractionApprove" if yes else "XInteractionAbort"
        next(choice for choice in choices if offers(choice, wanted)).select()

    def handleInteractionRequest(self, request) -> bool:  # noqa: N802 - UNO's name
        """Answer, and say that it was answered."""
        self.handle(request)
        return True


def offers(choice, kind: str) -> bool:
    """Tell whether a choice is of a kind (its UNO types are the only thing that says so)."""
    return any(kind in implemented.typeName for implemented in choice.getTypes())


class Desk:
    """A document in a (headless) window."""

    def __init__(self, office: Soffice, url: str, **properties) -> None:
        self._office = office
        self.answers = Answers()
        desktop = office.service("com.sun.star.frame.Desktop")
        wanted = named(InteractionHandler=self.answers, **properties)
        self.document = desktop.loadComponentFromURL(url, "_blank", 0, wanted)
        if self.document is None:
            raise Refused(f"LibreOffice cannot open {url}")
        self._dispatcher = office.service("com.sun.star.frame.DispatchHelper")

    @classmethod
    def blank(cls, office: Soffice) -> Self:
        """Open a new, empty table."""
        return cls(office, "private:factory/scalc")

    def press(self, command: str, **arguments) -> None:
        """Send one command, as a menu does."""
        frame = self.document.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, named(**arguments))

    def sheet(self, title: str):
        """Bring the worksheet to the front and return it."""
        sheet = self.document.Sheets.getByName(title)
        if self.document.CurrentController.ActiveSheet.Name != title:
            self.document.CurrentController.setActiveSheet(sheet)
        return sheet

    def select(self, title: str, left: int, top: int, right: int | None = None, bottom: int | None = None) -> None:
        """Mark a range (one cell when no end is given)."""
        self.sheet(title)
        ends = f"{letters(left)}{top + 1}"
        if right is not None and bottom is not None:
            ends += f":{letters(right)}{bottom + 1}"
        self.press("GoToCell", ToPoint=ends)

    def type(self, title: str, column: int, row: int, text: str) -> None:
        """Type into a cell and press Enter.

        Two steps, as a person does it: a committing ``EnterString`` respects protection but walks past validation.
        """
        self.select(title, column, row)
        self.press("EnterString", StringName=text, DontCommit=True)
        self.press("AcceptFormula")

    def save(self, over: bool) -> None:
        """Press Ctrl+S; ``over`` says yes to «Save anyway». Raises ``Refused``."""
        self.answers.save_anyway, self.answers.asked = over, 0
        try:
            self.document.store()
        except Exception as error:
            raise Refused(f"not saved: {error}") from error
        if self.answers.asked and not over:
            raise Refused("not saved: the file has been changed by somebody else")


def letters(column: int) -> str:
    """Return the letters of a 0-based column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
