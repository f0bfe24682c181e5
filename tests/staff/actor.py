"""An actor: the vocabulary of actions turned into what a hand does in one program."""

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatchmethod
from pathlib import Path
from typing import Protocol

from tests.staff import actions as act
from tests.staff.screen import NotOnScreen, Screen

Box = tuple[int, int, int, int]
"""(left, top, right, bottom), 1-based, both ends included."""


class StaffRefused(Exception):  # noqa: N818 - the program said no; scenarios expect it
    """The program would not do it: somebody else's lock, or «Save anyway» was answered with no."""


class Hand(Protocol):
    """What a program lets a person do with one open workbook; rows and columns are 1-based."""

    def open(self, path: Path) -> None: ...
    def screen(self, sheet: str) -> Screen: ...
    def type(self, sheet: str, column: int, row: int, text: str) -> None: ...
    def sort(self, sheet: str, box: Box, key: int, descending: bool) -> None: ...
    def insert_row(self, sheet: str, row: int) -> None: ...
    def delete_row(self, sheet: str, row: int) -> None: ...
    def copy_row(self, sheet: str, source: int, target: int, insert: bool) -> None: ...
    def fill_down(self, sheet: str, column: int, top: int, bottom: int) -> None: ...
    def paste_block(self, sheet: str, column: int, row: int, rows: Sequence[Sequence[str]]) -> None: ...
    def paste_over(self, sheet: str, source: tuple[int, int], target: tuple[int, int]) -> None: ...
    def filter(self, sheet: str, box: Box, column: int, text: str) -> None: ...
    def unfilter(self, sheet: str, box: Box) -> None: ...
    def hide_column(self, sheet: str, column: int) -> None: ...
    def move_column(self, sheet: str, column: int, before: int) -> None: ...
    def save(self, over: bool) -> None: ...
    def close(self) -> None: ...
    def crash(self) -> None: ...


class Staff:
    """Somebody of the office at one program."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def play(self, actions: Iterable[act.Action]) -> None:
        """Do one action after another. Raises ``StaffRefused`` or ``NotOnScreen`` at the first that cannot be done."""
        for action in actions:
            self.do(action)

    def screen(self, sheet: str) -> Screen:
        """Return what the open workbook shows now."""
        return self.hand.screen(sheet)

    @singledispatchmethod
    def do(self, action: act.Action) -> None:
        """Do one action. Raises ``StaffRefused`` when the program says no, ``NotOnScreen`` when it names nothing."""
        simple: dict[type, Callable[[], None]] = {
            act.Save: lambda: self.hand.save(over=False),
            act.SaveOver: lambda: self.hand.save(over=True),
            act.Close: self.hand.close,
            act.Crash: self.hand.crash,
        }
        simple[type(action)]()

    @do.register
    def _(self, action: act.Open) -> None:
        self.hand.open(action.path)

    @do.register
    def _(self, action: act.Type) -> None:
        column, row = self.screen(action.sheet).cell(action.cell)
        self.hand.type(action.sheet, column, row, action.text)

    @do.register
    def _(self, action: act.FullSort) -> None:
        screen = self.screen(action.sheet)
        box = (1, 2, screen.last_column(), screen.last_row())
        self.hand.sort(action.sheet, box, screen.column(action.by), action.descending)

    @do.register
    def _(self, action: act.PartialSort) -> None:
        screen = self.screen(action.sheet)
        left, right = screen.span(action.headers)
        self.hand.sort(action.sheet, (left, 2, right, screen.last_row()), screen.column(action.by), action.descending)

    @do.register
    def _(self, action: act.InsertRow) -> None:
        self.hand.insert_row(action.sheet, self.screen(action.sheet).row(action.before))

    @do.register
    def _(self, action: act.DeleteRow) -> None:
        self.hand.delete_row(action.sheet, self.screen(action.sheet).row(action.row))

    @do.register
    def _(self, action: act.CopyRow) -> None:
        screen = self.screen(action.sheet)
        self.hand.copy_row(action.sheet, screen.row(action.row), screen.row(action.to), action.insert)

    @do.register
    def _(self, action: act.FillDown) -> None:
        screen = self.screen(action.sheet)
        top = screen.row(action.first)
        self.hand.fill_down(action.sheet, screen.column(action.header), top, top + action.count)

    @do.register
    def _(self, action: act.PasteBlock) -> None:
        column, row = self.screen(action.sheet).cell(action.at)
        self.hand.paste_block(action.sheet, column, row, action.rows)

    @do.register
    def _(self, action: act.PasteOver) -> None:
        screen = self.screen(action.sheet)
        self.hand.paste_over(action.sheet, screen.cell(action.source), screen.cell(action.target))

    @do.register
    def _(self, action: act.Filter) -> None:
        screen = self.screen(action.sheet)
        self.hand.filter(action.sheet, whole(screen), screen.column(action.header), action.text)

    @do.register
    def _(self, action: act.Unfilter) -> None:
        self.hand.unfilter(action.sheet, whole(self.screen(action.sheet)))

    @do.register
    def _(self, action: act.HideColumn) -> None:
        self.hand.hide_column(action.sheet, self.screen(action.sheet).column(action.header))

    @do.register
    def _(self, action: act.RenameColumn) -> None:
        self.hand.type(action.sheet, self.screen(action.sheet).column(action.header), 1, action.new)

    @do.register
    def _(self, action: act.MoveColumn) -> None:
        screen = self.screen(action.sheet)
        if screen.hidden:
            raise NotOnScreen("a column cannot be cut while rows are filtered away")
        self.hand.move_column(action.sheet, screen.column(action.header), screen.column(action.before))


def whole(screen: Screen) -> Box:
    """Return the table with its header."""
    return 1, 1, screen.last_column(), screen.last_row()
