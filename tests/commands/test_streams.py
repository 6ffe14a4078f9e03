"""Streams that are closed, full, or not read to the end."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc

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


@pytest.mark.parametrize("words", [*RESULTS, "validate"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_trouble(words: str, closed: str, workspace: Path) -> None:
    done = shell(f"sstc {words} {closed}", workspace)
    assert done.returncode == 0, done.stderr


def test_without_stdin_the_flag_is_named(workspace: Path) -> None:
    header = "Consent,Full name,E-mail,Gender\n"
    (workspace / "exit.csv").write_text(f"{header}Yes,Ada,ada@example.org,Woman\n", "utf-8")
    done = shell("sstc surveys import exit.csv <&-", workspace)
    assert done.returncode == 2
    assert "`sstc surveys import exit.csv --webinar 7`" in done.stderr


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


def test_a_reader_that_goes_away_on_windows(sstc: Sstc, monkeypatch) -> None:
    """There it is "invalid argument", not "broken pipe"."""

    def gone(*_: object) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("sstc_cli.cli.console.session.Session.result", gone)
    assert sstc("schedule", "list", "--json").status == 3
    monkeypatch.setattr("sstc_cli.cli.console.failure.sys.platform", "win32")
    monkeypatch.setattr("sstc_cli.cli.console.failure.drop_stdout", lambda: None)
    result = sstc("schedule", "list", "--json")
    assert (result.status, result.out, result.err) == (0, "", "")
