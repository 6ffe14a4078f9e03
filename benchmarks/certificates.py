"""Five hundred certificates: issued, issued again, and their codes checked one by one."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from benchmarks.data import IDS, REPOSITORY
from benchmarks.measure import interleaved, tool
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.response import Attendance, Identity

PEOPLE = 500
KEY = b"k" * 32
BARS = {
    f"{PEOPLE} in pdf": "<= 60 s, 300 MB",
    f"{PEOPLE} in docx": "<= 60 s, 300 MB",
    "who would get one": "<= 2 s",
}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    settings = folder / "config" / "sstc"
    settings.mkdir(parents=True)
    (settings / "surveys.key").write_text(KEY.hex(), encoding="ascii")
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    root = folder / "series"
    words = [tool("python"), "-m", "benchmarks.certificates", str(root)]
    subprocess.run(words, cwd=REPOSITORY, check=True)
    issue = [tool("sstc"), "--workspace", str(root), "certificates", "issue", "7"]
    commands = {
        f"{PEOPLE} in pdf": [*issue, "--yes"],
        f"{PEOPLE} in docx": [*issue, "--yes", "--format", "docx"],
        "who would get one": issue,
    }
    written = dict.fromkeys(commands, root / ".sstc" / "certificates")
    measured = interleaved(commands, rounds, folder, without=written)
    return [
        (name, f"{measured[name].seconds:.2f} s", f"{measured[name].megabytes:.0f} MB", bar)
        for name, bar in BARS.items()
    ]


def workspace(root: Path) -> None:
    """Make a workspace of which so many people attended webinar 7."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    visits = Reading("attendance.csv", "", "attendance_table", "attendance")
    pseudonyms = PseudonymKey(KEY)
    names = ("Ana María Registrada", "陈离席", "محمد بن عبد الله", "Олег Иванов")
    for row in range(PEOPLE):
        email = f"{row}@example.org"
        identity = Identity(email, f"{names[row % len(names)]} {row}", None, "{}")
        key, person = f"a{row:063}", pseudonyms.person(email)
        visits.attendances.append(
            Attendance(key, key, IDS[6], "attendance_table", row, person, identity, 88)
        )
    store = Store(SqliteFile(root / ".sstc" / "store.sqlite"))
    store.record([visits], pseudonyms, "0" * 64, date(2020, 10, 12))


if __name__ == "__main__":
    workspace(Path(sys.argv[1]))
