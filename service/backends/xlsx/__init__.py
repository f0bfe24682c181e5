"""A firm's .xlsx and .xlsm files: created by ``create``, read by calamine, and written by splicing.

How a write goes (``workbook.XlsxWorkbook.write``)::

    locks · guard ─▶ package (zip, raw) ─▶ book (parts) ─▶ admit (the door)
      ─▶ draft per worksheet: put · columns · append ─▶ shifts (what moves)
      ─▶ calc (stale caches) · names · table_rows · calcchain · followers · ranges
      ─▶ assemble (pieces) ─▶ repack ─▶ verify (read back from disk) ─▶ save (exchange)

**The written list: what a write may touch.** Everything else is copied byte for byte, and ``verify`` holds it to that.

- the worksheets that edits name: their rows, ``dimension``, and the ranges that a new row inherits;
- worksheets with formulas that depend on what was changed: only cached values, dropped or replaced;
- ``xl/tables/*`` of a sheet whose table got rows or a column;
- ``xl/workbook.xml``: names that frame a grown list; ``fullCalcOnLoad`` when a cache was dropped; a sheet added;
- ``xl/calcChain.xml``: entries of formulas that are no more;
- ``docProps/custom.xml`` and the very hidden sheet ``_naryad``: the generation;
- ``[Content_Types].xml`` and relationships: only when a part is added, or an empty chain goes;
- ``xl/styles.xml``: only when a date must be put where the workbook has no date format like the cell's;
- when rows move, and only then: formulas everywhere, notes, threaded comments, drawings, charts, pivots, controls.
"""
