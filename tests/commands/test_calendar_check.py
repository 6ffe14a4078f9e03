"""`sstc calendar check`."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc, program
from systems import LIMITS, NAMED_PIPES, SHELL

INVITATION = REPOSITORY / "examples" / "invitation.ics"
BROKEN = REPOSITORY / "tests" / "ics" / "broken"
MEMORY = 400_000_000  # of address space, which is more than memory


@pytest.fixture
def file(workspace: Path) -> Path:
    """Return a calendar file without errors."""
    path = workspace / "invitation.ics"
    path.write_bytes(INVITATION.read_bytes())
    return path


def test_a_file_without_fault_needs_no_workspace(sstc, file, monkeypatch, tmp_path) -> None:
    result = sstc("calendar", "check", "invitation.ics", "--strict").gives(0, out="")
    assert result.err == "1 file, 1 entry: no errors\n"
    monkeypatch.chdir(tmp_path)
    assert sstc("calendar", "check", str(file)).status == 0


def test_errors_have_place_code_and_hint(sstc: Sstc, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"VTIMEZONE", b"X-ZONE"))
    result = sstc("calendar", "check", "invitation.ics")
    assert result.status == 1
    assert (
        "invitation.ics:19:9: error E838 the zone `Asia/Bangkok` has no `VTIMEZONE`" in result.out
    )
    assert "(add its definition, or write the times in UTC with a `Z`)" in result.out


def test_warnings_fail_when_strict(sstc: Sstc, file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))
    result = sstc("calendar", "check", "invitation.ics").gives(0, shows="`W802` from here on")
    assert len(result.out.splitlines()) == 2
    assert result.err == f"1 file, 1 entry: no errors, {file.read_bytes().count(10)} warnings\n"
    assert sstc("calendar", "check", "invitation.ics", "--strict").status == 1
    assert sstc("calendar", "check", "invitation.ics", "--strict", "--ignore", "w8").status == 0


@pytest.mark.parametrize("written", ["json", "sarif", "github"])
def test_formats_for_programs(sstc: Sstc, file: Path, written: str) -> None:
    file.write_bytes((BROKEN / "cancellation_without_sequence.ics").read_bytes())
    result = sstc("calendar", "check", "invitation.ics", "--format", written).gives(1, err="")
    if written == "json":
        (found,) = json.loads(result.out)["diagnostics"]
        assert (found["code"], found["place"]["line"], found["place"]["column"]) == ("E870", 5, 7)
    elif written == "sarif":
        (run,) = json.loads(result.out)["runs"]
        assert run["tool"]["driver"]["rules"][0]["id"] == "E870"
        assert "RFC 5546" in run["tool"]["driver"]["rules"][0]["help"]["text"]
    else:
        assert result.out.startswith(
            "::error title=E870,file=invitation.ics,line=5,endLine=5,col=7"
        )


def test_drawn_under_its_line(sstc: Sstc, file: Path) -> None:
    file.write_bytes((BROKEN / "long_line_in_chinese.ics").read_bytes())
    result = sstc("--color", "always", "calendar", "check", "invitation.ics")
    assert "流与海关合作经验交流会" in result.out
    assert "^^^^" in result.out


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "cannot read x.ics: no such file"),
        (lambda path: path.mkdir(), "x.ics has no calendar files"),
        pytest.param(pipe, "x.ics is not a regular file", marks=NAMED_PIPES),
        (lambda path: path.symlink_to(path), "cannot read x.ics"),
    ],
    ids=["missing", "folder", "pipe", "loop"],
)
def test_something_that_is_not_a_file(sstc: Sstc, workspace: Path, make, says: str) -> None:
    make(workspace / "x.ics")
    result = sstc("calendar", "check", "x.ics").gives(3, says, out="")
    assert len(result.err.splitlines()) == 2


def test_a_folder_and_what_a_pipe_gives(sstc: Sstc, file: Path) -> None:
    inner = file.parent / "calendars" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.ics").write_bytes(file.read_bytes())
    (inner.parent / "b.ics").write_bytes((BROKEN / "no_uid.ics").read_bytes())
    result = sstc("calendar", "check", "calendars").gives(1, err="2 files, 3 entries: 1 error\n")
    assert result.out.startswith("calendars/b.ics:36:7: error E824")
    done = program("calendar", "check", "-", input=(BROKEN / "no_uid.ics").read_bytes())
    assert done.returncode == 1
    assert done.stdout.startswith(b"stdin:36:7: error E824")


def test_a_pipe_without_end_is_refused(workspace: Path) -> None:
    done = program("calendar", "check", "-", input=bytes(100_000_001))
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"error: stdin gives more than 100 MB\n")


EVENT = INVITATION.read_bytes().split(b"BEGIN:VEVENT")[1].split(b"END:VCALENDAR")[0]
HEAD = INVITATION.read_bytes().split(b"BEGIN:VEVENT")[0].replace(b"METHOD:REQUEST\r\n", b"")


def large(size: int) -> bytes:
    """Return a clean calendar of about this many bytes."""
    events = (
        b"BEGIN:VEVENT" + EVENT.replace(b"UID:round", b"UID:%07d" % number)
        for number in range(size // len(EVENT))
    )
    return HEAD + b"".join(events) + b"END:VCALENDAR\r\n"


@LIMITS
@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (b"", 1, "the file is empty"),
        (b"\r\n \r\n", 1, "the file is empty"),
        (b"<!doctype html><title>Sign in</title>", 1, "a web page"),
        (gzip.compress(INVITATION.read_bytes(), mtime=0), 1, "compressed"),
        (INVITATION.read_bytes().decode().encode("utf-16"), 1, "in UTF-16"),
        (bytes(range(256)) * 4_000, 1, "not a calendar"),
        (b"\x00" * 1_000_000, 1, "not a text file"),
        (b"BEGIN:VCALENDAR\r\n" * 10_000, 1, "has no `END`"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VALARM\r\n" * 10_000, 1, "the 50th `BEGIN`"),
        (b"END:VCALENDAR\r\nBEGIN:VCALENDAR", 1, "has no `BEGIN`"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"x" * 20_000_000, 1, "W803"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:x\r\n" + b" y\r\n" * 1_000_000, 1, "E820"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"ATTENDEE:a\r\n" * 300_000, 1, "E813"),
        (b"BEGIN:VCALENDAR\r\n" + b"\xff;\x01:\r" * 250_000, 1, "E804"),
        (large(10_000_000), 0, "no errors"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_and_large_files_end_clearly(workspace, data, status, says) -> None:
    import resource

    (workspace / "x.ics").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "sstc_cli", "calendar", "check", "x.ics"],
        cwd=workspace,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == status, shown[-2000:]
    assert says in shown
    assert "Traceback" not in shown
    assert len(shown.splitlines()) < 60


def test_the_check_stops_at_too_many_problems(sstc: Sstc, file: Path) -> None:
    head = file.read_bytes().split(b"BEGIN:VTIMEZONE")[0]
    file.write_bytes(head + b"no property\r\n" * 150_000)
    result = sstc("calendar", "check", "invitation.ics").gives(1)
    assert "and at least 99,997 more of `E809` from here on" in result.out
    assert "error E818 this is the 100,000th problem, so the check of the file stops" in result.out
    assert result.err == "1 file, no entries: 100,001 errors; the rest was not checked\n"
    assert len(result.out.splitlines()) == 5
    ignored = sstc("calendar", "check", "invitation.ics", "--ignore", "E8")
    assert ignored.err == "1 file, no entries: no errors; the rest was not checked\n"


def test_wrong_line_ends_do_not_stop_the_check(sstc: Sstc, file: Path) -> None:
    lines = file.read_bytes().replace(b"\r\n", b"\n").replace(b"SUMMARY", b"X-A:b\n" * 150_000)
    file.write_bytes(lines)
    result = sstc("calendar", "check", "invitation.ics", "--select", "W802")
    assert result.err.startswith("1 file, 1 entry: no errors, 150,0")
    assert "rest" not in result.err


def test_the_same_words_everywhere(sstc: Sstc, file: Path) -> None:
    file.write_bytes((BROKEN / "zone_an_hour_off.ics").read_bytes())
    here = sstc("calendar", "check", "invitation.ics").out
    program = [sys.executable, "-m", "sstc_cli", "calendar", "check", "invitation.ics"]
    for changes in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"LANG": "zh_CN"}):
        environment = os.environ | changes
        done = subprocess.run(
            program, cwd=file.parent, env=environment, capture_output=True, check=False
        )
        assert done.stdout.decode() == here


@SHELL
def test_folders_nested_beyond_measure_are_one_line(sstc: Sstc, tmp_path: Path) -> None:
    """A deep tree is made step by step, because no path is that long."""
    before = os.open(".", os.O_RDONLY)
    os.chdir(tmp_path)
    try:
        for _ in range(1_200):
            Path("d").mkdir()
            os.chdir("d")
        os.fchdir(before)
        result = sstc("calendar", "check", tmp_path)
    finally:
        os.fchdir(before)
        os.close(before)
        # pytest, which removes old folders of tests, recurses too deep here before Python 3.13
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert result.status == 3
    assert result.err.startswith("error: ")
    assert "internal error" not in result.err
