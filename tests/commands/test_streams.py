"""Streams that are closed, full, or not read to the end."""

import errno
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Sstc
from systems import SHELL

RESULTS = ["--version", "--help", "schedule list", "schedule list --json"]


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, in which `sstc` stands for the program."""
    command = line.replace("sstc", f"{sys.executable} -m sstc_cli", 1)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@SHELL
@pytest.mark.parametrize("words", [*RESULTS, "validate"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_trouble(words: str, closed: str, workspace: Path) -> None:
    done = shell(f"sstc {words} {closed}", workspace)
    assert done.returncode == 0, done.stderr


@SHELL
def test_without_stdin_the_flag_is_named(workspace: Path) -> None:
    header = "Consent,Full name,E-mail,Gender\n"
    (workspace / "exit.csv").write_text(f"{header}Yes,Ada,ada@example.org,Woman\n", "utf-8")
    done = shell("sstc surveys import exit.csv <&-", workspace)
    assert done.returncode == 2
    assert "`sstc surveys import exit.csv --webinar 7`" in done.stderr


@SHELL
@pytest.mark.parametrize("words", RESULTS)
def test_a_reader_that_reads_nothing(words: str, workspace: Path) -> None:
    done = shell(f"sstc {words} | sleep 0", workspace)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", RESULTS)
def test_a_full_disk_under_stdout(words: str, workspace: Path) -> None:
    done = shell(f"sstc {words} >/dev/full", workspace)
    assert done.returncode == 3
    assert done.stderr == "error: the disk is full\nhelp: free some space, then run this again\n"


GONE = """
import errno, io, os, sys
from sstc_cli.cli import main
from sstc_cli.cli.console import streams

class Gone(io.RawIOBase):
    def writable(self): return True
    def fileno(self): return 1
    def write(self, data): raise OSError(22, "Invalid argument")

if sys.argv.pop(1) == "windows":
    streams._CLOSED = errno.EINVAL
sys.stdout = io.TextIOWrapper(io.BufferedWriter(Gone()), encoding="utf-8")
os._exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", ["schedule list --json", "agenda render 7 --format docx -o -"])
@pytest.mark.parametrize(("system", "status"), [("windows", 0), ("linux", 3)])
def test_a_reader_that_goes_away_on_windows(words, system, status, workspace) -> None:
    """There it is "invalid argument", not "broken pipe"."""
    command = [sys.executable, "-c", GONE, system, *words.split()]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr == "") == (status, "", status == 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["\\\\server\\series\\data", None])
def test_a_network_drive_that_goes_away_is_a_failure(sstc, name, monkeypatch) -> None:
    """Python knows most errors of Windows as "invalid argument" only."""

    def gone(*_: object, **__: object) -> None:
        raise OSError(22, "The specified network name is no longer available", name)

    monkeypatch.setattr("sstc_cli.cli.validate.open_workspace", gone)
    monkeypatch.setattr("sstc_cli.cli.console.streams._CLOSED", errno.EINVAL)
    result = sstc("validate")
    what = f"cannot use {name}" if name else "cannot read or write a file"
    assert (result.status, result.out) == (3, "")
    assert result.err.splitlines()[0] == (
        f"error: {what}: the specified network name is no longer available"
    )
    assert "drive" in result.err or "close it in other programs" in result.err


def on_a_terminal(workspace: Path, *words: str, columns: int = 80) -> tuple[int, str]:
    """Run a command on a terminal, and return its status and all that it shows."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sstc_cli", *words],
        cwd=workspace,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": str(columns), "HOME": str(workspace.parent)},
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # Linux reports the end of a terminal as an error
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    return process.wait(), shown.decode().replace("\r\n", "\n")


def test_a_word_file_is_not_written_to_a_terminal(workspace: Path) -> None:
    status, shown = on_a_terminal(
        workspace, "agenda", "render", "7", "--format", "docx", "-o", "-", columns=200
    )
    assert status == 2
    name = "07-sustainable-logistics.en.docx"
    assert shown == (
        f"error: {name} is not text, so it was not written to the terminal\n"
        "help: name a file with `-o`, or send stdout to a file with `>`\n"
    )
    status, shown = on_a_terminal(workspace, "agenda", "render", "7", "-o", "-")
    assert (status, shown.startswith("Webinar 7 of 15")) == (0, True)


def test_messages_break_at_words_in_a_narrow_terminal(workspace: Path) -> None:
    _, shown = on_a_terminal(workspace, "surveys", "list", columns=60)
    lines = [line.rstrip() for line in shown.splitlines()]
    assert lines[:2] == ["nothing has been imported yet: run", "`sstc surveys import FILE` first"]
    assert max(map(len, lines)) <= 60


def test_json_in_a_pipe_of_windows_is_ascii(sstc: Sstc, workspace: Path, monkeypatch) -> None:
    plain = {}
    commands = ("schedule show 7 --language zh --json", "validate --format json", "due x --json")
    data = workspace / "data" / "webinars.yaml"
    data.write_text(data.read_text("utf-8") + "é: 1\n", "utf-8")
    for command in commands:
        plain[command] = sstc(*command.split()).out
    assert any(not text.isascii() for text in plain.values())

    class Windows:
        platform = "win32"

        def __getattr__(self, name: str) -> object:
            return getattr(sys, name)

    monkeypatch.setattr("sstc_cli.cli.console.streams.sys", Windows())
    for command in commands:
        out = sstc(*command.split()).out
        assert out.isascii()
        assert json.loads(out) == json.loads(plain[command])
