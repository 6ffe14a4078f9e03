"""`sstc surveys import` of workbooks with 25 columns, beside openpyxl that merely reads one."""

import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.data import REPOSITORY
from benchmarks.measure import BARE, Measured, interleaved, tool

SIZES = (100, 500, 1_000, 10_000, 50_000)
LARGEST = SIZES[-1]
PEER = "openpyxl, read-only"
AGAIN = "again, unchanged"
ONLY = "only read, by a child"

WRITE = """
import random, sys
from openpyxl import Workbook

size, name = int(sys.argv[1]), sys.argv[2]
chance = random.Random(7)
book = Workbook(write_only=True)
sheet = book.create_sheet()
asked = ["E-mail", "Your full name", "Country", "Gender", "Content", "pilot_zones", "Comments"]
sheet.append([*asked, "Consent", *(f"Other question {n}" for n in range(17))])
for row in range(size):
    sheet.append([
        f"person{row}@example.org", f"Person {row}", chance.choice(["Kenya", "China", "哥伦比亚"]),
        chance.choice(["Woman", "Man"]), chance.randint(1, 5), chance.choice(["46", "105"]),
        "More time for questions, please", "Yes",
        *(chance.choice(["alpha", "beta", 3, 7.5]) for _ in range(17)),
    ])
book.save(name)
"""
READ = """
import sys
from openpyxl import load_workbook

for sheet in load_workbook(sys.argv[1], read_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass
"""
OURS = """
import sys
from pathlib import Path
from sstc_cli.sheets import read_sheets

read_sheets(Path(sys.argv[1]))
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    os.environ["XDG_CONFIG_HOME"] = str(folder / "settings")  # where the key is kept
    commands, stores = {BARE: [tool("python"), "-c", "pass"]}, {}
    for size in SIZES:
        root = workspace(folder / str(size), size)
        words = [tool("sstc"), "--workspace", str(root), "surveys", "import", str(workbook(root))]
        commands[f"{size:,} rows"], stores[f"{size:,} rows"] = words, root / ".sstc"
        if size == LARGEST:
            commands[AGAIN] = words
            commands[ONLY] = [tool("python"), "-c", OURS, words[-1]]
            commands[PEER] = [tool("python"), "-c", READ, words[-1]]
    measured = interleaved(commands, rounds, folder, stores)
    return [row(name, figures, measured) for name, figures in measured.items()]


def row(name: str, measured: Measured, others: dict[str, Measured]) -> tuple[str, ...]:
    """A command's time, memory, and its multiple of what it is compared with."""
    peers = {"500 rows": (BARE, ""), f"{LARGEST:,} rows": (PEER, "<= 0.7 x, 600 MB"),
             AGAIN: (PEER, "<= 0.3 x"), ONLY: (PEER, "<= 0.5 x")}  # fmt: skip
    shown = (name, f"{measured.seconds:.2f} s", f"{measured.megabytes:.0f} MB")
    if name not in peers:
        return (*shown, "", "")
    peer, bar = peers[name]
    return (*shown, f"{measured.seconds / others[peer].seconds:.2f} x {peer}", bar)


def workspace(root: Path, size: int) -> Path:
    """A workspace, and in it a workbook of so many responses to the exit survey."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    command = [tool("python"), "-c", WRITE, str(size), str(workbook(root))]
    subprocess.run(command, check=True)
    return root


def workbook(root: Path) -> Path:
    return root / "exit-webinar-7.xlsx"
