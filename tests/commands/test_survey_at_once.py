"""Commands of the surveys at the same time: both succeed, and no key is lost."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Sstc

from sstc_cli.survey import read_tables

ROWS = "E-mail,Your full name,Country,Content,Consent\none@example.org,Person One,Kenya,5,Yes\n"
# a file system without hard links, and a pause before a file gets its final name
SLOWLY = """
import os, pathlib, sys
from sstc_cli.cli import main
def refuse(*_):
    raise PermissionError(1, "no links")
def waiting(move):
    def moved(self, target):
        if str(target).endswith(sys.argv[1]):
            print("made", flush=True)
            sys.stdin.readline()
        return move(self, target)
    return moved
os.link = refuse
pathlib.Path.rename = waiting(pathlib.Path.rename)
pathlib.Path.replace = waiting(pathlib.Path.replace)
sys.exit(main(sys.argv[2:]))
"""


def started(*words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", str(REPOSITORY))}
    return subprocess.Popen(
        [sys.executable, *words], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment
    )


def at_once(name: str, slow: list[str], other: list[str]) -> None:
    """Begin another command while a slow one is about to give a file its name; end both."""
    first = started("-c", SLOWLY, name, *slow)
    assert first.stdout
    assert first.stdout.readline() == "made\n"
    second = started("-m", "sstc_cli", *other)
    with suppress(subprocess.TimeoutExpired):  # it may have to wait for the first
        second.wait(3)
    said = [first.communicate("go on\n", timeout=60), second.communicate(timeout=60)]
    assert (first.returncode, second.returncode) == (0, 0), said


@pytest.fixture
def small(sstc: Sstc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which is a workspace that takes no time to check."""
    assert sstc("init", tmp_path / "small").status == 0
    monkeypatch.chdir(tmp_path / "small")
    (tmp_path / "small" / "exit-webinar-1.csv").write_text(ROWS, "utf-8")
    return tmp_path / "small"


@pytest.mark.parametrize("slow", [["key"], ["import", "exit-webinar-1.csv"]])
def test_two_first_keys_at_once_lose_no_key(sstc: Sstc, small: Path, slow: list[str]) -> None:
    importing = ["surveys", "import", "exit-webinar-1.csv"]
    at_once("surveys.key", ["surveys", *slow], importing)
    assert sstc("surveys", "check").out == "the store is intact: 1 response, 1 person\n"
    assert len(Path(sstc("surveys", "key").out.strip()).read_text().split()) == 1


@pytest.mark.parametrize("dry_run", [[], ["--dry-run"]])
def test_an_import_works_with_the_key_of_a_rotation_meanwhile(sstc, small, monkeypatch, dry_run):
    assert sstc("surveys", "import", "exit-webinar-1.csv").status == 0
    (small / "exit-webinar-1.csv").write_text(f"{ROWS}two@example.org,Two,Kenya,4,Yes\n", "utf-8")
    rotations = []

    def rotate_first(*words: Any) -> Any:
        if len(rotations) < 2:
            rotations.append(sstc("surveys", "key", "--rotate").status)
        return read_tables(*words)

    monkeypatch.setattr("sstc_cli.cli.surveys.importing.read_tables", rotate_first)
    result = sstc("surveys", "import", "exit-webinar-1.csv", *dry_run)
    assert (result.status, rotations) == (0, [0, 0]), result.err
    assert "2 rows: 1 new, 0 changed, 1 unchanged" in result.out
    people = 1 if dry_run else 2
    assert f"{people} pe" in sstc("surveys", "check").out
