"""`make torture`: every command that writes, killed after each change that it makes on the disk.

Prints a table in Markdown, and ends with 1 if a command left a half, ended elsewhere when it was
run again, or left hidden files. Arguments such as `mail` choose commands by their first words.
"""

import os
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from killing import kill
from office_files import HEADER, change_plan, return_mail, write_responses, write_schedule
from partner_files import write_answers, write_registrations, write_ticks
from torture_jobs import CODE, JOBS, PARTNERS, Job

from sstc_cli.cli import main

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = Path(__file__).parents[2] / "examples"
SPEAKERS = Path(__file__).parents[1] / "data" / "full_series" / "webinars.yaml"
MOST = int(os.environ.get("SSTC_KILLS", "100"))  # moments of one command


def run(job: Job) -> tuple[str, dict[str, int] | str]:
    """Return the words of a job, and how its kills ended or what went wrong."""
    root = Path(tempfile.mkdtemp(prefix="torture-"))
    workspace = root / "series"
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        os.environ[name] = str(root / "home")
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    try:
        code = prepare(job, workspace)
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
    write_responses(Path("exit-webinar-1.csv"))
    write_responses(Path("exit-webinar-1-later.csv"), content=4)
    write_responses(Path("exit-webinar-1-near.csv"), header=HEADER.replace("Content", "Contents"))
    write_responses(
        Path("kept", "exit-webinar-1-rejected.csv"), more="x@example.org,X,Kenya,9,Yes\n"
    )
    write_registrations(Path("registration-webinar-7.csv"))
    if job.examples:
        shutil.copytree(EXAMPLES, "examples")
        write_schedule(Path("examples", "schedule.csv"))
    code = ""
    for words in (*([("surveys", "key")] if job.has_key else []), *job.before):
        assert main(list(words)) in (0, 2), words
        code = between(job) or code
    return code


def between(job: Job) -> str:
    """Do what people do after a command; return the code of a letter to partners, if one is new."""
    if (plan := Path("out", "plan.xlsx")).exists():
        change_plan(plan, Path("changed.xlsx"))
    return_mail(Path(".sstc", "outbox"), Path("returned.eml"))
    if job in PARTNERS and (store := Path(".sstc", "store.sqlite")).exists():
        write_ticks(store, Path("ticked.xlsx"))
        return write_answers(Path(".sstc", "partners"), Path("answers.csv"))
    return ""


def torture() -> int:
    """Run all jobs, print a row for each, and return 1 if one of them failed."""
    write = sys.stdout.write
    write(
        "| command | kills | as before | as after | between, and sound |\n|---|---|---|---|---|\n"
    )
    failed, total = [], 0
    jobs = [job for job in JOBS if " ".join(job.words).startswith((*sys.argv[1:],) or "")]
    with ProcessPoolExecutor(max_tasks_per_child=1) as pool:
        for words, found in pool.map(run, jobs):
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
