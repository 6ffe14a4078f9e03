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
from partner_files import write_answers, write_registrations, write_ticks

from sstc_cli.cli import main

DATA = Path(__file__).parents[2] / "data"
SPEAKERS = Path(__file__).parents[1] / "data" / "full_series" / "webinars.yaml"
TODAY = ("--today", "2020-07-02")
NEXT_DAY = ("--today", "2020-07-03")
MOST = 100  # moments of one command
HEADER = "E-mail,Your full name,Country,Content,Consent\n"


@dataclass(frozen=True)
class Job:
    """A command, the folders that it writes to, and the commands that make its workspace ready."""

    words: Sequence[str]
    places: Sequence[str]
    before: Sequence[Sequence[str]] = ()
    more: Mapping[str, object] = field(default_factory=dict)
    speakers: bool = False  # the plan has some
    has_key: bool = True


ODD = (("schedule", "set", "cadence.weekday", "Fridy", "--force", *TODAY),)
DONE = (("due", "done", "agenda", "7", *TODAY),)
PUBLISHED = (("release", "publish", "first", *TODAY),)
MOVED = (*PUBLISHED, ("schedule", "move", "7", "--time", "16:00", *TODAY))
CANCELLED = (*PUBLISHED, ("schedule", "cancel", "7", "--reason", "Ill", *TODAY))
IMPORTED = (("surveys", "import", "exit-webinar-1.csv", *TODAY),)
FILES = {"in_parts": True}
REFUSED = {"ends": [0, 3]}  # where it was done already
# a new key is random, so the state after it is not compared, but asked for
INTACT = [
    (["surveys", "check"], "the store is intact: 60 responses, 60 people"),
    (["surveys", "import", "exit-webinar-1.csv", *TODAY], "60 unchanged"),
]
STARTS = [(["surveys", "import", "exit-webinar-1.csv", *TODAY], "60 new")]
PLAN = (
    Job(("init", "new"), ["new"], more=FILES | REFUSED),
    Job(("init", "new", "--example"), ["new"], more=FILES | REFUSED),
    Job(("validate", "--fix", *TODAY), ["data"], ODD),
    Job(("schedule", "move", "7", "--time", "16:00", *TODAY), ["data"]),
    Job(("schedule", "swap", "7", "8", *TODAY), ["data"], more={"twice": False}),
    Job(("schedule", "cancel", "9", "--reason", "No speaker", *TODAY), ["data"]),
    Job(("schedule", "set", "webinars[6].title.en", "Another title", *TODAY), ["data"]),
    Job(("schedule", "set", "talks_per_webinar", "--remove", *TODAY), ["data"], more=REFUSED),
    Job(("due", "done", "agenda", "7", *TODAY), ["data"]),
    Job(("due", "done", "agenda", "7", "--undo", *TODAY), ["data"], DONE),
    Job(("release", "publish", "first", *TODAY), ["data"]),
    Job(("release", "publish", "second", *NEXT_DAY), ["data"], MOVED),
)  # fmt: skip
DOCUMENTS = (
    Job(("agenda", "render", "7"), ["out"]),
    Job(("agenda", "render", "7", "--format", "docx"), ["out"]),
    Job(("agenda", "render", "7", "--format", "pdf"), ["out"]),
    Job(("agenda", "render", "--all", "--format", "md", "--format", "html"), ["out"], more=FILES),
    Job(("invitations", "render", "7"), ["out"], more=FILES),
    Job(("documents", "render", "--all", "7"), ["out"], more=FILES),
    Job(("notices", "render", *NEXT_DAY), ["out"], MOVED, more=FILES),
    Job(("templates", "copy", "agenda"), ["templates"], more=REFUSED),
    Job(("schema", "-o", "kept/"), ["kept"]),
    Job(("calendar", "export", *TODAY), ["out"]),
    Job(("calendar", "export", "1", "2", "3", *TODAY), ["out"], more=FILES),
    Job(("calendar", "export", "--checklist", *TODAY), ["out"]),
    Job(("calendar", "export", "--audience", "ministries", *TODAY), ["out"]),
    Job(("calendar", "export", "--speakers", *TODAY), ["out"], more=FILES, speakers=True),
    Job(("calendar", "export", "--request", *TODAY), ["out"], PUBLISHED, FILES, speakers=True),
    Job(("calendar", "export", "--cancel", *TODAY), ["out"], CANCELLED, FILES, speakers=True),
    Job(("calendar", "links", "7", "--svg", "--link", "google", "-o", "kept/"), ["kept"]),
    Job(("surveys", "form", "exit", "1"), ["out"], more=FILES),
)
ANSWERS = (
    Job(("surveys", "key"), ["../home", ".sstc"],
        more={"proofs": STARTS}, has_key=False),
    Job(("surveys", "key", "--rotate"), [".sstc", "../home"], IMPORTED, {"proofs": INTACT}),
    Job(("surveys", "import", "exit-webinar-1.csv", *TODAY), [".sstc"]),
    Job(("surveys", "import", "exit-webinar-1-later.csv", *TODAY), [".sstc"], IMPORTED),
    Job(("surveys", "import", "kept/exit-webinar-1-rejected.csv", *TODAY), [".sstc", "kept"],
        more=FILES | {"ends": [0, 1]}),
    Job(("surveys", "import", "exit-webinar-1-near.csv", "--accept-suggestions", *TODAY),
        [".sstc", "data"], more=FILES),
    Job(("surveys", "undo", "1"), [".sstc"], IMPORTED),
    Job(("surveys", "forget", "p7@example.org", "--yes"), [".sstc"], IMPORTED),
    Job(("surveys", "purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"), [".sstc"],
        IMPORTED),
    Job(("surveys", "backup", "kept/copy.sqlite"), ["kept"], IMPORTED, REFUSED),
    Job(("surveys", "export", "--with-contacts", "-o", "kept/"), ["kept"], IMPORTED),
    Job(("surveys", "export", "--format", "csv", "-o", "kept/"), ["kept"], IMPORTED, FILES),
)  # fmt: skip
CODE = "CODE"  # stands for one that is in a letter
REGISTERED = (
    ("schedule", "set", "organisers[0].email", "office@example.org", *TODAY),
    ("surveys", "import", "registration-webinar-7.csv", *TODAY),
)
APPROVED = (*REGISTERED, ("partners", "approve", "ticked.xlsx", "--yes", *TODAY))
ASKED = (*APPROVED, ("partners", "ask", *TODAY))
AGREED = (*ASKED, ("partners", "answer", "answers.csv", *TODAY))
INTRODUCED = (*AGREED, ("partners", "introduce", *TODAY))
PARTNERS = (
    Job(("partners", "approve", "ticked.xlsx", "--yes", *TODAY), [".sstc"], REGISTERED,
        {"ends": [0, 1]}),
    Job(("partners", "ask", *TODAY), [".sstc"], APPROVED, FILES),
    Job(("partners", "answer", "answers.csv", *TODAY), [".sstc"], ASKED),
    Job(("partners", "withdraw", CODE, *TODAY), [".sstc"], ASKED, FILES),
    Job(("partners", "introduce", *TODAY), [".sstc"], AGREED, FILES),
    Job(("partners", "outcome", CODE, "met", *TODAY), [".sstc"], INTRODUCED),
)  # fmt: skip
JOBS = (*PLAN, *DOCUMENTS, *ANSWERS, *PARTNERS)


