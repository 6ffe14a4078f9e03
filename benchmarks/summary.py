"""`sstc surveys summary` over 15 webinars × 20,000 responses, and over a tenth of them."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.data import IDS, REPOSITORY
from benchmarks.measure import interleaved, tool
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.response import Response

SIZES = (2_000, 20_000)


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    commands = {}
    for size in SIZES:
        root = folder / str(size)
        words = [tool("python"), "-m", "benchmarks.summary", str(root), str(size)]
        subprocess.run(words, cwd=REPOSITORY, check=True)  # the responses need much memory
        commands[f"15 × {size:,}"] = [tool("sstc"), "--workspace", str(root), "surveys", "summary"]
    measured = interleaved(commands, rounds, folder)
    return [
        (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB", bar(name))
        for name, figures in measured.items()
    ]


def bar(name: str) -> str:
    return "<= 2 s" if name == "15 × 20,000" else ""


def workspace(root: Path, size: int) -> None:
    """Make a workspace whose store has so many responses to the exit survey of each webinar."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    chance = random.Random(7)
    reading = Reading("exit.csv", "", "plain", "exit")
    for webinar in range(1, 16):
        reading.responses += [response(chance, webinar, row) for row in range(size)]
    store = Store(SqliteFile(root / ".sstc" / "store.sqlite"))
    store.record([reading], PseudonymKey(b"k" * 32), "0" * 64, date(2020, 12, 5))


def response(chance: random.Random, webinar: int, row: int, ids: Sequence[str] = IDS) -> Response:
    answers = {
        "consent": "yes",
        "country": chance.choice(("KE", "CN", "CO", "ET", "BR")),
        "gender": chance.choice(("woman", "man", "undisclosed")),
        "audience": chance.choice(("city_officials", "companies", "ministries")),
        "language": chance.choice(("en", "zh")),
        "pilot_zones": chance.choice(("zones_105", "zones_46", "dont_know")),
        "sdg_innovation": chance.choice(("goal_9", "goal_8")),
        "content": chance.randint(1, 5),
        "speakers": chance.randint(1, 5),
        "organisation_of_webinar": chance.randint(1, 5),
        "recommend": chance.randint(0, 10),
        "most_useful": chance.sample(("talks", "dialogue", "cases", "contacts"), 2),
        "comment": "More time for questions, please",
    }
    key = f"{webinar:03}{row:061}"
    person = f"{row:064}"
    return Response(
        key, key, "exit", ids[webinar - 1], "plain", row, None, None, person, None,
        json.dumps(answers, separators=(",", ":")), "{}", "{}",
    )  # fmt: skip


if __name__ == "__main__":
    workspace(Path(sys.argv[1]), int(sys.argv[2]))
