"""Files are written whole or not at all, and never over what is is not a regular file."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc
from systems import FILE_MODES, KILLS, LIMITS, NAMED_PIPES

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.cli.console.store import key_file
from sstc_cli.errors import SstcError


def test_writes_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a"
    assert write_whole(file, b"x", root=None)
    assert not write_whole(file, b"x", root=None)
    assert write_whole(file, b"y", root=None)
    assert [path.name for path in file.parent.iterdir()] == ["a"]
    assert file.read_bytes() == b"y"


@NAMED_PIPES
def test_refuses_links_folders_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("keep")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe"):
        with pytest.raises(SstcError, match="is not a regular file"):
            write_whole(tmp_path / name, b"x", root=None)
    assert (tmp_path / "target").read_text() == "keep"


def test_a_failure_keeps_the_old_file(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(SstcError, match="no space left"):
        write_whole(file, b"new", root=None)
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_replaces_another(tmp_path: Path, monkeypatch, links: bool) -> None:
    def fails(*_):
        raise PermissionError(1, "this file system has no links")

    if not links:
        monkeypatch.setattr(os, "link", fails)
    file = tmp_path / "new" / "a"
    assert write_new(file, b"x", root=None)
    assert not write_new(file, b"y", root=None)
    assert file.read_bytes() == b"x"
    assert [path.name for path in file.parent.iterdir()] == ["a"]


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch) -> None:
    def fails(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SstcError, match="no space left"):
        write_new(tmp_path / "a", b"new", root=None)
    assert list(tmp_path.iterdir()) == []


TO_A_FILE = (
    ("agenda", "render", "7", "--format", "md"),
    ("calendar", "export", "7"),
    ("calendar", "links", "7", "--svg"),
    ("schema",),
)


@pytest.mark.parametrize("name", ["data/webinars.yaml", ".gitignore", "Makefile"])
def test_an_output_never_replaces_other_files(sstc: Sstc, workspace: Path, name: str) -> None:
    file = workspace / name
    file.touch()
    before = file.read_bytes()
    for words in TO_A_FILE:
        result = sstc(*words, "-o", name)
        assert (result.status, result.out) == (2, ""), words
        assert f"but the name is {name}, so nothing was written" in result.err
        assert sstc(*words, "-o", f"{name}.yaml").status == 2
    assert file.read_bytes() == before
    assert not file.with_name(f"{file.name}.yaml").exists()


def test_an_output_replaces_no_hidden_file(sstc: Sstc, workspace: Path) -> None:
    hidden = workspace / ".config.json"
    assert sstc("schema", "-o", hidden).status == 0
    hidden.write_bytes(b"{}")
    sstc("schema", "-o", hidden).gives(2, "is a hidden file, so it was not overwritten")
    assert hidden.read_bytes() == b"{}"


@pytest.mark.parametrize("output", ["surveys.key", "x.md", "", "behind a link"])
def test_an_output_never_goes_among_the_keys(sstc: Sstc, workspace: Path, output: str) -> None:
    settings = key_file().parent
    settings.mkdir(parents=True)
    key_file().write_bytes(b"key")
    (workspace / "linked").symlink_to(settings)
    path = "linked/" if output == "behind a link" else f"{settings}/{output}"
    for words in TO_A_FILE:
        result = sstc(*words, "-o", path)
        assert (result.status, result.out) == (2, ""), words
        assert "is in the folder of the settings of sstc" in result.err
    assert [file.read_bytes() for file in settings.iterdir()] == [b"key"]


KILLED = """
import os, pathlib, signal, sys
from sstc_cli.cli.console.files import write_whole
# when all is written, and not yet in its place
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_whole(pathlib.Path(sys.argv[1]), b"new", root=None)
"""
SLOW = """
import os, pathlib, sys
from sstc_cli.cli.console.files import write_whole
os.fsync = lambda _: (print("written", flush=True), sys.stdin.read())
write_whole(pathlib.Path(sys.argv[1]), b"new", root=None)
"""


@KILLS
@pytest.mark.parametrize("there", [True, False])
def test_the_next_command_removes_what_a_killed_one_left(tmp_path: Path, there: bool) -> None:
    file = tmp_path / "a"
    if there:
        file.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, file], check=False)
    assert done.returncode == -signal.SIGKILL
    left = [path for path in tmp_path.iterdir() if path != file]
    assert left and all(path.name.startswith(".sstc-") for path in left)
    assert [path.read_bytes() for path in tmp_path.glob("a")] == [b"old"] * there
    write_whole(tmp_path / "b", b"soon after", root=None)
    assert {path.name for path in tmp_path.iterdir()} == ({"a", "b"} if there else {"b"})


def test_a_command_that_runs_keeps_its_temporary_files(tmp_path: Path) -> None:
    file = tmp_path / "a"
    words = [sys.executable, "-c", SLOW, file]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as slow:
        assert slow.stdout and slow.stdout.readline() == b"written\n"
        write_whole(tmp_path / "b", b"meanwhile", root=None)
        slow.communicate()
    assert (slow.returncode, file.read_bytes()) == (0, b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


@LIMITS
def test_many_temporary_files_need_few_open_ones(sstc: Sstc, workspace: Path) -> None:
    from resource import RLIMIT_NOFILE, getrlimit, setrlimit

    before, most = getrlimit(RLIMIT_NOFILE)
    few = len([*Path("/dev/fd").iterdir()]) + 12
    setrlimit(RLIMIT_NOFILE, (few, most))
    try:
        assert sstc("agenda", "render", "--all", "--format", "md", "--format", "txt").status == 0
    finally:
        setrlimit(RLIMIT_NOFILE, (before, most))
    assert len([*(workspace / "out" / "agenda").iterdir()]) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="its locks are always there")
def test_a_drive_without_locks_proves_nothing(tmp_path: Path, monkeypatch) -> None:
    def fails(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / ".sstc-0123.lock").touch()
    (tmp_path / ".sstc-0123-abc").touch()
    monkeypatch.setattr("fcntl.flock", fails)
    assert write_whole(tmp_path / "a", b"x", root=None)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".sstc-0123.lock", ".sstc-0123-abc", "a"}


def test_only_our_own_files_are_removed(tmp_path: Path) -> None:
    names = {".sstc-mine", ".sstc-0123-no-lock", "sstc-4567-x", ".sstc-45670", ".sstc-*.lock-x"}
    for name in (*names, ".sstc-*.lock", ".sstc-4567.lock", ".sstc-4567-x"):
        (tmp_path / name).write_text("keep")
    (tmp_path / ".sstc-folder.lock").mkdir()
    write_new(tmp_path / "a", b"x", root=None)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*names, ".sstc-folder.lock", "a"}


@pytest.mark.parametrize("output", [".sstc/store.sqlite", ".sstc/x.md", ".sstc/", "there/x.md"])
def test_an_output_never_goes_among_the_private_answers(sstc, workspace, output) -> None:
    (workspace / ".sstc").mkdir()
    (workspace / ".sstc" / "store.sqlite").write_bytes(b"answers")
    (workspace / "there").symlink_to(".sstc")
    for words in (["agenda", "render", "7"], ["calendar", "export"], ["schema"]):
        sstc(*words, "-o", output).gives(2, "the folder of private answers", out="")
    assert [path.name for path in (workspace / ".sstc").iterdir()] == ["store.sqlite"]
    assert (workspace / ".sstc" / "store.sqlite").read_bytes() == b"answers"


@pytest.mark.parametrize("name", ["exit.xlsx", "store.sqlite", "plan.ODS"])
def test_an_output_has_the_name_of_its_kind(sstc: Sstc, workspace: Path, name: str) -> None:
    (workspace / name).write_bytes(b"answers")
    for words in (["calendar", "export"], ["schema"], ["calendar", "links", "7", "--svg"]):
        result = sstc(*words, "-o", name)
        assert (result.status, result.out) == (2, ""), words
        assert (workspace / name).read_bytes() == b"answers"


@FILE_MODES
@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o644)])
def test_documents_are_for_those_whom_the_umask_allows(sstc, workspace, mask, mode) -> None:
    before = os.umask(mask)
    try:
        assert sstc("agenda", "render", 7, "--format", "md").status == 0
        assert sstc("init", workspace / "new").status == 0
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    written = [*(workspace / "out" / "agenda").iterdir(), workspace / "new/data/webinars.yaml"]
    assert {path.stat().st_mode & 0o777 for path in written} == {mode}
