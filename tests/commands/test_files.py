"""Files are written whole or not at all, and never over what is no ordinary file."""

import os
from pathlib import Path

import pytest

from sstc_cli.cli.files import write_new, write_whole
from sstc_cli.errors import SstcError


def test_writes_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a"
    assert write_whole(file, b"x")
    assert not write_whole(file, b"x")
    assert write_whole(file, b"y")
    assert [each.name for each in file.parent.iterdir()] == ["a"]
    assert file.read_bytes() == b"y"


def test_refuses_links_folders_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("keep")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe"):
        with pytest.raises(SstcError, match="no ordinary file"):
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
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


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
    assert [each.name for each in file.parent.iterdir()] == ["a"]


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch) -> None:
    def fails(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SstcError, match="no space left"):
        write_new(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_an_output_never_replaces_data(sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    before = data.read_bytes()
    for words in (["agenda", "render", "7"], ["calendar", "export"], ["schema"]):
        result = sstc(*words, "-o", "data/webinars.yaml")
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith("error: data/webinars.yaml is a data file\n")
    assert data.read_bytes() == before
