"""The wheel holds exactly what it should, and works from an empty folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


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
    named = ("contacts.csv", "exit.xlsx", "invitation.ics", "knowledge/07.yaml", "zoom-qa.csv")
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
