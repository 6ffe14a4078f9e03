"""Hints and paths of Windows and macOS, as far as they can be tried on this system."""

import errno
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import REPOSITORY, Sstc

from sstc_cli.cli.console.render import open_written
from sstc_cli.errors import SstcError, explained
from sstc_cli.store.postgres import postgres


def test_a_path_that_is_too_long_for_windows_is_named(sstc: Sstc, workspace, monkeypatch) -> None:
    open_file = os.open

    def refuse(path, *rest, **named):
        if len(str(path)) > 259:
            raise FileNotFoundError(errno.ENOENT, "The system cannot find the path", str(path))
        return open_file(path, *rest, **named)

    folder = workspace / ("a" * 120) / ("b" * 120)
    folder.mkdir(parents=True)
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr("sstc_cli.errors.sys", SimpleNamespace(platform="win32"))
    result = sstc("agenda", "render", 7, "--format", "md", "-o", f"{folder}/").gives(3)
    assert " letters, and Windows allows 259 (247 for a folder): move the works" in result.err
    short = FileNotFoundError(errno.ENOENT, "No such file", str(workspace / "a"))
    assert explained(short) == "no such file"


def test_the_privacy_guard_of_macos_is_named(sstc: Sstc, workspace, monkeypatch) -> None:
    def refuse(self, *_, **__):
        raise PermissionError(errno.EPERM, "Operation not permitted", str(self))

    (workspace / "exit.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("sstc_cli.errors.sys", SimpleNamespace(platform="darwin"))
    assert "macOS keeps this terminal out" in sstc("validate").err
    other = PermissionError(errno.EACCES, "Permission denied")
    assert explained(other) == "permission denied"


def test_a_folder_that_ends_in_a_quotation_mark_is_explained(sstc: Sstc, monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.cli.console.files.sys", SimpleNamespace(platform="win32"))
    result = sstc("agenda", "render", 7, "-o", 'out\\docs"').gives(2, "ends in a quotation mark")
    sstc("schedule", "set", "'webinars[6].title'", "x").gives(2, '`"webinars[6].title"`')
    assert 'help: name a folder with `/` at its end: `-o "out/docs/"`' in result.err


def test_markdown_that_windows_cannot_open_is_explained(monkeypatch, tmp_path: Path) -> None:
    def refuse(path: str) -> None:
        raise OSError(errno.EINVAL, "No application is associated with the file", path)

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    monkeypatch.setattr("sstc_cli.cli.console.render.sys", SimpleNamespace(platform="win32"))
    for name, advised in (("a.md", True), ("a.pdf", False)):
        with pytest.raises(SstcError) as found:
            open_written([tmp_path / name], tmp_path)
        assert ("--format docx" in str(found.value.hint)) == advised


def test_hints_on_postgresql_hold_in_cmd(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[postgres.__module__], "find_spec", lambda _: None)
    for url, words in (
        ("postgresql://a@b/c", '"psycopg[binary]"'),
        ("mysql://a@b/c", "%APPDATA%\\postgresql\\pgpass.conf"),
    ):
        with pytest.raises(SstcError) as found:
            postgres(url)
        assert words in str(found.value.hint)
        assert "'" not in str(found.value.hint)


@pytest.fixture
def windows(workspace: Path, monkeypatch) -> Path:
    """Keep settings as on Windows, and return the folder of earlier versions, `%APPDATA%`."""
    earlier = workspace.parent / "AppData" / "Roaming"
    monkeypatch.setattr("sstc_cli.cli.console.files.sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(
        "sstc_cli.cli.console.files.typer",
        SimpleNamespace(get_app_dir=lambda name: str(earlier / name)),
    )
    return earlier


def test_the_key_is_where_every_python_of_windows_finds_it_and_nothing_else(sstc, windows) -> None:
    key = windows.parents[1] / "home" / ".config" / "sstc" / "surveys.key"
    assert sstc("surveys", "key").out == f"{key}\n"
    assert key.exists()
    assert not windows.exists()
    target = windows / "sstc" / "agenda.md"
    result = sstc("agenda", "render", 7, "--format", "md", "-o", target)
    assert (result.status, target.exists()) == (2, False)


def test_keys_of_earlier_versions_on_windows_are_kept_and_never_deleted(sstc, windows, workspace):
    key = windows.parents[1] / "home" / ".config" / "sstc" / "surveys.key"
    earlier = windows / "sstc" / "surveys.key"
    (workspace / "exit.xlsx").write_bytes((REPOSITORY / "examples" / "exit.xlsx").read_bytes())
    assert sstc("surveys", "import", "exit.xlsx").status == 0
    earlier.parent.mkdir(parents=True)
    key.replace(earlier)
    was = earlier.read_text()
    assert sstc("surveys", "check").status == 0
    assert not key.exists()  # a command that writes nothing makes none
    other = "ab" * 32
    key.write_text(other)  # of another Python, since then
    assert " 0 new, 0 changed" in sstc("surveys", "import", "exit.xlsx", "--webinar", "7").out
    assert sstc("surveys", "key").out == f"{key}\n"
    assert (key.read_text().split(), earlier.read_text()) == ([other, was], was)
    shutil.rmtree(windows)  # with the Python of the Store
    assert sstc("surveys", "check").status == 0
    assert sstc("surveys", "key", "--rotate").status == 0
    assert sstc("surveys", "check").status == 0


def test_the_key_is_shown_where_it_really_is(sstc: Sstc, workspace: Path) -> None:
    home, package = workspace.parent / "home", workspace.parent / "package"
    package.mkdir()
    home.symlink_to(package, target_is_directory=True)
    assert Path(sstc("surveys", "key").out.strip()).is_relative_to(package)
