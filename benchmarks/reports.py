"""All evaluation reports of 15 webinars, from many responses and as many attendances."""

import os
import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from benchmarks.data import IDS, REPOSITORY
from benchmarks.measure import interleaved, tool
from benchmarks.summary import response
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.response import Attendance, Identity

COMMANDS = {
    (2_000, "16 reports in md, 15 × 2,000"): (["--all"], ""),
    (20_000, "16 reports in md, 15 × 20,000"): (["--all"], "<= 8 s, 450 MB"),
    (200, "16 reports in docx, 15 × 200"): (["--all", "--format", "docx"], "<= 4 s"),
    (200, "the series in pdf, 15 × 200"): (["--format", "pdf"], "<= 3 s"),
    (200, "the series in xlsx, 15 × 200"): (["--format", "xlsx"], "<= 2 s"),
}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    roots = {size: folder / str(size) for size, _ in COMMANDS}
    for size, root in roots.items():
        words = [tool("python"), "-m", "benchmarks.reports", str(root), str(size)]
        subprocess.run(words, cwd=REPOSITORY, check=True)  # the responses need much memory
    commands = {
        name: [tool("sstc"), "--workspace", str(roots[size]), "report", "render", *options]
        for (size, name), (options, _) in COMMANDS.items()
    }
    outputs = {name: roots[size] / "out" for size, name in COMMANDS}
    measured = interleaved(commands, rounds, folder, without=outputs)
    return [
        (
            name,
            f"{measured[name].seconds:.2f} s",
            f"{measured[name].megabytes:.0f} MB",
            bar,
        )
        for (_, name), (_, bar) in COMMANDS.items()
    ]


def workspace(root: Path, size: int) -> None:
    """Make a workspace whose store has so many responses and attendances of each webinar."""
    texts = shutil.ignore_patterns("report.yaml")  # they name figures of other surveys too
    shutil.copytree(REPOSITORY / "data", root / "data", ignore=texts)
    chance = random.Random(7)
    answers = Reading("exit.csv", "", "plain", "exit")
    visits = Reading("attendance.csv", "", "attendance_table", "attendance")
    for webinar in range(1, 16):
        answers.responses += [response(chance, webinar, row) for row in range(size)]
        visits.attendances += [attendance(webinar, row) for row in range(size)]
    store = Store(SqliteFile(root / ".sstc" / "store.sqlite"))
    for reading in (answers, visits):
        store.record([reading], PseudonymKey(b"k" * 32), "0" * 64, date(2020, 12, 5))


def attendance(webinar: int, row: int) -> Attendance:
    key, person = f"a{webinar:02}{row:061}", f"{row:064}"
    identity = Identity(f"{row}@example.org", None, None, "{}")
    return Attendance(key, key, IDS[webinar - 1], "attendance_table", row, person, identity, 60)


if __name__ == "__main__":
    workspace(Path(sys.argv[1]), int(sys.argv[2]))
