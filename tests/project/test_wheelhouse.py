"""A folder of wheels for computers without a network: what is in it, and that it suffices."""

import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from conftest import REPOSITORY, missing_program


@pytest.fixture
def wheelhouse() -> ModuleType:
    """Return the script that makes the folder."""
    spec = spec_from_file_location("wheelhouse", REPOSITORY / ".ci" / "wheelhouse.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names_of(wheelhouse: ModuleType, platform: str) -> set[str]:
    return {wheelhouse.name_of(pin) for pin in wheelhouse.locked(platform, "3.13")}


def test_each_platform_gets_what_it_needs(wheelhouse: ModuleType) -> None:
    windows, mac = names_of(wheelhouse, "win_amd64"), names_of(wheelhouse, "macosx_11_0_arm64")
    assert {"typer", "typst", "psycopg-binary"} <= windows & mac
    assert windows - mac == {"colorama"}
    assert names_of(wheelhouse, "manylinux_2_17_x86_64") == mac
    pins = list(wheelhouse.locked("win_amd64", "3.13"))
    assert all(" --hash=sha256:" in pin and ";" not in pin for pin in pins)


@pytest.mark.parametrize("left", [["typst"], ["psycopg-binary", "psycopg"]])
def test_an_extra_without_a_wheel_is_left_out_whole(
    wheelhouse: ModuleType, tmp_path: Path, monkeypatch, capsys, left: list[str]
) -> None:
    missing = left[0]
    for name in ("psycopg-3", "psycopg_binary-3", "typst-1", "typer-1"):
        (tmp_path / f"{name}-py3-none-any.whl").touch()
    monkeypatch.setattr(
        wheelhouse, "downloaded", lambda pins, *_: wheelhouse.name_of(pins[0]) != missing
    )
    pins = ["psycopg==3", "psycopg-binary==3", "typer==1", "typst==1"]
    kept = wheelhouse.without_missing(pins, tmp_path, [])
    names = set(map(wheelhouse.name_of, kept))
    assert set(map(wheelhouse.name_of, pins)) - names == set(left)
    found = {file.name.split("-")[0].replace("_", "-") for file in tmp_path.iterdir()}
    assert found == names
    assert f"no wheel of {missing} fits" in capsys.readouterr().out


def test_without_a_wheel_that_is_required_there_is_no_folder(wheelhouse, tmp_path, monkeypatch):
    monkeypatch.setattr(wheelhouse, "downloaded", lambda pins, *_: "pyyaml" not in pins[0])
    with pytest.raises(SystemExit, match="no wheel of pyyaml fits"):
        wheelhouse.without_missing(["pyyaml==6", "typer==1"], tmp_path, [])
    assert not tmp_path.exists()


@pytest.mark.torture
@pytest.mark.parametrize("program", ["pip", "uv"])
def test_it_installs_and_runs_without_a_network(tmp_path: Path, program: str) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        missing_program("unshare cannot take the network away here")
    folder = tmp_path / "wheelhouse"
    subprocess.run([sys.executable, REPOSITORY / ".ci" / "wheelhouse.py", folder], check=True)
    listed = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert len(listed) == len([*folder.glob("*.whl")])
    if program == "pip":
        subprocess.run([*alone, sys.executable, "-m", "venv", tmp_path / "new"], check=True)
        install = [tmp_path / "new" / "bin" / "python", "-m", "pip", "install", "--no-index"]
        install += ["--find-links", folder, "--require-hashes", "-r", folder / "requirements.txt"]
        sstc = tmp_path / "new" / "bin" / "sstc"
    else:
        install = [Path(sys.executable).with_name("uv"), "tool", "install", "--no-index"]
        install += ["--python", sys.executable, "--find-links", folder, "sstc-cli[pdf]"]
        sstc = tmp_path / "bin" / "sstc"
    home = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin"),
            "UV_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path)}  # fmt: skip
    subprocess.run([*alone, *install], env=home | {"PATH": "/usr/bin:/bin"}, check=True)
    subprocess.run([*alone, sstc, "init", "--example", tmp_path / "series"], check=True)
    words = ["--workspace", tmp_path / "series", "agenda", "render", "7", "--format", "pdf"]
    subprocess.run([*alone, sstc, *words], check=True)
