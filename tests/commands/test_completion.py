"""The shell completes numbers, zones, languages, codes and paths, and never complains."""

import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import Sstc, alter, program


def complete(line: str, folder: Path) -> str:
    """Return what zsh is shown after this line."""
    env = {**os.environ, "_SSTC_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    done = program(cwd=folder, env=env, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sstc agenda render 1", '"15":'),
        ("sstc schedule show 7", "Sustainable Logistic Solutions"),
        ("sstc schedule list --zone Africa/Nai", "Africa/Nairobi"),
        ("sstc schedule list --language z", "zh"),
        ("sstc agenda render 7 --language en+z", "en+zh"),
        ("sstc explain E21", '"E210":'),
        ("sstc validate --select W2", "W213"),
        ("sstc schedule set win", '"window":"the announced'),
        ("sstc schedule set window.", "window.ends"),
        ("sstc schedule set webinars[sustainable-l", "Sustainable Logistic Solutions"),
        ("sstc schedule set webinars[sustainable-logistics].j", ".join_url"),
        ("sstc schedule set webinars[sustainable-logistics].talks[", "[talk-3]"),
        ("sstc schedule set languages", '"languages[1]":"zh"'),
        ("sstc due done a", '"agenda":"Send the detailed agenda"'),
        ("sstc vali", "validate"),
        ("sstc release show w", "working"),
    ],
)
def test_completes(line: str, expected: str, workspace: Path) -> None:
    assert expected in complete(line, workspace)


@pytest.mark.parametrize("path", ["nothing.", "webinars[99].", "webinars[", "]][[", "window.ends."])
def test_paths_that_lead_nowhere_complete_to_little(path: str, workspace: Path) -> None:
    assert "error" not in complete(f"sstc schedule set {path}", workspace)


def test_completes_people_and_releases(workspace: Path, sstc: Sstc) -> None:
    people = "people: [{id: ana, name: Ana Díaz}, {id: li, name: Li Wei}]\nwebinars:\n"
    alter(workspace, "webinars:\n", people, count=1)
    shown = complete("sstc calendar export --person a", workspace)
    assert '"ana":"Ana Díaz"' in shown
    assert "Li Wei" not in shown
    sstc("release", "publish", "first-plan", "--today", "2020-06-01")
    assert "first-plan" in complete("sstc release diff fi", workspace)


def test_outside_a_workspace_it_keeps_quiet(tmp_path: Path) -> None:
    assert "webinar" not in complete("sstc schedule show ", tmp_path)


def test_a_variable_that_is_set_by_hand_is_reported(tmp_path: Path) -> None:
    env = {**os.environ, "_SSTC_COMPLETE": "complete_bash"}
    done = program(cwd=tmp_path, env=env)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == (
        "error: `_SSTC_COMPLETE` is set, but not by a shell that completes a command\n"
        "help: unset this variable\n"
    )


def test_windows_has_no_option_that_changes_its_policy(sstc: Sstc, monkeypatch) -> None:
    assert "--install-completion" in sstc("--help").out
    system = SimpleNamespace(platform="win32", stdout=sys.stdout)
    monkeypatch.setattr("sstc_cli.cli.console.group.sys", system)
    shown = sstc("--help").out
    assert ("--show-completion" in shown, "--install-completion" in shown) == (True, False)
    assert sstc("--install-completion").status == 2


@pytest.mark.parametrize("shell", ["powershell", "zsh", "fish"])
def test_each_completion_is_one_line(workspace: Path, shell: str) -> None:
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text("utf-8")
    long = "Finance, trade and growth " * 6
    data.write_text(re.sub(r"(\n    title:\n      en: '?)", rf"\1{long}", text), "utf-8")
    env = {
        **os.environ,
        "_SSTC_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "sstc schedule show ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "",
    }
    done = program(cwd=workspace, env=env, check=True)
    lines = [line for line in done.stdout.decode().splitlines() if line.strip()]
    assert [line.count("Finance, trade and growth") for line in lines] == [6] * 15
