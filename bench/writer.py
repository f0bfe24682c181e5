"""The lossless writer against a bare rewrite and against openpyxl, in one run; 100 000 rows in a child process.

10 cells and 5 rows are written into 10 000 × 25. Ours includes reading, verification, fsync and exchange. The bare
rewrite inflates and deflates the same sheet with the same codec, copies the other members raw, fsyncs and replaces.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from service.backends.xlsx.package import Limits, Package
from service.backends.xlsx.repack import repack
from service.backends.xlsx.workbook import XlsxWorkbook
from sheets_schema.edits import AppendRow, Edit, PutCell

COLUMNS = 25
SHEET = "xl/worksheets/sheet1.xml"
RSS_GOAL_MIB = 250


def make(path: Path, rows: int, *, formulas: bool = False) -> Path:
    """An order book: numbers, dates, sums, names, stages; with ``formulas``, two of them in every row."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Заказы")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, [f"Колонка {column}" for column in range(COLUMNS)])
    for row in range(1, rows + 1):
        cells = [
            row * 37 % 9973 * 1.5 if c % 3 == 0 else f"Иванов {row * c % 7919}" if c % 3 == 1 else "принят"
            for c in range(COLUMNS)
        ]
        sheet.write_row(row, 0, [row, None, *cells[2:]])
        sheet.write_datetime(row, 1, datetime(2025, 1, 1 + row % 28), day)
        if formulas:
            sheet.write_formula(row, 23, f"=SUMIFS(Платежи!$B:$B,Платежи!$A:$A,A{row + 1})", None, row)
            sheet.write_formula(row, 24, f"=D{row + 1}-X{row + 1}", None, row)
    if formulas:
        payments = book.add_worksheet("Платежи")
        for row in range(rows):
            payments.write_row(row, 0, [row, row * 10])
    book.close()
    return path


def edits(rows: int) -> list[Edit]:
    puts: list[Edit] = [
        PutCell("Заказы", 17 + n * rows // 11, 3 + n, Decimal("1500.50") if n % 2 else "монтируется") for n in range(10)
    ]
    return puts + [AppendRow("Заказы", {1: rows + 1 + n, 2: date(2025, 3, 1), 3: "новый"}) for n in range(5)]


def ours(path: Path, rows: int) -> Callable[[], object]:
    book = XlsxWorkbook(path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    return lambda: book.write(edits(rows), base=book.stamp(), generation=1)


def bare(path: Path) -> Callable[[], object]:
    def rewrite() -> None:
        package = Package(path.read_bytes(), Limits(1 << 40))
        temporary = path.with_suffix(".tmp")
        with temporary.open("wb") as out:
            repack(out, package, {SHEET: (package.read(SHEET),)}, ())
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)

    return rewrite


def by_openpyxl(path: Path, rows: int) -> Callable[[], object]:
    import openpyxl

    def rewrite() -> None:
        book = openpyxl.load_workbook(path)
        sheet = book["Заказы"]
        for edit in edits(rows):
            if isinstance(edit, PutCell):
                sheet.cell(edit.row, edit.column, edit.value)
            elif isinstance(edit, AppendRow):
                sheet.append([edit.cells[1], edit.cells[2], edit.cells[3]])
        book.save(path)

    return rewrite


def best(work: Callable[[], object], rounds: int) -> float:
    """The quickest of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def in_child(path: Path, rows: int, what: str) -> tuple[float, float]:
    """Run one way in a process of its own; return seconds and peak MiB over those of the bare imports."""
    command = [sys.executable, "-m", "bench.writer", what, str(path), str(rows)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def child(what: str, path: Path, rows: int) -> None:
    seconds = best(ours(path, rows) if what == "ours" else bare(path), 3)
    status = Path("/proc/self/status").read_text()  # ru_maxrss would tell the parent's peak before exec
    print(seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        small = make(base / "small.xlsx", 10_000)
        write, rewrite = ours(small, 10_000), bare(small)
        pairs = [(best(write, 1), best(rewrite, 1)) for _ in range(9)]  # by turns: the machine is shared
        ours_s, bare_s = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
        openpyxl_s = best(by_openpyxl(small, 10_000), 1)
        print(
            f"writer, 10 000 × 25: ours {ours_s * 1000:.0f} ms, bare rewrite {bare_s * 1000:.0f} ms, openpyxl {openpyxl_s:.1f} s"
        )
        print(
            f"  ours / bare {ours_s / bare_s:.2f} (goal ≤ 2)   openpyxl / ours {openpyxl_s / ours_s:.0f} (goal ≥ 100)"
        )
        rich = make(base / "rich.xlsx", 10_000, formulas=True)
        rich_s = best(ours(rich, 10_000), 4)
        print(f"  with 20 000 formulas, 10 000 of them SUMIFS over another sheet: ours {rich_s * 1000:.0f} ms")
        large = make(base / "large.xlsx", 100_000)
        (large_s, peak), (bare_large_s, bare_peak) = in_child(large, 100_000, "ours"), in_child(large, 100_000, "bare")
        print(
            f"writer, 100 000 × 25: ours {large_s * 1000:.0f} ms ({large_s / ours_s:.1f} × the 10 000), bare {bare_large_s * 1000:.0f} ms"
        )
        print(f"  peak {peak:.0f} MiB (goal ≤ {RSS_GOAL_MIB}), bare rewrite {bare_peak:.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
