"""No command writes out of the workspace through a link that came with it."""

from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc
from systems import FILE_MODES

TODAY = ("--today", "2020-06-02")
EXPORT = REPOSITORY / "examples" / "exit.xlsx"
COMMANDS = {
    "out": ("agenda", "render", 7),
    "out/agenda": ("agenda", "render", 7),
    "data": ("schedule", "move", 7, "--time", "16:00", *TODAY),
    "data/releases": ("release", "publish", "first", *TODAY),
    "templates": ("templates", "copy", "agenda"),
    ".sstc": ("surveys", "import", EXPORT),
}


def link(workspace: Path, name: str, target: Path) -> Path:
    """Put a link to another folder in a place of the workspace, with what the place had."""
    place = workspace / name
    if place.exists():
        place.rename(target)
    else:
        target.mkdir(parents=True)
        place.parent.mkdir(exist_ok=True)
    target.chmod(0o755)
    place.symlink_to(target)
    return target


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@FILE_MODES
@pytest.mark.parametrize("name", COMMANDS)
def test_a_link_out_of_the_workspace_is_refused(sstc: Sstc, workspace: Path, name: str) -> None:
    target = link(workspace, name, workspace.parent / "elsewhere")
    before = contents(target)
    result = sstc(*COMMANDS[name]).gives(3, f" leads to {target}", out="")
    assert ", outside the workspace, so nothing was written\n" in result.err
    assert contents(target) == before
    assert target.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("name", COMMANDS)
def test_a_link_inside_the_workspace_is_followed(sstc: Sstc, workspace: Path, name: str) -> None:
    target = link(workspace, name, workspace / "inside")
    before = contents(target)
    assert sstc(*COMMANDS[name]).status == 0
    assert contents(target) != before
    assert (workspace / name).is_symlink()


def test_links_that_the_user_names_are_followed(sstc: Sstc, workspace: Path) -> None:
    target = link(workspace, "there", workspace.parent / "elsewhere")
    assert sstc("agenda", "render", 7, "-o", "there/").status == 0
    assert contents(target)
    (workspace.parent / "link").symlink_to(workspace)
    assert sstc("--workspace", workspace.parent / "link", "agenda", "render", 7).status == 0
    assert contents(workspace / "out")


def test_a_new_workspace_writes_nothing_elsewhere(sstc: Sstc, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    target = link(tmp_path, "new/data", tmp_path / "elsewhere")
    assert sstc("init", tmp_path / "new").status == 3
    assert not contents(target)


def test_a_link_to_itself_is_one_error(sstc: Sstc, workspace: Path) -> None:
    (workspace / "out").symlink_to("out")
    result = sstc("agenda", "render", 7).gives(3)
    assert result.err.startswith("error: cannot write")
