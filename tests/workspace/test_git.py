"""Opening a folder never runs anything that it brings along."""

import os
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path
from threading import Timer

import pytest
from conftest import Sstc
from systems import NAMED_PIPES

from sstc_cli.workspace import tracked_files
from sstc_cli.workspace.git import git as read_from_git

COMMANDS = (
    ["validate"],
    ["validate", "--fix", "--diff"],
    ["status"],
    ["schedule", "list"],
    ["release", "diff", "git:HEAD"],
    ["release", "show", "git:HEAD"],
    ["notices", "render", "--since", "git:HEAD", "--preview"],
)


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def script(file: Path, proof: Path) -> Path:
    """Write a program that leaves a proof."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho $0 >> '{proof}'\nexit 1\n")
    file.chmod(0o755)
    return file


def hostile(repository: Path, proof: Path) -> None:
    """Commit everything, and name a program wherever git's settings can name one."""
    program = str(script(repository / "evil", proof))
    git(repository, "init", "-q")
    git(repository, "add", "--all")
    git(repository, "commit", "-qm", "A plan")
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    for name in ("post-index-change", "post-checkout", "reference-transaction", "pre-auto-gc"):
        script(repository / "hooks" / name, proof)
    included = repository / "included"
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "core.editor"):
        git(repository, "config", "--file", str(included), name, program)
    for name in ("ls-files", "rev-parse", "cat-file"):
        git(repository, "config", "--file", str(included), f"alias.{name}", f"!{program}")
        git(repository, "config", "--file", str(included), f"pager.{name}", program)
    for name in ("clean", "smudge", "process"):
        git(repository, "config", "--file", str(included), f"filter.x.{name}", program)
    for name in ("textconv", "command"):
        git(repository, "config", "--file", str(included), f"diff.x.{name}", program)
    git(repository, "config", "core.hooksPath", str(repository / "hooks"))
    git(repository, "config", "include.path", str(included))


def unpacked(folder: Path, place: Path) -> Path:
    """Send a folder through a zip file, as it reaches its victim."""
    archive = Path(shutil.make_archive(str(place), "zip", folder))
    with zipfile.ZipFile(archive) as packed:
        for entry in packed.infolist():
            target = Path(packed.extract(entry, place))
            if mode := stat.S_IMODE(entry.external_attr >> 16):
                target.chmod(mode)
    return place


@pytest.mark.parametrize("above", [False, True], ids=["the folder itself", "a parent of it"])
def test_settings_of_a_repository_run_nothing(sstc, workspace, tmp_path, monkeypatch, above):
    proof = tmp_path / "proof"
    sent = tmp_path / "sent"
    shutil.copytree(workspace, sent / "plan" if above else sent)
    hostile(sent, proof)
    received = unpacked(sent, tmp_path / "received")
    proof.unlink(missing_ok=True)
    root = received / "plan" if above else received
    monkeypatch.chdir(root)
    for words in COMMANDS:
        assert sstc(*words).status in (0, 1), words
        assert not proof.exists(), f"{words} ran {proof.read_text()}"
    assert "data/webinars.yaml" in tracked_files(root, os.environ)


