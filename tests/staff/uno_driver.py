"""Drives LibreOffice for a test process: one JSON request a line on stdin, one JSON answer a line on stdout.

Run by ``/usr/bin/python3`` (its ``uno`` fits the installed LibreOffice, the virtual environment's Python does not have it).
A request is ``{"do": name, ...arguments}``; the answer ``{"ok": value}`` or ``{"error": text, "kind": exception's name}``.
When stdin ends, or this process is killed, the office goes too.
"""

import argparse
import json
import pathlib
import sys

from uno_draw import draw, named
from uno_soffice import Soffice


class Driver:
    """The requests, one method each."""

    def __init__(self, office: Soffice) -> None:
        self._office = office

    def look(self, path: str, out: str, sheets: list[str] | None = None, dpi: int = 80) -> dict[str, list[str]]:
        """Draw worksheets (all visible ones when none is named) into the folder ``out``: title → pictures."""
        document = self._load(path, ReadOnly=True)
        try:
            document.calculateAll()
            chosen = sheets or [sheet.Name for sheet in document.Sheets if sheet.IsVisible]
            return {title: draw(document, title, pathlib.Path(out) / file_name(title), dpi) for title in chosen}
        finally:
            document.close(True)

    def _load(self, path: str, **properties):
        desktop = self._office.service("com.sun.star.frame.Desktop")
        document = desktop.loadComponentFromURL(pathlib.Path(path).as_uri(), "_blank", 0, named(**properties))
        if document is None:
            raise ValueError(f"LibreOffice cannot open {path}")
        return document


def file_name(title: str) -> str:
    """Return a title as a file name."""
    return "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in title)


def answer(driver: Driver, line: str) -> dict:
    """Serve one request."""
    request = json.loads(line)
    try:
        return {"ok": getattr(driver, request.pop("do"))(**request)}
    except Exception as error:  # noqa: BLE001 - whatever it was, the test process must hear of it
        return {"error": str(error), "kind": type(error).__name__}


def main() -> None:
    """Serve until stdin ends."""
    options = argparse.ArgumentParser()
    options.add_argument("--locale", default="ru-RU")
    options.add_argument("--user", default="Анна")
    chosen = options.parse_args()
    office = Soffice(chosen.locale, chosen.user)
    driver = Driver(office)
    try:
        for line in sys.stdin:
            print(json.dumps(answer(driver, line), ensure_ascii=False), flush=True)
    finally:
        office.close()


if __name__ == "__main__":
    main()
