"""`sstc release diff` of two states of 100 to 10,000 webinars, every hundredth of which moved."""

import re
import subprocess
from pathlib import Path

from benchmarks.data import workspace
from benchmarks.measure import interleaved, tool

SIZES = (100, 1_000, 10_000)


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    commands = {}
    for size in SIZES:
        sstc = [tool("sstc"), "--workspace", str(moved(folder / str(size), size)), "release"]
        commands[f"diff of two releases, {size:,}"] = [*sstc, "diff", "first", "second"]
        commands[f"diff of a release and the file, {size:,}"] = [*sstc, "diff", "first", "working"]
    return [
        (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB", bar(name))
        for name, figures in interleaved(commands, rounds, folder).items()
    ]


def bar(name: str) -> str:
    return "<= 2 s" if name.endswith(" 10,000") else ""


def moved(root: Path, size: int) -> Path:
    """A workspace with two releases; every hundredth webinar starts later in the second one."""
    workspace(root, size)
    publish(root, "first", "2026-01-01")
    file = root / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    hundredth = re.compile(r"(number: \d*00\n.*?starts: \S+) 15:30(.*?) 17:00", re.DOTALL)
    file.write_text(hundredth.sub(r"\1 16:00\2 17:30", text), encoding="utf-8")
    publish(root, "second", "2026-02-01")
    return root


def publish(root: Path, name: str, day: str) -> None:
    command = [tool("sstc"), "--workspace", str(root), "release", "publish", name, "--today", day]
    subprocess.run(command, check=True, capture_output=True)
