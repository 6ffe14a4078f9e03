"""Commands on the 15 webinars, as multiples of a Python that does nothing."""

import os
import shutil
from pathlib import Path

from benchmarks.data import REPOSITORY, schema
from benchmarks.measure import BARE, interleaved, tool

BARS = {"sstc --version": 2, "sstc --help": 6, "sstc validate": 11}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    file = shutil.copytree(REPOSITORY / "data", folder / "data") / "webinars.yaml"
    commands = {
        BARE: [tool("python"), "-c", "pass"],
        "sstc --version": [tool("sstc"), "--version"],
        "sstc --help": [tool("sstc"), "--help"],
        "sstc validate": [tool("sstc"), "validate"],
        "yamllint": [
            tool("yamllint"),
            "-d",
            "{extends: relaxed, rules: {line-length: disable}}",
            str(file),
        ],
        "check-jsonschema": [
            tool("check-jsonschema"),
            "--schemafile",
            str(schema(folder)),
            str(file),
        ],
    }
    measured = interleaved(commands, rounds, folder)
    bare = measured[BARE].seconds
    return [
        (
            name,
            f"{figures.seconds * 1000:.0f} ms",
            f"{figures.seconds / bare:.1f} x",
            f"{figures.megabytes:.0f} MB",
            f"<= {BARS[name]} x" if name in BARS else "",
        )
        for name, figures in measured.items()
    ]
