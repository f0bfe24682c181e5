"""``python -m tests.staff look WORKBOOK FOLDER [SHEET …]``: draw worksheets as PNG, to be looked at by a person."""

import argparse
import sys
from pathlib import Path

from tests.staff.office import Office, why_no_office


def main(arguments: list[str]) -> int:
    """Draw and name the pictures; 2 when there is no LibreOffice."""
    options = argparse.ArgumentParser(prog="python -m tests.staff")
    options.add_argument("command", choices=["look"])
    options.add_argument("workbook", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("sheets", nargs="*")
    options.add_argument("--dpi", type=int, default=80)
    chosen = options.parse_args(arguments)
    if reason := why_no_office():
        print(reason, file=sys.stderr)
        return 2
    with Office() as office:
        drawn = office.look(chosen.workbook, chosen.folder, chosen.sheets or None, chosen.dpi)
    for title, pages in drawn.items():
        print(title, *pages, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
