"""`sstc schedule export` and `import` of 1,000 webinars, beside openpyxl with the same cells."""

import subprocess
from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import Measured, interleaved, tool

COUNT = 1_000
OUT, BACK = "sstc schedule export", "sstc schedule import, unchanged"
WRITES, READS = "openpyxl, write-only", "openpyxl, read-only"
BARS = {OUT: (WRITES, "<= 2 s"), BACK: (READS, "<= 2 s")}

WRITE = """
import pickle, sys
from openpyxl import Workbook

book = Workbook(write_only=True)
for name, rows in pickle.load(open(sys.argv[1], "rb")).items():
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
book.save(sys.argv[2])
"""
KEEP = """
import pickle, sys
from openpyxl import load_workbook

book = load_workbook(sys.argv[1], read_only=True)
rows = {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book}
pickle.dump(rows, open(sys.argv[2], "wb"))
"""
READ = """
import sys
from openpyxl import load_workbook

for sheet in load_workbook(sys.argv[1], read_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    root = workspace(folder / "series", COUNT)
    book, cells = folder / "plan.xlsx", folder / "cells"
    sstc = [tool("sstc"), "--workspace", str(root), "schedule"]
    subprocess.run([*sstc, "export", str(book)], check=True, capture_output=True)
    subprocess.run([tool("python"), "-c", KEEP, book, cells], check=True)
    commands = {
        OUT: [*sstc, "export", "-o", str(folder / "again.xlsx")],
        WRITES: [tool("python"), "-c", WRITE, str(cells), str(folder / "peer.xlsx")],
        BACK: [*sstc, "import", str(book)],
        READS: [tool("python"), "-c", READ, str(book)],
    }
    measured = interleaved(commands, rounds, folder)
    return [row(name, figures, measured) for name, figures in measured.items()]


def row(name: str, measured: Measured, others: dict[str, Measured]) -> tuple[str, ...]:
    """A command's time, memory, and its multiple of what openpyxl takes for the same cells."""
    shown = (name, f"{measured.seconds:.2f} s", f"{measured.megabytes:.0f} MB")
    if name not in BARS:
        return (*shown, "", "")
    peer, bar = BARS[name]
    return (*shown, f"{measured.seconds / others[peer].seconds:.2f} x {peer}", bar)
