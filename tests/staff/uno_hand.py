"""What the staff's hand does in one open document. Runs under /usr/bin/python3. Columns and rows are 0-based.

Each action takes the way that a menu or a key takes, so that protection, validation and filtered rows count.
"""

import uno
from uno_desk import Desk
from uno_draw import named


class Hand(Desk):
    """The vocabulary of ``tests.staff.actions`` with rows and columns already found."""

    def sort(self, title: str, box: list[int], key: int, descending: bool) -> None:
        """Sort the marked range (left, top, right, bottom; no header in it) by the column ``key``."""
        if box[0] == box[2]:
            self._sort_one_column(title, box, descending)
            return
        self.select(title, *box)
        self.press(
            "DataSort",
            ByRows=True,
            HasHeader=False,
            CaseSensitive=False,
            NaturalSort=False,
            IncludeAttribs=True,
            UserDefIndex=0,
            Col1=key + 1,
            Ascending1=not descending,
        )

    def _sort_one_column(self, title: str, box: list[int], descending: bool) -> None:
        """Sort as after «Current selection» in the question «extend the selection?», which the dispatcher cannot answer."""
        sheet = self.sheet(title)
        if sheet.isProtected():
            return
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = 0, not descending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        uno.invoke(sheet.getCellRangeByPosition(*box), "sort", (named(SortFields=fields, ContainsHeader=False),))

    def insert_row(self, title: str, row: int) -> None:
        """Insert a blank row above ``row``; it takes the format of the row above, as the program does."""
        self.select(title, 0, row)
        self.press("InsertRowsBefore")

    def delete_row(self, title: str, row: int) -> None:
        """Take the whole row out."""
        self.select(title, 0, row)
        self.press("DeleteRows")

    def copy_row(self, title: str, source: int, target: int, insert: bool) -> None:
        """Copy a whole row over ``target``, or between it and the row above."""
        if insert:
            self.insert_row(title, target)
            source += source >= target
        last = self.sheet(title).Columns.Count - 1
        self._copy(title, 0, source, last, source)
        self.select(title, 0, target)
        self.press("Paste")

    def fill_down(self, title: str, column: int, top: int, bottom: int) -> None:
        """Ctrl+D over a column's cells: the first one's content in all."""
        self.select(title, column, top, column, bottom)
        self.press("FillDown")

    def paste_over(self, title: str, source: list[int], target: list[int]) -> None:
        """Copy one cell and paste it over another (formats and validation come along)."""
        self._copy(title, *source, *source)
        self.select(title, *target)
        self.press("Paste")

    def paste_block(self, title: str, column: int, row: int, rows: list[list[str]]) -> None:
        """Paste cells that were typed into a new table elsewhere."""
        other = Hand.blank(self._office)
        try:
            name = other.document.Sheets[0].Name
            for down, cells in enumerate(rows):
                for right, text in enumerate(cells):
                    other.type(name, right, down, text)
            other._copy(name, 0, 0, max(map(len, rows)) - 1, len(rows) - 1)
            self.select(title, column, row)
            self.press("Paste")
        finally:
            other.document.close(True)
            self.document.CurrentController.Frame.activate()  # or the next Enter goes nowhere

    def filter(self, title: str, box: list[int], column: int, text: str) -> None:
        """Leave only the rows whose cell shows ``text``; ``box`` includes the header."""
        area = self.sheet(title).getCellRangeByPosition(*box)
        wanted = area.createFilterDescriptor(True)
        wanted.ContainsHeader = True
        field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.StringValue = column - box[0], text
        field.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        wanted.setFilterFields((field,))
        area.filter(wanted)

    def unfilter(self, title: str, box: list[int]) -> None:
        """Show all rows again."""
        area = self.sheet(title).getCellRangeByPosition(*box)
        area.filter(area.createFilterDescriptor(True))

    def hide_column(self, title: str, column: int) -> None:
        """Hide a column, as Format › Columns › Hide does."""
        self.select(title, column, 0)
        self.press("HideColumn")

    def move_column(self, title: str, column: int, before: int) -> None:
        """Cut a whole column and put it before another one; references follow."""
        self.select(title, before, 0)
        self.press("InsertColumnsBefore")
        column += column >= before
        last = self.document.Sheets.getByName(title).Rows.Count - 1
        self.select(title, column, 0, column, last)
        self.press("Cut")
        self.select(title, before, 0)
        self.press("Paste")
        self.select(title, column, 0)
        self.press("DeleteColumns")

    def _copy(self, title: str, left: int, top: int, right: int, bottom: int) -> None:
        self.select(title, left, top, right, bottom)
        self.press("Copy")
