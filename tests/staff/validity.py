"""Whether a worksheet lets a person type something: its protection and its validations, as LibreOffice minds them."""

import re
from collections.abc import Callable
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.staff.functions import countable
from tests.staff.screen import plain
from tests.staff.typed import Entry

Listed = Callable[[str], list[object]]
"""Gives the values that a validation's source names (a range or a name)."""
SIZES = {"decimal", "whole", "date", "time", "textLength"}


def is_locked(sheet: Worksheet, column: int, row: int) -> bool:
    """Tell whether protection forbids to change the cell."""
    return bool(sheet.protection.sheet and sheet.cell(row, column).protection.locked)


def rule_at(sheet: Worksheet, column: int, row: int) -> DataValidation | None:
    """Return the validation of a cell."""
    here = f"{get_column_letter(column)}{row}"
    return next((rule for rule in sheet.data_validations.dataValidation if here in rule.sqref), None)


def is_valid(rule: DataValidation, text: str, entry: Entry, listed: Listed) -> bool:
    """Tell whether typing is let through (a validation that only advises lets everything through)."""
    if not rule.showErrorMessage:
        return True
    if entry.value is None:
        return bool(rule.allowBlank)
    if rule.type == "list":
        return text.casefold() in {plain(value).casefold() for value in sources(str(rule.formula1), listed)}
    return rule.type not in SIZES or fits(rule, entry)


def sources(formula: str, listed: Listed) -> list[object]:
    """Return the values of a list: written out, or standing in a range."""
    if formula.startswith('"'):
        return [part.strip() for part in formula.strip('"').split(",")]
    return listed(formula)


def fits(rule: DataValidation, entry: Entry) -> bool:
    """Compare a number, a day or a text's length with the rule's bounds; bounds that are formulas let through."""
    size: Any = len(str(entry.value)) if rule.type == "textLength" else countable(entry.value)
    if entry.is_formula or not bounds_are_numbers(rule):
        return True
    if isinstance(size, str) or (rule.type == "whole" and size != int(size)):
        return False
    low, high = float(rule.formula1 or 0), float(rule.formula2 or 0)
    verdicts: dict[str, bool] = {
        "between": low <= size <= high, "notBetween": not low <= size <= high, "equal": size == low,
        "notEqual": size != low, "greaterThan": size > low, "lessThan": size < low,
        "greaterThanOrEqual": size >= low, "lessThanOrEqual": size <= low,
    }  # fmt: skip
    return verdicts[rule.operator or "between"]


def bounds_are_numbers(rule: DataValidation) -> bool:
    """Tell whether both bounds are plain numbers."""
    return all(re.fullmatch(r"-?\d+(\.\d+)?", str(bound)) for bound in (rule.formula1, rule.formula2) if bound)


def copy_rules(sheet: Worksheet, source: tuple[int, int], target: tuple[int, int]) -> None:
    """Give ``target`` (column, row) the validation of ``source``, or none: formats are pasted with their validation."""
    wanted = rule_at(sheet, *source)
    drop_rules(sheet, target)
    if wanted is not None:
        wanted.add(f"{get_column_letter(target[0])}{target[1]}")


def drop_rules(sheet: Worksheet, target: tuple[int, int]) -> None:
    """Take the validation from one cell and leave it on the others."""
    for rule in sheet.data_validations.dataValidation:
        parts = [part for area in rule.sqref.ranges for part in without(area.bounds, target)]
        rule.sqref = MultiCellRange(" ".join(parts))


def without(bounds: tuple[int, int, int, int], hole: tuple[int, int]) -> list[str]:
    """Cut one cell out of an area and return what is left of it, as addresses."""
    left, top, right, bottom = bounds
    column, row = hole
    if not (left <= column <= right and top <= row <= bottom):
        return [address(bounds)]
    around = [
        (left, top, right, row - 1), (left, row + 1, right, bottom), (left, row, column - 1, row), (column + 1, row, right, row),
    ]  # fmt: skip
    return [address(part) for part in around if part[0] <= part[2] and part[1] <= part[3]]


def address(bounds: tuple[int, int, int, int]) -> str:
    """Return an area as ``A1:B2``."""
    left, top, right, bottom = bounds
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
