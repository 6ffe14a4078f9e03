"""The same data gives the same bytes: another day and year, folder, hash seed, zone, language."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, TO_PARTICIPANTS, missing_program, program
from letterheads import two_logos

from sstc_cli.choices import DocumentFormat
from sstc_cli.render import FORMATS
from sstc_cli.views.documents import VIEWS

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}
THERE = {
    "PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8",
    # the last seconds of a leap day, in a year of which nothing in the data knows
    "FAKETIME": "@2044-02-29 23:59:50", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
}  # fmt: skip
EVERY_FORMAT = [word for kind in DocumentFormat for word in ("--format", kind)]
OF_NOTICES = [word for kind in FORMATS for word in ("--format", kind)]
LANGUAGES = ["--language", "en", "--language", "zh+ar"]
EVERY_LANGUAGE = [word for language in ("en", "zh", "ar") for word in ("--language", language)]
FORM = ("surveys", "form", "exit", "7")
MESSAGES = """
messages:
  - {id: invitation, document: invitation, to: [contacts], kind: invitation}
"""
EXAMPLES = REPOSITORY / "examples"
CONTACTS = EXAMPLES / "contacts.csv"
ANSWERS = [*sorted(EXAMPLES.glob("e*/*.csv")), EXAMPLES / "exit.xlsx"]
SCHEDULE = REPOSITORY / "tests" / "planning" / "schedules" / "01-seminars-online.csv"
OF_REPORTS = [word for name in (*FORMATS, "xlsx") for word in ("--format", name)]
OF_PAGES = [word for name in FORMATS for word in ("--format", name)]
COMMANDS = {
    "documents": (
        ("documents", "render", "--all", "7", *EVERY_FORMAT, *LANGUAGES),
        ("documents", "render", *TO_PARTICIPANTS, "7", *OF_PAGES, *LANGUAGES),
    ),
    "notices": (("notices", "render", *OF_NOTICES, *LANGUAGES),),
    "calendars": (
        ("calendar", "export", *EVERY_LANGUAGE, "--alarm", "1d"),
        ("calendar", "export", "7", "--detailed", "--utc"),
        ("calendar", "export", "--speakers"),
        ("calendar", "export", "--checklist"),
        ("calendar", "export", "--request", "--person", "li"),
        ("calendar", "links", "7", "--svg", "-o", "out/links/"),
    ),
    "releases": (
        ("release", "publish", "second", "--today", "2020-07-03"),
        ("release", "diff", "plan", "second", "--format", "md"),
        ("release", "list", "--json"),
    ),
    "surveys": (
        FORM,
        ("surveys", "form", "registration"),
        ("surveys", "import", *ANSWERS, "--today", "2020-10-12"),
        ("surveys", "export", "--format", "xlsx", "--format", "csv"),
        ("surveys", "summary", "7"),
        ("report", "render", "--all", *OF_REPORTS),
    ),
    "knowledge": (
        ("knowledge", "start", "7", "--today", "2020-11-01"),
        ("knowledge", "render", "--all", "--language", "en+zh", *OF_REPORTS),
    ),
    "mails": (
        ("mail", "prepare", "invitation", "7", "--to", CONTACTS, "--today", "2020-09-18"),
        ("mail", "status"),
    ),
    "site": (
        ("site", "build", "--today", "2020-10-01"),
        ("site", "check"),
        ("site", "pack", "--for", "apache"),
    ),
    "day": (
        ("due", "--all", "--today", "2020-10-01"),
        ("validate", "--today", "2020-10-01"),
        ("schedule", "list", "--zone", "Africa/Nairobi"),
        ("schedule", "export", "--today", "2020-06-01", "-o", "out/"),
    ),
    "new": (
        *(("init", "out/started"), ("init", "out/copied", "--example"), ("schema", "-o", "out/")),
        ("init", "out/planned", "--from", SCHEDULE, "--zone", "UTC", "--minutes", "90"),
    ),
}
OTHER_STATUS = {"due": 1}  # something is due


@pytest.fixture(scope="session")
def other_clock() -> dict[str, str]:
    """Return what makes a program see another clock."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        missing_program("libfaketime is missing: apt-get install libfaketime")
    return {"LD_PRELOAD": str(library)}


def made(folder: Path, commands: tuple[tuple[object, ...], ...], world: dict[str, str]):
    """Return the files that commands write, and what they say, in a world."""
    said = []
    for words in commands:
        done = program(*map(str, words), cwd=folder, env={**os.environ, **world})
        assert done.returncode == OTHER_STATUS.get(str(words[0]), 0), done.stderr.decode()
        said.append(done.stdout)
    files = [path for name in ("out", "data") for path in (folder / name).rglob("*")]
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files if path.is_file()}
    return found, said


@pytest.mark.parametrize("name", COMMANDS)
def test_the_same_bytes_on_any_day_and_machine(whole: Path, other_clock, name: str) -> None:
    (whole / "templates").mkdir()
    (whole / "templates" / "letterhead.docx").write_bytes(two_logos("floats"))
    home = whole.with_name("home")  # the key of pseudonyms is kept there
    key = {variable: str(home) for variable in ("HOME", "XDG_CONFIG_HOME")}
    made(whole, (("surveys", "key"),), key | HERE)
    if name == "mails":
        with (whole / "data" / "webinars.yaml").open("a", encoding="utf-8") as data:
            data.write(MESSAGES)
    elsewhere = whole.with_name("another folder")
    shutil.copytree(whole, elsewhere)
    files, said = made(whole, COMMANDS[name], key | HERE)
    others, also_said = made(elsewhere, COMMANDS[name], key | THERE | other_clock)
    assert [path for path in files if files[path] != others.get(path)] == []
    assert (others, also_said) == (files, said)
    if name == "documents":
        kinds = {path.rpartition(".")[2] for path in files if path.startswith("out/")}
        assert kinds == {*DocumentFormat} - {DocumentFormat.XLSX}  # of reports only
        folders = {Path(path).parent for path in files if path.startswith("out/")}
        assert len(folders) == sum(kind.command is None for kind in VIEWS.values())


def test_the_other_clock_shows_another_day(other_clock) -> None:
    code = "import datetime; print(datetime.date.today(), datetime.datetime.now().year)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **THERE, **other_clock},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split() == ["2044-02-29", "2044"]


@pytest.mark.parametrize("words", [("agenda", "render", "7", "--format", "docx"), FORM])
def test_a_clock_before_the_first_date_of_zip_files_is_reported(workspace, other_clock, words):
    done = program(
        *words, cwd=workspace, env={**os.environ, **other_clock, "FAKETIME": "@1975-05-05 12:00:00"}
    )
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "error: this computer's clock is before 1980, the first year of zip files\n"
        "help: correct this computer's clock\n"
    )
