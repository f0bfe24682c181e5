"""Drives LibreOffice for a test process: one JSON request a line on stdin, one JSON answer a line on stdout.

Run by ``/usr/bin/python3`` (its ``uno`` fits the installed LibreOffice, the virtual environment's Python does not have it).
A request is ``{"do": name, ...arguments}``; the answer ``{"ok": value}`` or ``{"error": text, "kind": exception's name}``.
Rows and columns are 0-based. When stdin ends, or this process is killed, the office goes too.
"""

import argparse
import json
import pathlib
import shutil
import sys

from uno_desk import Desk, Refused
from uno_draw import draw
from uno_hand import Hand
from uno_reading import SheetReader
from uno_soffice import Soffice

BY_HAND = {
    *("type", "sort", "insert_row", "delete_row", "copy_row", "fill_down", "paste_block", "paste_over"),
    *("filter", "unfilter", "hide_column", "move_column", "save"),
}
"""Requests that go to the hand at the open document as they are."""


class Driver:
    """The requests, one method each."""

    def __init__(self, office: Soffice) -> None:
        self._office = office
        self._hand: Hand | None = None

    def serve(self, do: str, **arguments):
        """Serve one request."""
        if do in BY_HAND:
            return getattr(self._open_one(), do)(**arguments)
        return getattr(self, do)(**arguments)

    def open(self, path: str) -> None:
        """Open a workbook to work in."""
        if self._hand is not None:
            raise RuntimeError("close the open workbook first")
        self._hand = Hand(self._office, url(path))
        if self._hand.document.isReadonly():
            self.close()
            raise Refused(f"somebody else has {path} open")

    def screen(self, title: str) -> tuple[list[list], list[int]]:
        """Return what the open workbook holds on a worksheet, and which of the rows are filtered away."""
        reader = SheetReader(self._open_one().document)
        rows = reader.rows(title)
        return rows, reader.hidden(title, len(rows))

    def close(self) -> None:
        """Close without saving; the lock goes."""
        self._open_one().document.close(True)
        self._hand = None

    def crash(self) -> None:
        """Kill the program; the lock stays. The next request starts it again."""
        self._office.kill()
        self._hand = None

    def read(self, path: str) -> dict[str, list[list]]:
        """Return all worksheets of a file as LibreOffice recalculates them, without touching it or its lock."""
        desk = Desk(self._office, url(path), ReadOnly=True)
        try:
            desk.document.calculateAll()
            reader = SheetReader(desk.document)
            return {title: reader.rows(title) for title in desk.document.Sheets.ElementNames}
        finally:
            desk.document.close(True)

    def look(self, path: str, out: str, sheets: list[str] | None = None, dpi: int = 80) -> dict[str, list[str]]:
        """Draw worksheets (all visible ones when none is named) into the folder ``out``: title → pictures."""
        document = Desk(self._office, url(path), ReadOnly=True).document
        try:
            document.calculateAll()
            chosen = sheets or [sheet.Name for sheet in document.Sheets if sheet.IsVisible]
            return {title: draw(document, title, pathlib.Path(out) / file_name(title), dpi) for title in chosen}
        finally:
            document.close(True)

    def _open_one(self) -> Hand:
        if self._hand is None:
            raise RuntimeError("no workbook is open")
        return self._hand


def url(path: str) -> str:
    """Return a path as LibreOffice names it."""
    return pathlib.Path(path).as_uri()


def file_name(title: str) -> str:
    """Return a title as a file name."""
    return "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in title)


def answer(driver: Driver, line: str) -> dict:
    """Serve one line."""
    try:
        return {"ok": driver.serve(**json.loads(line))}
    except Exception as error:  # noqa: BLE001 - whatever it was, the test process must hear of it
        return {"error": str(error), "kind": type(error).__name__}


def main() -> None:
    """Serve until stdin ends."""
    options = argparse.ArgumentParser()
    options.add_argument("profile", type=pathlib.Path)
    options.add_argument("--locale", default="ru-RU")
    options.add_argument("--user", default="Анна")
    chosen = options.parse_args()
    office = Soffice(chosen.profile, chosen.locale, chosen.user)
    driver = Driver(office)
    try:
        for line in sys.stdin:
            print(json.dumps(answer(driver, line), ensure_ascii=False), flush=True)
    finally:
        office.kill()
        shutil.rmtree(chosen.profile, ignore_errors=True)  # the test process may be gone


if __name__ == "__main__":
    main()
