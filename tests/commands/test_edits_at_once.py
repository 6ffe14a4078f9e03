"""Edits at the same time: each that says it is written is in the file."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

PAIRS = int(os.environ.get("SSTC_TEST_PAIRS", "3"))  # more take their time: 200, for example
SLOWLY = """
import pathlib, sys
from sstc_cli.cli.console.files import write_whole
replace = pathlib.Path.replace
def waiting(self, target):
    print("compared", flush=True)
    sys.stdin.readline()
    return replace(self, target)
pathlib.Path.replace = waiting
write_whole(pathlib.Path(sys.argv[1]), b"ours", expected=b"old")
"""
AT_ONCE = """
import pathlib, sys
from sstc_cli.cli.console.files import write_whole
write_whole(pathlib.Path(sys.argv[1]), b"theirs", expected=b"old")
"""


def started(*words: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=cwd, env=environment
    )


def test_nothing_comes_between_comparing_and_writing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    first = started("-c", SLOWLY, file)
    assert first.stdout
    assert first.stdout.readline() == "compared\n"
    second = started("-c", AT_ONCE, file)
    with pytest.raises(subprocess.TimeoutExpired):  # it waits, though it does not compute long
        second.wait(3)
    first.communicate("go on\n", timeout=60)
    said = second.communicate(timeout=60)[1]
    assert (first.returncode, second.returncode) == (0, 1)
    assert "was changed by another program" in said
    assert file.read_bytes() == b"ours"
    assert [*tmp_path.iterdir()] == [file]


def test_no_edit_is_lost(workspace: Path) -> None:
    text = (workspace / "data" / "webinars.yaml").read_text(encoding="utf-8")
    for _ in range(PAIRS):
        pair = [
            started("-m", "sstc_cli", "schedule", "move", number, "--time", clock, cwd=workspace)
            for number, clock in ((7, "16:10"), (9, "16:20"))
        ]
        said = [process.communicate(timeout=120)[1] for process in pair]
        after = (workspace / "data" / "webinars.yaml").read_text(encoding="utf-8")
        for process, clock, words in zip(pair, ("16:10", "16:20"), said, strict=True):
            assert process.returncode in (0, 3), words
            found = len(re.findall(rf"starts: \S+ {clock}", after))
            assert found == (process.returncode == 0), words
        (workspace / "data" / "webinars.yaml").write_text(text, encoding="utf-8")
    assert [path.name for path in (workspace / "data").glob(".*")] == []
