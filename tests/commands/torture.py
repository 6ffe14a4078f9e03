"""`make torture`: every command that writes, killed after each change that it makes on the disk.

Prints a table in Markdown, and ends with 1 if a command left a half, ended elsewhere when it was
run again, or left hidden files.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from killing import kill

from sstc_cli.cli import main

DATA = Path(__file__).parents[2] / "data"
TODAY = ("--today", "2020-07-02")
NEXT_DAY = ("--today", "2020-07-03")
MOST = 80  # moments of one command
HEADER = "E-mail,Your full name,Country,Content,Consent\n"


@dataclass(frozen=True)
class Job:
    """A command, the folders that it writes to, and the commands that make its workspace ready."""

    words: Sequence[str]
    places: Sequence[str]
    before: Sequence[Sequence[str]] = ()
    more: Mapping[str, object] = field(default_factory=dict)


PUBLISHED = (("release", "publish", "first", *TODAY),)
MOVED = (*PUBLISHED, ("schedule", "move", "7", "--time", "16:00", *TODAY))
IMPORTED = (("surveys", "import", "exit-webinar-1.csv", *TODAY),)
FILES = {"in_parts": True}
# a new key is random, so the state after it is not compared, but asked for
INTACT = [
    (["surveys", "check"], "the store is intact: 60 responses, 60 people"),
    (["surveys", "import", "exit-webinar-1.csv", *TODAY], "60 unchanged"),
]
JOBS = (
    Job(("init", "new"), ["new"], more={"in_parts": True, "twice": False}),
    Job(("schedule", "move", "7", "--time", "16:00", *TODAY), ["data"]),
    Job(("schedule", "swap", "7", "8", *TODAY), ["data"], more={"twice": False}),
    Job(("schedule", "cancel", "9", "--reason", "No speaker", *TODAY), ["data"]),
    Job(("schedule", "set", "webinars[6].title.en", "Another title", *TODAY), ["data"]),
    Job(("due", "done", "agenda", "7", *TODAY), ["data"]),
    Job(("release", "publish", "first", *TODAY), ["data"], more={"twice": False}),
    Job(("release", "publish", "second", *NEXT_DAY), ["data"], MOVED, more={"twice": False}),
    Job(("agenda", "render", "7"), ["out"]),
    Job(("agenda", "render", "--all", "--format", "md", "--format", "html"), ["out"], more=FILES),
    Job(("documents", "render", "--all", "7"), ["out"], more=FILES),
    Job(("notices", "render", *NEXT_DAY), ["out"], MOVED, more=FILES),
    Job(("calendar", "export", *TODAY), ["out"]),
    Job(("calendar", "export", "1", "2", "3", *TODAY), ["out"], more=FILES),
    Job(("surveys", "form", "exit", "1"), ["out"], more=FILES),
    Job(("surveys", "key", "--rotate"), [".sstc", "../home"], IMPORTED, {"proofs": INTACT}),
    Job(("surveys", "import", "exit-webinar-1.csv", *TODAY), [".sstc"]),
    Job(("surveys", "import", "exit-webinar-1-later.csv", *TODAY), [".sstc"], IMPORTED),
    Job(("surveys", "undo", "1"), [".sstc"], IMPORTED, more={"twice": False}),
    Job(("surveys", "forget", "p7@example.org", "--yes"), [".sstc"], IMPORTED),
    Job(("surveys", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"), [".sstc"],
        IMPORTED),
    Job(("surveys", "backup", "kept/copy.sqlite"), ["kept"], IMPORTED, {"twice": False}),
    Job(("surveys", "export", "--with-contacts", "-o", "kept/"), ["kept"], IMPORTED),
)  # fmt: skip


def run(job: Job) -> tuple[str, dict[str, int] | str]:
    """Return the words of a job, and how its kills ended or what went wrong."""
    root = Path(tempfile.mkdtemp(prefix="torture-"))
    workspace = root / "series"
    shutil.copytree(DATA, workspace / "data")
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        os.environ[name] = str(root / "home")
    os.chdir(workspace)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for name, content in (("exit-webinar-1", 5), ("exit-webinar-1-later", 4)):
        rows = (f"p{n}@example.org,Person {n},Kenya,{content},Yes\n" for n in range(60))
        Path(f"{name}.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    for words in (("surveys", "key"), *job.before):
        assert main(list(words)) in (0, 2), words
    try:
        kills = {"words": list(job.words), "places": list(job.places), "most": MOST}
        (found,) = kill(workspace, kills | {"tidy": True} | dict(job.more))
    except AssertionError as error:
        return " ".join(job.words), str(error).strip().splitlines()[-1]
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return " ".join(job.words), found


def torture() -> int:
    """Run all jobs, print a row for each, and return 1 if one of them failed."""
    write = sys.stdout.write
    write(
        "| command | kills | as before | as after | between, and sound |\n|---|---|---|---|---|\n"
    )
    failed, total = [], 0
    with ProcessPoolExecutor(max_tasks_per_child=1) as pool:
        for words, found in pool.map(run, JOBS):
            if isinstance(found, str):
                failed.append(f"{words}: {found}")
                continue
            kills = sum(found.values())
            total += kills
            counts = [found[kind] for kind in ("nothing", "all", "some")]
            write(f"| `{words}` | {kills} | {' | '.join(map(str, counts))} |\n")
            sys.stdout.flush()
    write(f"\n{total:,} kills, {len(failed)} commands failed\n")
    sys.stderr.writelines(f"{line}\n" for line in failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(torture())
