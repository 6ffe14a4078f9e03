"""Files are written whole or not at all, and never over what is is not a regular file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.errors import SstcError


def test_writes_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a"
    assert write_whole(file, b"x")
    assert not write_whole(file, b"x")
    assert write_whole(file, b"y")
    assert [path.name for path in file.parent.iterdir()] == ["a"]
    assert file.read_bytes() == b"y"


def test_refuses_links_folders_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("keep")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe"):
        with pytest.raises(SstcError, match="is not a regular file"):
            write_whole(tmp_path / name, b"x")
    assert (tmp_path / "target").read_text() == "keep"


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(SstcError, match="no space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_another(tmp_path: Path, monkeypatch, links: bool) -> None:
    def fails(*_):
        raise PermissionError(1, "this file system has no links")

    if not links:
        monkeypatch.setattr(os, "link", fails)
    file = tmp_path / "new" / "a"
    assert write_new(file, b"x")
    assert not write_new(file, b"y")
    assert file.read_bytes() == b"x"
    assert [path.name for path in file.parent.iterdir()] == ["a"]


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch) -> None:
    def fails(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SstcError, match="no space left"):
        write_new(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_an_output_never_replaces_data(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    before = data.read_bytes()
    for words in (["agenda", "render", "7"], ["calendar", "export"], ["schema"]):
        result = sstc(*words, "-o", "data/webinars.yaml")
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(
            "error: data/webinars.yaml is a data file, so it was not overwritten\n"
        )
    assert data.read_bytes() == before


KILLED = """
import os, pathlib, signal, sys
from sstc_cli.cli.console.files import write_whole
# when all is written, and not yet in its place
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_whole(pathlib.Path(sys.argv[1]), b"new")
"""


def older(file: Path, seconds: float) -> None:
    now = time.time()
    os.utime(file, (now, now - seconds))


@pytest.mark.parametrize("there", [True, False])
def test_files_that_a_killed_command_left_are_tidied_by_a_later_one(
    tmp_path: Path, there: bool
) -> None:
    file = tmp_path / "a"
    if there:
        file.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, file], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = (path for path in tmp_path.iterdir() if path != file)
    assert [path.read_bytes() for path in tmp_path.glob("a")] == [b"old"] * there
    write_whole(file, b"soon after")
    assert left.exists()  # who knows whether its writer only sleeps
    older(left, 3_700)
    write_whole(file, b"later")
    assert [*tmp_path.iterdir()] == [file]


def test_only_our_own_files_are_tidied(tmp_path: Path) -> None:
    names = (".sstc-mine", ".sstc-someone_else_s", "sstc-abcdefgh", ".sstc-abcdefgh.yaml")
    for name in names:
        (tmp_path / name).write_text("keep")
        older(tmp_path / name, 86_400)
    (tmp_path / ".sstc-abcdefgh").mkdir()
    older(tmp_path / ".sstc-abcdefgh", 86_400)
    write_new(tmp_path / "a", b"x")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*names, ".sstc-abcdefgh", "a"}


@pytest.mark.parametrize("output", [".sstc/store.sqlite", ".sstc/x.md", ".sstc/", "there/x.md"])
def test_an_output_never_goes_among_the_private_answers(
    sstc: Sstc, workspace: Path, output: str
) -> None:
    (workspace / ".sstc").mkdir()
    (workspace / ".sstc" / "store.sqlite").write_bytes(b"answers")
    (workspace / "there").symlink_to(".sstc")
    for words in (["agenda", "render", "7"], ["calendar", "export"], ["schema"]):
        result = sstc(*words, "-o", output)
        assert (result.status, result.out) == (2, "")
        assert "the folder of private answers" in result.err
    assert [path.name for path in (workspace / ".sstc").iterdir()] == ["store.sqlite"]
    assert (workspace / ".sstc" / "store.sqlite").read_bytes() == b"answers"


@pytest.mark.parametrize("name", ["exit.xlsx", "store.sqlite", "plan.ODS"])
def test_an_output_has_the_name_of_its_kind(sstc: Sstc, workspace: Path, name: str) -> None:
    (workspace / name).write_bytes(b"answers")
    for words in (["calendar", "export"], ["schema"], ["calendar", "links", "7", "--svg"]):
        result = sstc(*words, "-o", name)
        assert (result.status, result.out) == (2, ""), words
        assert (workspace / name).read_bytes() == b"answers"


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o644)])
def test_documents_are_for_those_whom_the_umask_allows(
    sstc: Sstc, workspace: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        assert sstc("agenda", "render", 7, "--format", "md").status == 0
        assert sstc("init", workspace / "new").status == 0
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    written = [*(workspace / "out" / "agenda").iterdir(), workspace / "new/data/webinars.yaml"]
    assert {path.stat().st_mode & 0o777 for path in written} == {mode}
