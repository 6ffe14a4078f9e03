"""Files that virus scanners, sync programs, Word and Excel hold, as they do on Windows."""

import errno
import json
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc

from sstc_cli.cli.console.files import write_new, write_whole
from sstc_cli.errors import SstcError
from sstc_cli.store import SqliteFile


def refused(winerror: int = 32) -> PermissionError:
    """Return the error of Windows for a file that another program has open."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = winerror
    return error


def holding(
    monkeypatch, act: str, *, times: int | None = None, named: str = "", winerror: int = 32
) -> list[Path]:
    """Let a function of `Path` refuse files with some text in their names, and return them."""
    done, found = getattr(Path, act), []

    def refuse(path: Path, *words, **options) -> object:
        if all(named not in str(name) for name in (path, *words)) or len(found) == times:
            return done(path, *words, **options)
        found.append(path)
        raise refused(winerror)

    monkeypatch.setattr(Path, act, refuse)
    return found


class AsOnWindows:
    """The functions of `os`, with the name of Windows."""

    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


@pytest.fixture(autouse=True)
def pauses(monkeypatch) -> list[float]:
    """Return the pauses that a command has made, which last no time here."""
    made: list[float] = []
    monkeypatch.setattr(time, "sleep", made.append)
    return made


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment(tmp_path, monkeypatch, pauses, winerror: int) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    held = holding(monkeypatch, "replace", times=3, winerror=winerror)
    assert write_whole(file, b"new", root=None)
    assert (len(held), file.read_bytes()) == (3, b"new")
    assert 0 < sum(pauses) < 1


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_that_is_held_for_a_moment(tmp_path, monkeypatch, links: bool) -> None:
    tries = iter([refused(), refused()] if links else [OSError(errno.EPERM, "no links")])
    link = os.link

    def held(*words: Path) -> None:
        if error := next(tries, None):
            raise error
        link(*words)

    monkeypatch.setattr(os, "link", held)
    if not links:
        holding(monkeypatch, "rename", times=2)
    assert write_new(tmp_path / "a", b"new", root=None)
    assert next(tries, None) is None
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"new"]


def test_a_file_that_stays_held_is_named_after_two_seconds(tmp_path, monkeypatch, pauses) -> None:
    (tmp_path / "a").write_bytes(b"old")
    holding(monkeypatch, "replace")
    message = r"cannot write .*a: the process cannot access the file"
    with pytest.raises(SstcError, match=message) as raised:
        write_whole(tmp_path / "a", b"new", root=None)
    assert "-o" not in str(raised.value.hint)  # no command that writes so has it
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]
    assert sum(pauses) == pytest.approx(2)


def test_other_failures_are_named_at_once(tmp_path, monkeypatch, pauses) -> None:
    def gone(*_: Path) -> None:
        raise FileNotFoundError(errno.ENOENT, "no such file")

    monkeypatch.setattr(Path, "replace", gone)
    with pytest.raises(SstcError, match="no such file"):
        write_whole(tmp_path / "a", b"new", root=None)
    assert sum(pauses) == 0


def test_a_folder_that_refuses_new_files_is_named_at_once(tmp_path, monkeypatch) -> None:
    """`tempfile` takes it for a taken name, and tries the next one, two billion times."""
    opened = os.open

    def no_new_files(path, flags: int, *words, **options) -> int:
        if flags & os.O_CREAT and flags & os.O_EXCL:
            names.append(path)
            assert len(names) < 10, "it goes on and on"
            raise refused(5)
        return opened(path, flags, *words, **options)

    names: list[object] = []
    monkeypatch.setattr(os, "open", no_new_files)
    monkeypatch.setattr(tempfile, "_os", AsOnWindows())
    with pytest.raises(SstcError, match=r"cannot write .*: the process cannot access the file"):
        write_whole(tmp_path / "a", b"new", root=None)
    assert len(names) == 1


def test_temporary_names_are_left_alone_by_onedrive(tmp_path, monkeypatch) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(tmp_path.iterdir()))
    write_new(tmp_path / "a", b"new", root=None)
    assert [file.suffix for file in sorted(seen)] == [".tmp", ".lock"]


def test_a_release_is_published_though_its_temporary_name_stays(sstc, workspace, monkeypatch):
    with monkeypatch.context() as scanner:
        holding(scanner, "unlink", named=".sstc-", times=1_000)
        result = sstc("release", "publish", "first")
    assert (result.status, result.out) == (0, "data/releases/001-first.yaml\n"), result.err
    folder = workspace / "data" / "releases"
    assert len(left := [*folder.glob(".sstc-*.tmp")]) == 1
    for lock in folder.glob("*.lock"):
        lock.unlink()
    write_new(folder / "note.md", b"", root=None)
    assert not left[0].exists()


def test_one_file_that_stays_does_not_stop_the_tidying_of_others(tmp_path, monkeypatch) -> None:
    names = [f".sstc-01234567-{name}.tmp" for name in "abc"]
    for name in (*names, ".sstc-01234567.lock"):
        (tmp_path / name).touch()
    holding(monkeypatch, "unlink", named="-b.tmp")
    write_new(tmp_path / "a", b"", root=None)
    assert {file.name for file in tmp_path.iterdir()} == {names[1], "a"}


def test_a_read_only_file_leaves_no_temporary_one(tmp_path, monkeypatch) -> None:
    """On Windows, its temporary file is read-only, too, and cannot be deleted then."""
    unlink = Path.unlink

    def refuse_read_only(path: Path, *, missing_ok: bool = False) -> None:
        if path.exists() and not path.stat().st_mode & 0o200:
            raise refused(5)
        unlink(path, missing_ok=missing_ok)

    file = tmp_path / "webinars.yaml"
    file.write_bytes(b"old")
    file.chmod(0o444)
    monkeypatch.setattr(Path, "unlink", refuse_read_only)
    holding(monkeypatch, "replace", winerror=5)
    with pytest.raises(SstcError, match="cannot write"):
        write_whole(file, b"new", root=None, expected=b"old")
    assert [left.read_bytes() for left in tmp_path.iterdir()] == [b"old"]


def test_documents_are_written_though_one_is_open_in_word(sstc, workspace, monkeypatch, pauses):
    words = ["agenda", "render", "--all", "--format", "docx"]
    files = [workspace / line for line in sstc(*words).out.splitlines()]
    assert len(files) == 15
    for file in files:
        file.write_bytes(b"earlier")
    words += ["--replace"]
    with monkeypatch.context() as word:
        for act in ("replace", "read_bytes"):
            holding(word, act, named="07-sustainable-logistics.en.docx")
        result = sstc(*words)
    assert (result.status, sum(pauses)) == (3, pytest.approx(2))
    assert result.out.splitlines() == [
        str(file.relative_to(workspace)) for file in files if "/07-" not in str(file)
    ]
    assert result.err.splitlines()[-2:] == [
        "error: cannot write out/agenda/07-sustainable-logistics.en.docx: the process cannot "
        "access the file; 14 other files written",
        "help: close it in other programs, and check that you have permission to change it, or "
        "name another path with `-o`",
    ]
    assert [file.name[:2] for file in files if file.read_bytes() == b"earlier"] == ["07"]
    assert not [*files[0].parent.glob(".*")]
    sstc(*words).gives(0, err="14 unchanged, 1 written\n")


def test_all_files_that_are_held_are_named(sstc: Sstc, monkeypatch, pauses) -> None:
    holding(monkeypatch, "replace")
    result = sstc("agenda", "render", "--all", "--format", "docx").gives(3, out="")
    message = result.err.splitlines()[0]
    assert message.startswith("error: cannot write out/agenda/01-")
    assert message.endswith(".docx, and 5 more: the process cannot access the file")
    assert sum(pauses) == pytest.approx(
        6
    )  # the records of what was written, and how, are held, too


@pytest.fixture
def export(workspace: Path) -> Path:
    """Write an export of which one row will be rejected."""
    folder = workspace / "exports"
    folder.mkdir()
    file = folder / "exit.csv"
    file.write_text("Consent,Gender\nYes,Woman\nPerhaps,Man\n", "utf-8")
    return file


IMPORT = ("surveys", "import", "exports/exit.csv", "--survey", "exit", "--webinar", "7")


def refusing(monkeypatch, *folders: Path) -> None:
    """Let folders refuse new files."""
    opened = os.open

    def refuse(path, flags: int, *words, **options) -> int:
        if flags & os.O_CREAT and Path(path).parent in folders:
            raise refused(5)
        return opened(path, flags, *words, **options)

    monkeypatch.setattr(os, "open", refuse)


def test_rejected_rows_while_excel_has_earlier_ones_open(sstc, export, monkeypatch) -> None:
    assert sstc(*IMPORT).status == 1
    export.write_text("Consent,Gender\nYes,Woman\nNever,Man\n", "utf-8")
    for act in ("replace", "read_bytes"):
        holding(monkeypatch, act, named="exit.rejected.xlsx")
    sstc(*IMPORT).gives(1, shows="exports/exit-2.rejected.xlsx\n")


def test_rejected_rows_of_a_folder_that_refuses_them(sstc, export, workspace, monkeypatch) -> None:
    monkeypatch.chdir(workspace)
    refusing(monkeypatch, export.parent, Path("exports"))
    result = sstc(*IMPORT).gives(1, shows="1 new, 0 changed, 0 unchanged, 0 superseded, 1 rejected")
    assert "out/surveys/exit.rejected.xlsx\n" in result.out
    assert "then run `sstc surveys import out/surveys/exit.rejected.xlsx --webinar 7`" in result.err
    file = workspace / "out" / "surveys" / "exit.rejected.xlsx"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("form", ["", "--json"])
def test_rejected_rows_that_no_folder_takes(sstc, export, workspace, monkeypatch, form) -> None:
    message = (
        "cannot write out/surveys/exit.rejected.xlsx: the process cannot access the file; "
        "all but the rejected rows are stored"
    )
    words = [*IMPORT, form] if form else IMPORT
    with monkeypatch.context() as windows:
        windows.chdir(workspace)
        refusing(windows, export.parent, Path("exports"), Path("out/surveys"))
        result = sstc(*words)
    assert result.status == 3
    if form:
        document = json.loads(result.out)
        assert document["error"]["message"] == message
        assert document["files"][0]["tables"][0]["new"] == 1
        return
    assert "1 new, 0 changed, 0 unchanged, 0 superseded, 1 rejected" in result.out
    assert result.err.splitlines()[-2:] == [
        f"error: {message}",
        "help: import exports/exit.csv again when that works: it changes nothing else",
    ]
    sstc(*IMPORT).gives(1, shows="1 unchanged")
    assert (export.parent / "exit.rejected.xlsx").exists()


def test_watch_looks_again_at_a_file_that_was_held(sstc: Sstc, monkeypatch) -> None:
    holding(monkeypatch, "open", named="webinars.yaml", times=3)
    turns = iter(range(6))

    def rest(_: float) -> None:
        if next(turns, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", rest)
    result = sstc("watch", "--today", "2020-07-01")
    assert (result.status, result.out.splitlines()) == (0, [
        "error: cannot read data/webinars.yaml: the process cannot access the file",
        "15 webinars, 3 surveys: no errors",
    ])  # fmt: skip


@pytest.fixture
def stored(sstc: Sstc, workspace: Path) -> Path:
    """Return a store with an import."""
    (workspace / "exit.xlsx").write_bytes((REPOSITORY / "examples" / "exit.xlsx").read_bytes())
    assert sstc("surveys", "import", "exit.xlsx").status == 0
    return workspace / ".sstc" / "store.sqlite"


def test_a_store_in_use_is_wiped_by_the_next_check(sstc: Sstc, stored: Path, monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.store.database.WAIT", 0.1)
    with monkeypatch.context() as patched:
        patched.setattr(SqliteFile, "_wiped", lambda _: False)
        result = sstc("surveys", "undo", "1", "--yes")
    assert result.status == 3
    assert result.out.startswith("undid import 1: deleted ")
    assert "not everything is erased: done, but traces may be left" in result.err
    size = stored.stat().st_size
    with closing(sqlite3.connect(stored)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM about").fetchall()
        assert "traces of deleted rows may be left" in sstc("surveys", "check", "--fix").out
    assert sstc("surveys", "check", "--fix").status == 0
    assert stored.stat().st_size < size
    before = stored.stat().st_mtime_ns
    assert sstc("surveys", "check", "--fix").status == 0
    assert stored.stat().st_mtime_ns == before


def test_a_kill_after_an_erasure_leaves_nothing_that_the_next_check_does_not_remove(
    sstc: Sstc, stored: Path, monkeypatch
) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SqliteFile, "wipe", killed)
        words = ("purge", "--older-than", "1d", "--yes", "--today", "2099-01-01")
        assert sstc("surveys", *words).status == 130
    data = stored.read_bytes()
    sstc("surveys", "check").gives(1, shows="`sstc surveys check --fix` removes them")
    assert stored.read_bytes() == data
    assert sstc("surveys", "check", "--fix").status == 0
    assert stored.stat().st_size < len(data)
