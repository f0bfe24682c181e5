"""Columns that stand in many worksheets and belong to the robot."""

from sheets_schema.cells.kinds import Kind as K
from sheets_schema.table import Column, Owner


def number(
    hint: str = "Номер ставит робот, когда строка перестала меняться. Не правьте его: по нему строку узнают.",
) -> Column:
    """Return the column of a row's identity."""
    return Column("number", "№", K.NUMBER, "No", Owner.ROBOT, ("N", "Номер", "№ заказа", "№ п/п"), width=7, hint=hint)


def problems() -> Column:
    """Return the column in which the robot explains what is wrong with the row."""
    hint = "Что в строке не так, где и что сделать. Исправите — запись исчезнет сама."
    return Column("problems", "Проблемы", K.LONG_TEXT, "Problems", Owner.ROBOT, width=44, hint=hint)
