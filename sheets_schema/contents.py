"""What stands in the worksheets of a workbook that is about to be made."""

from collections.abc import Mapping, Sequence
from datetime import time

from sheets_schema.values import Value

Row = Mapping[str, Value | time]
"""One row by column key; blanks are left out. Yes and no are ``bool``, several ticks one text with commas."""

Contents = Mapping[str, Sequence[Row]]
"""Rows by table key, in the order in which they shall stand."""