def test_a_missing_object_is_not_fetched(sstc: Sstc, workspace: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    program = script(tmp_path / "evil", proof)
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    git(workspace, "commit", "-qm", "A plan")
    blob = git(workspace, "rev-parse", "HEAD:data/webinars.yaml").strip()
    (workspace / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{program}",
        "remote.origin.uploadpack": str(program),
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }.items():
        git(workspace, "config", name, value)
    for url in (f"ext::{program}", str(workspace), "ssh://example.org/plan"):
        git(workspace, "config", "remote.origin.url", url)
        git(workspace, "config", "core.sshCommand", str(program))
        sstc("release", "diff", "git:HEAD").gives(2, "has no data/webinars.yaml")
        assert not proof.exists(), url


@pytest.mark.parametrize("path", ["", ".", "bin", "{root}", "{root}/bin"])
def test_a_git_in_the_folder_is_not_run(sstc, workspace, tmp_path, monkeypatch, path) -> None:
    proof = tmp_path / "proof"
    for name in ("git", "git.exe", "bin/git"):
        script(workspace / name, proof)
    git(workspace, "init", "-q")
    monkeypatch.setenv("PATH", os.pathsep.join([path.format(root=workspace), os.environ["PATH"]]))
    assert sstc("validate").status == 0
    sstc("release", "diff", "git:HEAD")
    assert not proof.exists()


def test_variables_of_git_change_nothing(workspace: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    program = str(script(tmp_path / "evil", proof))
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    set_here = {
        "GIT_DIR": str(tmp_path),
        "GIT_INDEX_FILE": str(tmp_path / "none"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": program,
        "GIT_EXTERNAL_DIFF": program,
    }
    assert "data/webinars.yaml" in tracked_files(workspace, {**os.environ, **set_here})
    assert not proof.exists()


def test_another_work_tree_is_not_used(workspace: Path, tmp_path: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    git(workspace, "config", "core.worktree", str(tmp_path / "elsewhere"))
    assert "data/webinars.yaml" in tracked_files(workspace, os.environ)


def test_a_huge_file_of_a_revision_is_read_in_part(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    plan = data.read_bytes()
    data.write_bytes(b"a" * 40_000_000)
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    git(workspace, "commit", "-qm", "A plan")
    data.write_bytes(plan)
    read = read_from_git(workspace, os.environ, "cat-file", "blob", "HEAD:./data/webinars.yaml")
    assert read is not None and len(read) == 16_000_001
    result = sstc("release", "diff", "git:HEAD", "working").gives(3)
    assert "error: git:HEAD:data/webinars.yaml is larger than 16 MB\n" in result.err


def test_a_long_list_of_files_is_read_in_part(workspace: Path) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    blob = git(workspace, "rev-parse", ":data/webinars.yaml").strip()
    folder = "/".join(["f" * 250] * 15)
    names = "".join(f"100644 {blob}\t{folder}/{at}\n" for at in range(5_000))
    command = ["git", "update-index", "--index-version=4", "--index-info"]
    subprocess.run(command, cwd=workspace, check=True, input=names, text=True)
    tracked = tracked_files(workspace, os.environ)
    assert "data/webinars.yaml" in tracked
    assert 4_000 < len(tracked) < 4_500
    assert all(len(name) > len(folder) for name in tracked if name.startswith("f"))


@NAMED_PIPES
@pytest.mark.parametrize("name", ["HEAD", "index", "config"])
def test_a_pipe_of_a_repository_holds_nothing_up(sstc, workspace, monkeypatch, name) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    (workspace / ".git" / name).unlink()
    os.mkfifo(workspace / ".git" / name)
    asked: list[float] = []
    monkeypatch.setattr(
        "sstc_cli.workspace.git.Timer",
        lambda seconds, stop: asked.append(seconds) or Timer(seconds / 10, stop),
    )
    assert sstc("validate").status == 0
    assert asked == [2]
    if name != "index":  # which only names tracked files
        sstc("release", "diff", "git:HEAD").gives(3, "took longer than 10 seconds")


@pytest.mark.parametrize("language", ["C", "de_DE.UTF-8"])
def test_the_folder_of_another_user_is_named_with_the_check_that_it_stops(
    sstc: Sstc, workspace: Path, tmp_path: Path, monkeypatch, language: str
) -> None:
    git(workspace, "init", "-q")
    git(workspace, "add", "data")
    git(workspace, "commit", "-qm", "A plan")
    wrapper = tmp_path / "programs" / "git"
    wrapper.parent.mkdir()
    real = shutil.which("git")
    wrapper.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", str(wrapper.parent), prepend=os.pathsep)
    monkeypatch.setenv("LC_ALL", language)
    result = sstc("validate").gives(
        0, "not checked: whether git tracks private files (W602): git reads nothing in"
    )
    advice = f'git config --global --add safe.directory "{workspace.as_posix()}"'
    assert advice in result.err
    for words in (("release", "diff", "git:HEAD"), ("release", "show", "git:HEAD")):
        sstc(*words).gives(3, "another user owns it")


def test_a_missing_git_is_named_with_the_check_that_it_stops(
    sstc: Sstc, workspace: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not checked" not in sstc("validate").err  # no repository, so nothing to check
    git_folder = workspace / ".git"
    git_folder.mkdir()
    sstc("validate").gives(0, "(W602): cannot run git")
