"""The whole reaction table on one screen: what follows when a row appears or changes.

Each rule is a pure function (step, context) → effects, in ``watchers.reactions``; their order here is the order of effects.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from sheets_schema.effects import Effect
from watchers.context import Context
from watchers.reactions import (
    as_numbers,
    book_advance,
    clear_copied_links,
    enter_stage,
    explain,
    fill_new_order,
    make_folder,
    tell_history,
)
from watchers.step import Step

Rule = Callable[[Step, Context], Iterable[Effect]]

RULES: Mapping[str, tuple[Rule, ...]] = {
    "orders": (
        fill_new_order,
        clear_copied_links,
        enter_stage,
        tell_history,
        book_advance,
        make_folder,
        as_numbers,
        explain,
    ),
    "payments": (tell_history, as_numbers, explain),
    "expenses": (tell_history, as_numbers, explain),
    "advances": (tell_history, as_numbers, explain),
    "bookings": (tell_history, as_numbers, explain),
    "calls": (tell_history, explain),
    "campaigns": (tell_history, explain),
}


def react(step: Step, context: Context) -> list[Effect]:
    """Return the effects of one row's step, by the rules of its table."""
    return list(chain.from_iterable(rule(step, context) for rule in RULES[step.table.key]))
