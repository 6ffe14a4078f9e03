"""Suggestions of partners: the whole command, and the matching alone, by the number of people."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.data import IDS, REPOSITORY
from benchmarks.measure import interleaved, tool
from sstc_cli.model import Series
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.suggest import suggest
from sstc_cli.source import parse
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.response import Identity, Response

SIZES = (2_000, 20_000)
KEY = b"k" * 32
BARS = {2_000: "<= 5 s", 20_000: "<= 30 s, 600 MB"}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    settings = folder / "config" / "sstc"
    settings.mkdir(parents=True)
    (settings / "surveys.key").write_text(KEY.hex(), encoding="ascii")
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    commands = {}
    for size in SIZES:
        root = folder / str(size)
        module = [tool("python"), "-m", "benchmarks.partners"]
        subprocess.run([*module, "store", str(root), str(size)], cwd=REPOSITORY, check=True)
        words = [tool("sstc"), "--workspace", str(root), "partners", "suggest"]
        output = str(folder / f"{size}.xlsx")
        commands[f"sstc partners suggest, {size:,}"] = [
            *words, "--today", "2020-12-01", "-o", output,
        ]  # fmt: skip
        commands[f"the matching alone, {size:,}"] = [*module, "match", str(root), str(size)]
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    measured = interleaved(commands, rounds, folder)
    return [
        (name, f"{figures.seconds:.2f} s", f"{figures.megabytes:.0f} MB", bar(name))
        for name, figures in measured.items()
    ]


def bar(name: str) -> str:
    return BARS[int(name.rpartition(", ")[2].replace(",", ""))]


def people(series: Series, size: int) -> Iterator[Profile]:
    """Yield invented persons, whose offers and wishes are of the topics of the series."""
    chance = random.Random(7)
    topics, kinds = [one.id for one in series.topics], [one.id for one in series.kinds]
    audiences = [one.id for one in series.audiences]
    for number in range(size):
        yield Profile(
            f"{number:064}",
            chance.choice(audiences),
            f"office {chance.randrange(size // 2)}",
            chance.choice(("AR", "BR", "CN", "CO", "EG", "ET", "ID", "IN", "KE", "NG", "TH", "ZM")),
            frozenset({"en"}),
            None,
            frozenset(chance.sample(topics, chance.randint(1, 4))),
            frozenset(chance.sample(topics, chance.randint(1, 4))),
            frozenset(chance.sample(kinds, chance.randint(1, 3))),
            at_once=chance.randint(1, 3),
            webinars=frozenset({chance.randint(1, 15)}),
        )


def workspace(root: Path, size: int) -> None:
    """Make a workspace whose store has so many registrations."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    reading, pseudonyms = Reading("r.csv", "", "plain", "registration"), PseudonymKey(KEY)
    for row, profile in enumerate(people(read(root), size)):
        email = f"{row}@example.org"
        answers = {
            "consent": "yes",
            "introduce": "yes",
            "country": profile.country,
            "audience": str(profile.audience).replace("-", "_"),
            "language": "en",
            "offer": sorted(profile.offers),
            "seek": sorted(profile.seeks),
            "kind": sorted(profile.kinds),
            "at_once": f"up_to_{profile.at_once}",
        }
        identity = Identity(email, f"Name {row}", profile.organisation, "{}")
        response = Response(
            f"{row:064}", f"{row:064}", "registration", IDS[min(profile.webinars) - 1], "plain",
            row, None, "yes", pseudonyms.person(email), identity, json.dumps(answers), "{}", "{}",
        )  # fmt: skip
        reading.responses.append(response)
    store = Store(SqliteFile(root / ".sstc" / "store.sqlite"))
    store.record([reading], pseudonyms, "0" * 64, date(2020, 10, 12))


def read(root: Path) -> Series:
    file = root / "data" / "webinars.yaml"
    return Series.read(parse(file.read_text(encoding="utf-8"), file.name).root)


def match(root: Path, size: int) -> None:
    series = read(root)
    found = [*people(series, size)]
    if not suggest(found, [], series):
        raise SystemExit("nobody was suggested")


if __name__ == "__main__":
    {"store": workspace, "match": match}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
