"""The wheel holds exactly what it should, and a folder of wheels suffices without a network."""

import shutil
import subprocess
import sys
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from conftest import REPOSITORY, missing_program


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the tracked files and a private store that must not get in."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in listed.splitlines():
        if (REPOSITORY / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((REPOSITORY / name).read_bytes())
    for private in (".sstc/store.sqlite", "data/.sstc/store.sqlite", "templates/~$x.docx", "out/a"):
        (source / private).parent.mkdir(parents=True, exist_ok=True)
        (source / private).write_text("secret")
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def test_the_wheel_holds_the_package_and_what_it_ships(wheel: Path) -> None:
    names = [n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n]
    package = {
        file.relative_to(REPOSITORY).as_posix()
        for file in (REPOSITORY / "sstc_cli").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    shipped = {
        f"sstc_cli/shipped/{file.relative_to(REPOSITORY).as_posix()}"
        for folder in ("templates", "data")
        for file in (REPOSITORY / folder).rglob("*")
        if file.suffix in (".j2", ".js", ".po", ".yaml")
    }
    named = (
        "contacts.csv",
        "exit.xlsx",
        "invitation.ics",
        "knowledge/sustainable-logistics.yaml",
        "zoom-qa.csv",
    )
    shipped |= {f"sstc_cli/shipped/examples/{name}" for name in named}
    shipped |= {
        f"sstc_cli/shipped/examples/exports/{file.name}"
        for file in (REPOSITORY / "examples" / "exports").glob("*.csv")
    }
    assert set(names) == package | shipped


def test_it_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    (tmp_path / "empty").mkdir()
    run = (
        f"import sys; sys.path.insert(0, {str(site)!r}); "
        "import sstc_cli; assert 'site' in sstc_cli.__file__, sstc_cli.__file__; "
        "from sstc_cli.cli import main; sys.exit(main(sys.argv[1:]))"
    )

    def sstc(*words: str) -> str:
        command = [sys.executable, "-c", run, *words]
        done = subprocess.run(
            command, cwd=tmp_path / "empty", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    sstc("init", "--example")
    assert sstc("validate", "--strict") == ""
    assert sstc("surveys", "inspect", "exit.xlsx")
    for path in sstc("agenda", "render", "7", "--format", "docx").splitlines():
        assert (tmp_path / "empty" / path).is_file()
    sstc("init", "mine")
    sstc("--workspace", "mine", "validate", "--strict")


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
    assert windows - mac == {"colorama", "pywin32-ctypes"}
    linux = names_of(wheelhouse, "manylinux_2_17_x86_64")
    assert linux ^ mac == {"jeepney", "secretstorage"}  # where Linux keeps passwords
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
