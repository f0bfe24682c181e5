"""The block «Расходы по месяцам»: twelve months by category."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from sheets_schema.a1 import whole_column
from sheets_schema.layout import letters
from sheets_schema.ledger import ZERO
from sheets_schema.rule_tables import LISTS
from sheets_schema.summary.cell import Look, SummaryCell
from sheets_schema.summary.figures import Figures
from sheets_schema.summary.layout import MONTH_LABEL, MONTHS, MONTHS_ROW, MOST_CATEGORIES, lines
from sheets_schema.tables import EXPENSES
from sheets_schema.values import Formula

ROWS: Final = lines(MONTHS_ROW, MONTHS)
OFF_LIST: Final = 4
FIRST_CATEGORY: Final = 5
LAST_CATEGORY: Final = FIRST_CATEGORY + MOST_CATEGORIES - 1
_AMOUNT = whole_column(EXPENSES, "amount")
_DATE = whole_column(EXPENSES, "date")
_CATEGORY = whole_column(EXPENSES, "category")


def spending_cells(figures: Figures) -> Iterator[SummaryCell]:
    """Yield the block. The months are plain dates that the robot keeps current, like «На дату»."""
    yield SummaryCell(MONTHS_ROW - 1, 1, Look.HEADING, "Расходы по месяцам, ₽")
    yield from _headers(figures)
    yield from _totals(figures)
    for place, row in enumerate(ROWS):
        yield SummaryCell(row, 1, Look.MONTH, figures.months[place].first)
        yield SummaryCell(row, 2, Look.DATE, figures.months[place].last)
        yield from _sums(row, figures.spent_in_all[place], figures.spent[place])


def _headers(figures: Figures) -> Iterator[SummaryCell]:
    yield SummaryCell(MONTHS_ROW, 1, Look.COLUMN, MONTH_LABEL)
    yield SummaryCell(MONTHS_ROW, 2, Look.FIGURE_COLUMN, "по")
    yield SummaryCell(MONTHS_ROW, 3, Look.FIGURE_COLUMN, "Всего")
    for place in range(MOST_CATEGORIES):
        name = f"INDEX({whole_column(LISTS, 'categories')},{place + 2})"
        cached = figures.categories[place] if place < len(figures.categories) else ""
        yield SummaryCell(
            MONTHS_ROW, FIRST_CATEGORY + place, Look.FREE_COLUMN, Formula(f'IF({name}="","",{name})', cached)
        )
    yield SummaryCell(MONTHS_ROW, OFF_LIST, Look.FIGURE_COLUMN, "Вне списка")


def _totals(figures: Figures) -> Iterator[SummaryCell]:
    row = MONTHS_ROW + 1
    columns = list(zip(*figures.spent, strict=True)) if figures.categories else []
    sums = [sum(column, ZERO) for column in columns]
    in_all = sum(figures.spent_in_all, ZERO)
    yield SummaryCell(row, 1, Look.TOTAL_LABEL, f"За {MONTHS} месяцев")
    yield SummaryCell(row, 3, Look.TOTAL_MONEY, Formula(f"SUM({_area(3)})", in_all))
    for place in range(MOST_CATEGORIES):
        column = FIRST_CATEGORY + place
        cached = sums[place] if place < len(sums) else ""
        yield _under_category(row, column, Look.TOTAL_MONEY, f"SUM({_area(column)})", cached)
    yield SummaryCell(row, OFF_LIST, Look.TOTAL_MONEY, Formula(f"SUM({_area(OFF_LIST)})", in_all - sum(sums, ZERO)))


def _sums(row: int, in_all: Decimal, by_category: tuple[Decimal, ...]) -> Iterator[SummaryCell]:
    month = f'{_DATE},">="&$A{row},{_DATE},"<="&$B{row}'
    yield SummaryCell(row, 3, Look.MONEY, Formula(f"SUMIFS({_AMOUNT},{month})", in_all))
    for place in range(MOST_CATEGORIES):
        column = FIRST_CATEGORY + place
        formula = f"SUMIFS({_AMOUNT},{_CATEGORY},{letters(column)}${MONTHS_ROW},{month})"
        yield _under_category(row, column, Look.MONEY, formula, by_category[place] if place < len(by_category) else "")
    first, last = letters(FIRST_CATEGORY), letters(LAST_CATEGORY)
    rest = Formula(f"$C{row}-SUM({first}{row}:{last}{row})", in_all - sum(by_category, ZERO))
    yield SummaryCell(row, OFF_LIST, Look.MONEY, rest)


def _under_category(row: int, column: int, look: Look, formula: str, cached: Decimal | str) -> SummaryCell:
    """Return a cell that stays blank while its column has no category."""
    header = f"{letters(column)}${MONTHS_ROW}"
    return SummaryCell(row, column, look, Formula(f'IF({header}="","",{formula})', cached))


def _area(column: int) -> str:
    return f"{letters(column)}${ROWS[0]}:{letters(column)}${ROWS[-1]}"
