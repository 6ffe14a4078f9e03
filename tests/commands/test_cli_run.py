"""What holds for every command: help, typos, statuses, streams, faults."""

import json
import os
import shlex
import signal
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import Sstc
from rich.cells import cell_len
from systems import INTERRUPTS

from sstc_cli import __version__


def run(*words: str, cwd: Path, **options) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sstc_cli", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, **options)


def test_version_needs_no_workspace(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    tables = ", ".join(f"{name} {version(name)}" for name in ("tzdata", "holidays"))
    assert sstc("--version").out == f"sstc {__version__} ({tables})\n"
    assert sstc("--quiet", "--version").out == f"sstc {__version__} ({tables})\n"


@pytest.mark.parametrize(
    ("options", "names"),
    [((), ("typer", "yaml", "rich", "json")), (("-P",), ("typer", "contextlib", "pkgutil"))],
)
def test_no_module_of_the_current_folder_is_run(options, names, workspace) -> None:
    for name in names:
        (workspace / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit('hostile')\n")
    command = [sys.executable, *options, "-m", "sstc_cli", "validate"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, check=False)
    assert (done.returncode, b"hostile" in done.stderr) == (0, False), done.stderr
    assert not (workspace / "ran").exists()


@pytest.mark.parametrize("command", ["validate", "status", "due"])
def test_today_cannot_be_in_the_last_year_of_all(command: str, sstc: Sstc) -> None:
    result = sstc(command, "--today", "9999-12-31").gives(2, out="")
    assert result.err == "error: today cannot be 9999-12-31\nhelp: name an earlier day\n"


@pytest.mark.parametrize("words", ["--today 2020-09-18 due", "due --today 2020-09-18"])
def test_options_of_the_root_stand_before_a_command_or_after_it(words: str, sstc: Sstc) -> None:
    due = sstc(*words.split(), "--json").gives(1)
    assert json.loads(due.out)["today"] == "2020-09-18"
    done = ("due", "--today", "2020-09-19", "done", "agenda", "8", "--dry-run")
    assert (
        "`agenda` of webinar 8 is done, on 2020-09-19"
        in sstc(*done).gives(0, err="no files changed\n").out
    )
    assert sstc(*done, "-q").gives(0, err="").out
    assert "\x1b" in sstc(*words.split(), "--color", "always").out
    shown = sstc("due", "--workspace", "nowhere").gives(3)
    assert "nowhere is not a workspace" in shown.err


@pytest.mark.parametrize("shown", [date(9999, 12, 31), OverflowError("timestamp too large")])
@pytest.mark.parametrize("words", ["validate", "schedule list", "surveys check"])
def test_a_wrong_clock_is_named(words: str, shown: object, sstc: Sstc, monkeypatch) -> None:
    clock = Mock(max=date.max, today=Mock(side_effect=[shown]))
    monkeypatch.setattr("sstc_cli.cli.run.date", clock)
    result = sstc(*words.split())
    assert (result.status, result.out) == (3, "")
    assert result.err == ("error: this computer's clock is wrong\nhelp: set the clock\n")


@pytest.mark.parametrize("words", [[], ["schedule"], ["agenda"], ["calendar"], ["surveys"]])
def test_a_bare_call_shows_help(sstc: Sstc, words: list[str]) -> None:
    sstc(*words).gives(0, err="", shows="Usage: sstc")


FEED = "https://example.org/a/feed.ics"
WRONG = {
    "calender": "did you mean `calendar`?",
    "schedule lst": "did you mean `list`?",
    "schedule list --zoen UTC": "did you mean `--zone`?",
    "schedule list --hlp": "no such option `--hlp`\nhelp: did you mean `--help`?",
    "schedule swap 2 3 4": "unexpected argument `4`",
    "validate --format jsn": "did you mean `json`?",
    "validate --select E2O1": "no code begins with `E2O1` (did you mean `E201`?)",
    "surveys form exti": "invalid value for `SURVEY`: unknown survey `exti`",
    "--colour never validate": "did you mean `--color`?",
    "init --folde a": "no such option `--folde`\nhelp: run `sstc init --help`",
    "init --order dmy": "no such option `--order`\nhelp: run `sstc init --help`",
    "send": "did you mean `sstc mail send`?",
    "publish": "did you mean `sstc release publish` or `sstc report publish`?",
    "new": "did you mean `sstc init`?",
    "mail list": "run `sstc mail --help` to see",
    "mail resend": "did you mean `sstc mail prepare`?",
    "schedule status": "did you mean `sstc status` or `sstc",
    "mail sset": "run `sstc mail --help`",
    "report 1": "did you mean `sstc report render 1`?",
    "notices 7": "did you mean `sstc notices render 7`?",
    "agenda 7": "did you mean `sstc agenda render 7`?",
    "status --tody 2020-09-18": "did you mean `--today`?",
    "schedule show": "--help",
    "schedule set webinars[4].join_ur x": "did you mean `join_url`?",
    "schedule set webinars[training-model].title x": "did you mean `training-models`?",
    "schedule set webinars[99].title x": "[0] to [14]",
    "schedule set webinars..title x": "is not a path",
    "schedule set count": "--remove",
    "schedule move 7": "`--date` or `--time` is required",
    "schedule move 7 --time 25:00": "`25:00` is not a time",
    "schedule move 7 --date 9.10.2020": "`9.10.2020` is not a date",
    "--today 2027-02-30 status": "the day `2027-02-30` does not exist",
    "schedule move 77 --time 16:00": "webinar 77 does not exist",
    "schedule cancel 7": "--reason",
    "schedule cancel 7 --reason fr=Pluie": "`fr` is not a language of this series (en, zh)",
    "schedule cancel 7 --reason A --reason en=B": "two reasons in `en`",
    "agenda render": "render 7`",
    "agenda render 7 --all": "`--all`",
    "agenda render 99": "webinar 99 does not exist",
    "agenda render 7 --language fr": "not a language of this series (en, zh)",
    "agenda render 7 --language en+en": "has a language twice",
    "agenda render 7 --language en+": "`` is not a language of this series",
    "agenda render 7 --language en+fr": "add it to `languages` in data/webinars.yaml",
    "agenda render 7 --format pptx": "`pptx` is not one of `md`, `txt`, `html`, `docx`, `pdf`",
    "agenda render 7 8 -o one.md": "cannot write 2 files to one path",
    "documents render": "no document named",
    "documents render programme --all": "`--all` already has all documents",
    "documents render programe": "did you mean `programme`?",
    "documents render poster 7 --format docx": "`poster` cannot be written as `docx`",
    "documents render title-slides agenda 7 --format pdf": "choose from `md`, `pptx`",
    "documents render agenda 7x": "`7x` is not a webinar's number",
    "documents render programme --format docx -o x.pdf": "`x.pdf` does not match `--format docx`",
    "calendar export 16": "webinar 16 does not exist\nhelp: choose a number from 1 to 15",
    "calendar export --language fr": "is not a language of this series (en, zh)",
    "calendar export 7 8 -o webinars.ics": "-o webinars.ics/",
    "calendar links": "name either a webinar or a feed",
    f"calendar links 7 --feed {FEED}": "name either a webinar or a feed",
    "calendar links --feed feed.ics": "this is not a web address\nhelp: write ",
    f"calendar links --feed {FEED} --link join": "`join` is not a link to a feed",
    "calendar links 7 --link webcal": "`webcal` is not a link to a webinar",
    "calendar links 7 --qr --svg": "use only one of",
    "calendar links 7 --qr --json": "use only one of",
    "calendar links 7 --json -o x.svg": "use only one of",
    "templates copy agnda": "did you mean `agenda`?",
    "templates copy ../data/webinars.yaml": "unknown template",
    "templates copy labels/../../x": "unknown language",
    "templates copy labels/en": "labels are written in English",
    "templates labels --language qq": "unknown language `qq`",
}


@pytest.mark.parametrize(("line", "said"), WRONG.items())
def test_wrong_usage_is_an_error_with_advice(sstc: Sstc, workspace: Path, line, said) -> None:
    before = {path: path.is_file() and path.read_bytes() for path in workspace.rglob("*")}
    result = sstc(*shlex.split(line)).gives(2, said)
    assert result.err.startswith("error: ")
    assert "--json" in line or not result.out
    assert {path: path.is_file() and path.read_bytes() for path in workspace.rglob("*")} == before


@pytest.mark.parametrize(
    ("words", "new", "old"),
    [
        ("agenda render", "--complete", "--strict"),
        ("release publish", "--unchanged", "--force"),
        ("surveys import", "--zone", "--timezone"),
        ("site check", "--folder", "--output"),
    ],
)
def test_former_names_of_options_work_and_are_not_in_the_help(words, new, old, sstc: Sstc) -> None:
    sstc(*words.split(), "--help").gives(0, shows=f"{new} ", hides=f"{old} ")
    assert "no such option" not in sstc(*words.split(), "x", old, "Asia/Tokyo").err


IMPORT, PREPARE, PUBLISH = (
    "error: nothing has been imported yet\nhelp: run `sstc surveys import FILE` first\n",
    "error: no mail has been prepared yet\nhelp: run `sstc mail prepare MESSAGE` first\n",
    "error: no release has been published yet\nhelp: run `sstc release publish NAME` first",
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        *((IMPORT, f"surveys {name}") for name in (
            "summary", "summary --json", "export", "check", "purge --older-than 2y --yes",
            "undo 1 --yes", "forget a@example.org --yes", "backup b.sqlite",
        )),
        *((IMPORT, f"report {name}") for name in ("render", "check", "comments", "publish a")),
        *((IMPORT, f"partners {name}") for name in (
            "status", "suggest", "board", "answer abcd-efgh yes", "withdraw abcd-efgh --yes",
        )),
        (IMPORT.replace("nothing", "no response from webinar 3"), "surveys summary 3"),
        (IMPORT.replace("nothing", "no attendance"), "certificates issue 7"),
        *((PREPARE, f"mail {name}") for name in (
            "send x", "status x", "export x", "withdraw x --yes", "purge --older-than 2y",
            "bounces mail.eml",
        )),
        *((PUBLISH, name) for name in ("notices render", "site build", "site embed")),
        ("error: the workspace has no knowledge files yet\n"
         "help: run `sstc knowledge start 3` to begin one\n", "knowledge check 3"),
    ],
)  # fmt: skip
def test_what_does_not_exist_yet_is_missing_data(words, error, sstc: Sstc, workspace: Path) -> None:
    (workspace / "mail.eml").write_text("From: a@example.org\nSubject: Hello\n\nHello\n")
    result = sstc(*words.split()).gives(1)
    assert (result.out == "") == ("--json" not in words)
    assert result.err.startswith(error)
    assert not (workspace / ".sstc").exists()


@pytest.mark.parametrize(
    "words",
    ["surveys list", "mail status", "release list", "report list", "certificates list"],
)
def test_a_list_of_nothing_is_a_result(words: str, sstc: Sstc) -> None:
    assert "yet: run `sstc" in sstc(*words.split()).gives(0).err


@pytest.mark.parametrize(
    "words",
    ["surveys import", "surveys inspect", "schedule import", "calendar check", "mail bounces",
     "certificates verify", "init new --from", "partners approve", "partners answer"],
)  # fmt: skip
def test_a_file_that_is_missing_is_not_read(words: str, sstc: Sstc, workspace: Path) -> None:
    sstc(*words.split(), "nope.xlsx").gives(3, "nope.xlsx", out="")


def test_json_parses_also_on_failure(sstc: Sstc) -> None:
    result = sstc("schedule", "show", "99", "--json").gives(2)
    assert json.loads(result.out)["error"]["message"] == "webinar 99 does not exist"


@pytest.mark.parametrize(
    "words", ["status", "due", "schedule list", "surveys list", "schedule move 7 --time 16:00"]
)
def test_json_also_of_data_with_errors(sstc: Sstc, workspace: Path, words: str) -> None:
    (workspace / "data" / "webinars.yaml").write_text("webinars: [", "utf-8")
    result = sstc(*words.split(), "--json").gives(1)
    found = json.loads(result.out)
    assert found["error"]["message"] == "the plan has errors, so nothing was done"
    assert found["diagnostics"][0]["code"] == "E101"
    assert "error E101" in result.err


@pytest.mark.parametrize("variable", ["GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS"])
def test_no_escapes_when_piped(workspace: Path, variable: str) -> None:
    for words in (["--help"], ["schedule", "list"], ["nonsense"]):
        done = run(*words, cwd=workspace, env={**os.environ, variable: "1"})
        assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("words", [[], ["schedule"], ["schedule", "list"]])
def test_help_has_colours_where_they_are_wanted(sstc: Sstc, words: list[str]) -> None:
    assert "\x1b[1m" in sstc("--color", "always", *words, "--help").out
    assert "\x1b" not in sstc("--color", "never", *words, "--help").out
    assert "\x1b" not in sstc(*words, "--help").out


def test_a_reader_that_goes_away(workspace: Path) -> None:
    command = f"{sys.executable} -m sstc_cli schedule list --json | head -1"
    done = subprocess.run(command, shell=True, cwd=workspace, capture_output=True, check=False)  # noqa: S602
    assert (done.stdout, done.stderr) == (b"{\n", b"")


def test_c_locale_and_closed_stdin(workspace: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    done = run("schedule", "list", "--language", "zh", cwd=workspace, env=env, stdin=-3)
    assert done.returncode == 0
    assert "跨境电子商务" in done.stdout.decode()


@INTERRUPTS
@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["validate"], "run it again to continue"),
        (["schedule", "swap", "2", "3"], "see with `sstc schedule list` whether it was done"),
    ],
)
def test_an_interruption_is_one_line(workspace: Path, words: list[str], hint: str) -> None:
    code = (
        "import sstc_cli.workspace, time\n"
        "def slow(*_, **__): print('started', flush=True); time.sleep(30)\n"
        "sstc_cli.workspace.open_workspace = slow\n"
        f"import sys; from sstc_cli.cli import main; sys.exit(main({words}))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=workspace, stdout=-1, stderr=-1)
    assert process.stdout.readline() == b"started\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().splitlines() == [f"interrupted: no file is half written; {hint}"]


def test_an_interruption_while_python_still_imports(workspace: Path) -> None:
    code = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'sstc_cli.cli.validate': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from sstc_cli.cli import main; sys.exit(main(['validate']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (130, 1)


def test_a_bug_is_one_line_and_a_report(sstc: Sstc, monkeypatch) -> None:
    private = "person@private.example"

    def broken(*_, **__):
        try:
            {}[private]
        except KeyError as error:
            raise RuntimeError(private) from error

    monkeypatch.setattr("sstc_cli.cli.validate.open_workspace", broken)
    result = sstc("validate").gives(3, lacks=("Traceback", private))
    report = Path(result.err.split()[-1])
    text = report.read_text()
    assert text.index("builtins.KeyError") < text.index("builtins.RuntimeError")
    assert "in broken" in text and private not in text
    report.unlink()
    assert "Traceback" in sstc("--debug", "validate").err


NARROW = """
from sstc_cli.cli import main
from sstc_cli.cli.console.group import whole_tree
from sstc_cli.cli.run import app

def show(command, path):
    main([*path, "--help"])
    for name, inner in getattr(command, "commands", {}).items():
        show(inner, [*path, name])

show(whole_tree(app), [])
"""


def test_help_cuts_nothing_in_a_narrow_terminal(workspace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NARROW],
        cwd=workspace,
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": "40"},
    )
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if cell_len(line) > 40] == []
    assert "\0" not in "".join(lines)
    assert [
        line for line in lines if "…" in line and "briefs …" not in line and "`[…]`" not in line
    ] == []
    assert {"--accept-suggestions", "--install-completion"} <= set(" ".join(lines).split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("surveys", "import", "exit.xlsx", "--webinar", "7.5"), "`7.5` is not a whole number"),
        (("surveys", "import", "exit.xlsx", "--webinar", "９"), "`９` is not a whole number"),
        (
            ("site", "serve", "--port", "x"),
            "`x` is not a whole number\nhelp: write digits, for exam",
        ),
        (("site", "serve", "--port", "70000"), "70000 is too large: the most is 65535"),
        (
            ("mail", "send", "invitation-sustainable-logistics", "--limit", "0"),
            "0 is too small: the least is 1",
        ),
    ],
)
def test_a_wrong_number_is_told_in_plain_words(sstc, words, message) -> None:
    result = sstc(*words).gives(2, f"error: invalid value for `{words[-2]}`: {message}")
    assert len(result.err.splitlines()) == 2
