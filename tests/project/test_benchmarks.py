"""What benchmarks measure is the command, whatever the process holds that asks for it."""

import sys
from pathlib import Path

import pytest

from benchmarks.measure import once

MEGABYTE = 1_000_000


def peak(code: str, folder: Path) -> float:
    """Return the megabytes of a Python that runs this."""
    return once([sys.executable, "-c", code], folder)[1]


def test_what_a_command_holds_is_seen_and_not_what_started_it(tmp_path: Path) -> None:
    held = b"x" * (300 * MEGABYTE)
    assert peak("pass", tmp_path) < 50
    assert len(held) == 300 * MEGABYTE  # held until now
    own = f"b'x' * {100 * MEGABYTE}"
    assert 90 < peak(own, tmp_path) < 150
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {own!r}])"
    assert 90 < peak(nested, tmp_path) < 150


def test_a_command_that_fails_is_reported_and_its_output_is_dropped(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        peak("raise SystemExit('no such thing')", tmp_path)
    assert peak("print('1.0 2'); print('x' * 1_000_000)", tmp_path) < 50