def run(job: Job) -> tuple[str, dict[str, int] | str]:
    """Return the words of a job, and how its kills ended or what went wrong."""
    root = Path(tempfile.mkdtemp(prefix="torture-"))
    workspace = root / "series"
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        os.environ[name] = str(root / "home")
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    code = prepare(job, workspace)
    try:
        words = [code if word == CODE else word for word in job.words]
        kills = {"words": words, "places": list(job.places), "most": MOST}
        (found,) = kill(workspace, kills | {"tidy": True} | dict(job.more))
    except AssertionError as error:
        return " ".join(job.words), str(error).strip().splitlines()[-1]
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return " ".join(job.words), found


def prepare(job: Job, workspace: Path) -> str:
    """Make the workspace of a job, with exports of a survey, and go there.

    Return the code of a letter to partners, if there is one.
    """
    shutil.copytree(DATA, workspace / "data")
    if job.speakers:
        shutil.copyfile(SPEAKERS, workspace / "data" / "webinars.yaml")
    os.chdir(workspace)
    Path("kept").mkdir()
    answers(Path("exit-webinar-1.csv"))
    answers(Path("exit-webinar-1-later.csv"), content=4)
    answers(Path("exit-webinar-1-near.csv"), header=HEADER.replace("Content", "Contents"))
    answers(Path("kept", "exit-webinar-1-rejected.csv"), more="x@example.org,X,Kenya,9,Yes\n")
    write_registrations(Path("registration-webinar-7.csv"))
    code = ""
    for words in (*([("surveys", "key")] if job.has_key else []), *job.before):
        assert main(list(words)) in (0, 2), words
        if job in PARTNERS and (store := Path(".sstc", "store.sqlite")).exists():
            write_ticks(store, Path("ticked.xlsx"))
            code = write_answers(Path(".sstc", "partners"), Path("answers.csv")) or code
    return code


def answers(file: Path, header: str = HEADER, content: int = 5, more: str = "") -> None:
    """Write an export of sixty people, and more rows."""
    rows = (f"p{n}@example.org,Person {n},Kenya,{content},Yes\n" for n in range(60))
    file.write_text(header + "".join(rows) + more, encoding="utf-8")


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
