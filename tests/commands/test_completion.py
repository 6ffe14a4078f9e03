"""The shell completes numbers, zones, languages and codes, and never complains."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def complete(line: str, folder: Path) -> str:
    """What zsh is told after this line."""
    env = {**os.environ, "_SSTC_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}
    command = [sys.executable, "-m", "sstc_cli"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sstc agenda render 1", '"15":'),
        ("sstc schedule show 7", "Sustainable Logistic Solutions"),
        ("sstc schedule list --zone Africa/Nai", "Africa/Nairobi"),
        ("sstc schedule list --language z", "zh"),
        ("sstc explain E21", '"E210":'),
        ("sstc validate --select W2", "W213"),
        ("sstc vali", "validate"),
    ],
)
def test_completes(line: str, expected: str, workspace: Path) -> None:
    assert expected in complete(line, workspace)


def test_outside_a_workspace_it_keeps_quiet(tmp_path: Path) -> None:
    assert "webinar" not in complete("sstc schedule show ", tmp_path)
