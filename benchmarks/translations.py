"""2,000 texts to six translators and back, beside openpyxl with the same cells."""

import re
import subprocess
from itertools import count
from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import interleaved, tool

COUNT = 1_000  # webinars, each of which has a title and a summary
SEVEN = "languages: [en, zh, ar, es, fr, pt, ru]"
OUT, BACK = "sstc translations export, 6 languages", "sstc translations import, all new"
WRITES, READS = "openpyxl, write-only", "openpyxl, read-only"
PEERS = {OUT: WRITES, BACK: READS}

FILL = """
import sys
from openpyxl import load_workbook

for file in sys.argv[1:]:
    book = load_workbook(file)
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[1].value = f"« {row[0].value} »"
    book.save(file)
"""
READ = """
import sys
from openpyxl import load_workbook

for file in sys.argv[1:]:
    for sheet in load_workbook(file, read_only=True):
        for row in sheet.iter_rows(values_only=True):
            pass
"""
WRITE = """
import pickle, sys
from openpyxl import Workbook

for file, rows in pickle.load(open(sys.argv[1], "rb")).items():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(file)
"""
KEEP = """
import pickle, sys
from openpyxl import load_workbook

cells = {
    f"{file}.again.xlsx": [*load_workbook(file).worksheets[0].iter_rows(values_only=True)]
    for file in sys.argv[2:]
}
pickle.dump(cells, open(sys.argv[1], "wb"))
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    root = english(workspace(folder / "series", COUNT))
    cells, again = folder / "cells", folder / "again"
    sstc = [tool("sstc"), "--workspace", str(root), "translations"]
    python = [tool("python"), "-c"]
    subprocess.run([*sstc, "export"], check=True, capture_output=True)
    files = [*map(str, sorted((root / "out" / "translations").iterdir()))]
    subprocess.run([*python, FILL, *files], check=True)
    subprocess.run([*python, KEEP, str(cells), *files], check=True)
    commands = {
        OUT: [*sstc, "export", "-o", f"{again}/"],
        WRITES: [*python, WRITE, str(cells)],
        BACK: [*sstc, "import", "--dry-run", *files],
        READS: [*python, READ, *files],
    }
    measured = interleaved(commands, rounds, folder, {OUT: again})
    rows: list[tuple[str, ...]] = []
    for name, figures in measured.items():
        shown = (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB")
        peer = PEERS.get(name)
        ratio = f"{figures.seconds / measured[peer].seconds:.2f} x {peer}" if peer else ""
        rows.append((*shown, ratio, "<= 2 s" if peer else ""))
    return rows


def english(root: Path) -> Path:
    """Leave English alone in the webinars of a workspace, with a summary of its own in each."""
    file, number = root / "data" / "webinars.yaml", count(1)
    head, _, webinars = file.read_text(encoding="utf-8").partition("\nwebinars:\n")
    webinars = re.sub(r" +zh: .*\n", "", webinars)
    webinars = re.sub(
        r"summary: >-\n +(.*)\n +(.*)",
        lambda found: f"summary:\n      en: '{next(number)}. {found[1]} {found[2]}'",
        webinars,
    )
    head = head.replace("languages: [en, zh]", SEVEN)
    file.write_text(f"{head}\nwebinars:\n{webinars}", encoding="utf-8")
    return root
