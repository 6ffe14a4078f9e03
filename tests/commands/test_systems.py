"""What other systems do differently, as far as it can be tried on this one."""

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from unicodedata import normalize

import pytest
from conftest import REPOSITORY, Sstc, program

from sstc_cli.store.sqlite import address

WINDOWS = """
import os, signal, subprocess, sys
import psutil  # with what it needs here
subprocess.Popen.kill = lambda process: process.send_signal(9)
for name in ("grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
for module, names in {
    os: "O_DIRECTORY O_NOFOLLOW chown fchmod fork geteuid getuid killpg mkfifo setsid",
    signal: "SIGALRM SIGHUP SIGKILL SIGPIPE",
}.items():
    for name in names.split():
        delattr(module, name)
"""
SHARE = "file:////server/series/.sstc/store.sqlite"


def without_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "the file system of this memory stick has no links")


@pytest.mark.parametrize(
    "words",
    [
        "validate",
        "status --today 2020-10-01",
        "agenda render 7 --format docx --format pdf",
        "calendar export",
        "schedule move 7 --time 16:00",
        "release publish first-plan",
        "surveys import exit.xlsx",
        "surveys import exit.xlsx --dry-run",
        "surveys list",
        "--help",
    ],
)
def test_nothing_is_needed_that_windows_lacks(workspace: Path, tmp_path: Path, words: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(WINDOWS, encoding="utf-8")
    (workspace / "exit.xlsx").write_bytes((REPOSITORY / "examples" / "exit.xlsx").read_bytes())
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path, "XDG_CONFIG_HOME": str(tmp_path)}
    check = "import os; assert not hasattr(os, 'fork')"
    subprocess.run([sys.executable, "-c", check], env=env, check=True)
    done = program(*words.split(), cwd=workspace, env=env)
    assert done.returncode == 0, done.stderr.decode()


def test_a_pattern_that_the_shell_left_alone_names_files(sstc: Sstc, workspace: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (workspace / name).write_text("Consent,Gender\nYes,Woman\n", "utf-8")
    result = sstc("surveys", "import", "*.csv", "--survey", "exit", "--webinar", "7", "--dry-run")
    assert [line[:5] for line in result.out.splitlines() if "survey" in line] == ["a.csv", "b.csv"]
    (workspace / "a[1].ics").write_text("no calendar", "utf-8")
    assert "a[1].ics:1" in sstc("calendar", "check", "a[1].ics").out
    assert "cannot read none*.ics" in sstc("calendar", "check", "none*.ics").err


def test_the_store_works_without_links(sstc: Sstc, workspace: Path, monkeypatch) -> None:
    monkeypatch.setattr(os, "link", without_links)
    (workspace / "exit.csv").write_text("Consent,Gender\nYes,Woman\n", "utf-8")
    assert sstc("surveys", "import", "exit.csv", "--survey", "exit", "--webinar", "7").status == 0
    assert sstc("surveys", "backup", "copy.sqlite").out == "copy.sqlite\n"
    again = sstc("surveys", "backup", "copy.sqlite")
    assert (again.status, again.err.split("\n")[0][-14:]) == (3, "already exists")


def test_sqlite_opens_a_share() -> None:
    assert address(PureWindowsPath(r"\\server\series\.sstc\store.sqlite")) == SHARE
    assert (
        address(PureWindowsPath(r"C:\my series\store.sqlite"))
        == "file:///C:/my%20series/store.sqlite"
    )
    with pytest.raises(sqlite3.OperationalError, match="invalid uri authority"):
        sqlite3.connect(SHARE.replace("////", "//"), uri=True)
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(SHARE, uri=True)


def test_a_file_that_another_program_has_open(sstc: Sstc, monkeypatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "C:\\series\\store.sqlite")

    monkeypatch.setattr("sstc_cli.cli.validate.open_workspace", locked)
    result = sstc("validate").gives(3)
    assert result.err.startswith("error: cannot use C:\\series\\store.sqlite: permission denied\n")


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a folder that is in use")
def test_a_folder_that_is_gone(sstc: Sstc, workspace: Path) -> None:
    (workspace / "gone").mkdir()
    os.chdir(workspace / "gone")
    (workspace / "gone").rmdir()
    result = sstc("validate").gives(3)
    assert result.err.startswith("error: the current folder no longer exists\n")
    os.chdir(workspace)


def test_a_kind_of_file_that_no_program_opens(sstc: Sstc, monkeypatch) -> None:
    def unknown(_: str) -> None:
        raise OSError(22, "No application is associated with the specified file")

    Path(".sstc").mkdir()  # a new one would be hidden by a function of Windows
    monkeypatch.setattr("sstc_cli.cli.console.render.sys.platform", "win32")
    monkeypatch.setattr(os, "startfile", unknown, raising=False)
    result = sstc("agenda", "render", "7", "--open").gives(3, "no application is associated")
    assert result.out == "out/agenda/07-sustainable-logistics.en.md\n"


@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "ascii:strict", "utf-16"])
def test_a_console_of_another_encoding(workspace: Path, encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    for words in (["schedule", "list", "--language", "zh"], ["schedule", "shwo"], ["--help"]):
        command = [sys.executable, "-X", "warn_default_encoding", "-m", "sstc_cli", *words]
        done = subprocess.run(command, cwd=workspace, capture_output=True, env=env, check=False)
        assert done.returncode in (0, 2)
        assert "Traceback" not in done.stderr.decode("utf-8")
        assert "EncodingWarning" not in done.stderr.decode("utf-8")
        assert done.stdout.decode("utf-8").isascii() == (words[-1] != "zh")


def test_time_zones_need_no_system(workspace: Path) -> None:
    words = ["schedule", "list", "--zone", "Africa/Nairobi"]
    command = [sys.executable, "-m", "sstc_cli", *words]
    outs = [
        subprocess.run(command, cwd=workspace, capture_output=True, env=env, check=True).stdout
        for env in (dict(os.environ), {**os.environ, "PYTHONTZPATH": ""})
    ]
    assert outs[0] == outs[1]
    assert b"Nairobi" in outs[0]


def test_lines_that_end_as_on_windows_make_no_difference(sstc: Sstc, workspace: Path) -> None:
    for name in ("agenda", "labels/zh"):
        sstc("templates", "copy", name)
    words = ["agenda", "render", "7", "--language", "en+zh", "--format", "md", "--format", "docx"]
    assert len(sstc(*words).out.splitlines()) == 2
    for file in (*workspace.rglob("*.yaml"), *workspace.rglob("*.j2"), *workspace.rglob("*.po")):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert sstc(*words).err == "2 unchanged, 0 written\n"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_folder_in_either_form_of_its_accents(sstc: Sstc, tmp_path: Path, form: str) -> None:
    """macOS gives names taken apart, Windows as they are typed."""
    folder = tmp_path / normalize(form, "Équité numérique")
    assert sstc("init", str(folder)).status == 0
    data = (folder / "data" / "webinars.yaml").read_text(encoding="utf-8")
    assert "\nid: equite-numerique\n" in data


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_not_text_is_refused(sstc: Sstc, workspace: Path) -> None:
    name = os.fsdecode("调查.csv".encode("gb18030"))
    (workspace / name).write_text("Consent,Gender\nYes,Woman\n", "utf-8")
    result = sstc("surveys", "import", name).gives(2, out="")
    assert result.err.startswith("error: `????.csv` is not valid UTF-8\n")
