"""The place of a survey store: folders that are uploaded, and a store elsewhere."""

import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import REPOSITORY, Sstc
from systems import CLOSED_FOLDERS, FILE_MODES, NAMED_PIPES

from sstc_cli import lock

UPLOADS = "uploads the store, which has people's names and answers"


@pytest.fixture
def home(sstc: Sstc, workspace: Path) -> Path:
    """Return the folder of the user, which has the workspace when a test moves it there."""
    shutil.copy(REPOSITORY / "examples" / "exit.xlsx", workspace)
    (workspace.parent / "home").mkdir(exist_ok=True)
    return workspace.parent / "home"


def mark(name: str):
    def make(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = home / "shared"
        folder.mkdir()
        (folder / name).mkdir()
        return folder

    return make


def variable(name: str):
    def make(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv(name, str(home / "Contoso"))
        return home / "Contoso"

    return make


def dropbox(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (home / "Dropbox").mkdir()
    accounts = {"business": {"path": str(home / "Our files"), "host": 1}}
    (home / "Dropbox" / "info.json").write_text(json.dumps(accounts))  # below %APPDATA%
    return home / "Our files"


@pytest.mark.parametrize(
    ("program", "folder"),
    [
        ("OneDrive", variable("OneDrive")),
        ("OneDrive", variable("OneDriveCommercial")),
        ("Dropbox", dropbox),
        ("Dropbox", lambda home, _: home / "Dropbox"),
        ("iCloud", lambda home, _: home / "Library/Mobile Documents/com~apple~CloudDocs"),
        ("a sync program", lambda home, _: home / "Library/CloudStorage/GoogleDrive-a"),
        ("Google Drive", lambda home, _: home / "My Drive"),
        ("Google Drive", mark(".shortcut-targets-by-id")),
        ("Nextcloud", lambda home, _: home / "Nextcloud"),
        ("Nextcloud", mark(".sync_0a1b2c.db")),
        ("Syncthing", mark(".stfolder")),
    ],
)
def test_a_store_that_is_uploaded_is_named_at_the_first_import_and_by_check(
    sstc: Sstc, home: Path, monkeypatch, program: str, folder
) -> None:
    place = folder(home, monkeypatch) / "work" / "series"
    shutil.copytree(Path.cwd(), place)
    monkeypatch.chdir(place)
    warning = f"warning: {program} {UPLOADS}"
    assert warning in sstc("surveys", "import", "exit.xlsx").err
    assert UPLOADS not in sstc("surveys", "import", "exit.xlsx").err
    sstc("surveys", "check").gives(0, warning)
    monkeypatch.setenv("SSTC_STORE", str(home / "private" / "series.sqlite"))
    assert UPLOADS not in sstc("surveys", "import", "exit.xlsx").err


def test_an_unreadable_file_of_dropbox_is_no_trouble(sstc: Sstc, home: Path) -> None:
    for contents in ("[]", "{", '{"personal": 1}', '{"personal": {"path": 5}}'):
        (home / "Dropbox").mkdir(exist_ok=True)
        (home / "Dropbox" / "info.json").write_text(contents)
        assert sstc("surveys", "import", "exit.xlsx").status == 0
        assert UPLOADS not in sstc("surveys", "check").err


def test_a_store_elsewhere(sstc: Sstc, workspace: Path, home: Path, monkeypatch) -> None:
    store = home / "private" / "series.sqlite"
    monkeypatch.setenv("SSTC_STORE", "~/private/series.sqlite")
    assert sstc("surveys", "import", "exit.xlsx").err == f"created the store {store}\n"
    assert not (workspace / ".sstc").exists()
    assert (store.parent / ".gitignore").read_text() == "*\n"
    (store.parent / "series-LAPTOP-7.sqlite").write_bytes(store.read_bytes())
    assert "series-LAPTOP-7.sqlite is a copy of the store" in sstc("surveys", "check").out
    assert sstc("surveys", "forget", "one@example.org", "--yes").status == 0
    assert "import 1" in sstc("surveys", "undo", "1", "--yes").out


@FILE_MODES
def test_a_folder_with_other_files_stays_as_it_is(sstc: Sstc, home: Path, monkeypatch) -> None:
    folder = home / "private"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    store = folder / "series.sqlite"
    monkeypatch.setenv("SSTC_STORE", str(store))
    assert sstc("surveys", "import", "exit.xlsx").status == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert not (folder / ".gitignore").exists()
    assert sstc("surveys", "check").status == 0
    store.chmod(0o644)
    assert "other users can read" in sstc("surveys", "check").out


@pytest.mark.parametrize(
    "place", ["secret.sqlite", "/secret", "~nobody-here/secret.sqlite", "u:secret@h/d.sqlite"]
)
def test_a_place_that_is_no_store_is_not_repeated(sstc: Sstc, home, monkeypatch, place) -> None:
    monkeypatch.setenv("SSTC_STORE", place)
    sstc("surveys", "list").gives(2, "a whole path that ends in `.sqlite`", lacks="secret")


def test_check_shows_where_the_store_and_the_key_are(sstc, workspace, home, monkeypatch) -> None:
    sstc("surveys", "import", "exit.xlsx")
    key = sstc("surveys", "key").out.strip()
    place = f"the store is {workspace / '.sstc' / 'store.sqlite'}, its key is {key}\n"
    assert sstc("surveys", "check").err == place
    monkeypatch.setattr("sstc_cli.cli.console.store.sys", SimpleNamespace(platform="win32"))
    assert "the permissions of their folders, which are not checked" in sstc("surveys", "check").err


def test_the_private_folder_is_hidden_on_windows(tmp_path: Path, monkeypatch) -> None:
    hidden = []
    kernel = SimpleNamespace(SetFileAttributesW=lambda *words: hidden.append(words))
    library = SimpleNamespace(windll=SimpleNamespace(kernel32=kernel))
    monkeypatch.setattr(lock, "ctypes", library, raising=False)
    monkeypatch.setattr(lock, "sys", SimpleNamespace(platform="win32"))
    folder = tmp_path / ".sstc"
    lock.make_private_folder(folder)
    lock.make_private_folder(folder)
    assert hidden == [(str(folder), 2)]


OPENERS = (
    ["import", "exit.xlsx"], ["import", "exit.xlsx", "--dry-run"], ["list"], ["check"], ["summary"],
    ["export"], ["undo", "1", "--yes"], ["forget", "one@example.org", "--yes"],
    ["backup", "b.sqlite"],
    ["purge", "--older-than", "2y", "--yes"], ["key", "--rotate"],
)  # fmt: skip


@pytest.mark.parametrize("words", OPENERS, ids=" ".join)
@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_in_place_of_the_store_is_not_followed(sstc, workspace, home, words, dangling):
    sstc("surveys", "import", "exit.xlsx")
    store, target = workspace / ".sstc" / "store.sqlite", home / "elsewhere"
    store.rename(target)
    target.chmod(0o644)
    before = target.read_bytes()
    if dangling:
        target.unlink()
    store.symlink_to(target)
    result = sstc("surveys", *words).gives(3, out="")
    assert f"{store} is a link, so it was neither read nor written\nhelp: move" in result.err
    assert store.is_symlink()
    assert target.exists() is not dangling
    if not dangling:
        assert (target.read_bytes(), target.stat().st_mode & 0o777) == (before, 0o644)


@pytest.fixture
def other(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of another program's database, which `SSTC_STORE` names."""
    file = home / "other.sqlite"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = PERSIST")
        database.execute("CREATE TABLE about (name TEXT, value TEXT, more TEXT)")
        database.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY)")
        database.commit()
    file.chmod(0o644)
    monkeypatch.setenv("SSTC_STORE", str(file))
    return file


@pytest.mark.parametrize("words", OPENERS, ids=" ".join)
def test_the_database_of_another_program_stays_as_it_is(sstc, other, words) -> None:
    before = {
        path: (path.read_bytes(), path.stat().st_mode) for path in other.parent.glob("other*")
    }
    result = sstc("surveys", *words).gives(3, out="")
    assert f"error: {other} is a database, but not a store of sstc\nhelp: check" in result.err
    after = {path: (path.read_bytes(), path.stat().st_mode) for path in other.parent.glob("other*")}
    assert after == before


def test_a_table_named_as_ours_makes_no_store(sstc: Sstc, other: Path) -> None:
    with closing(sqlite3.connect(other)) as database:
        database.execute("ALTER TABLE about DROP COLUMN more")
        database.execute("INSERT INTO about VALUES ('title', 'Orders')")
        database.commit()
    assert "not a store of sstc" in sstc("surveys", "import", "exit.xlsx").err


@NAMED_PIPES
def test_a_pipe_in_place_of_the_store_is_refused(sstc: Sstc, home: Path, monkeypatch) -> None:
    pipe = home / "pipe.sqlite"
    os.mkfifo(pipe, 0o644)
    monkeypatch.setenv("SSTC_STORE", str(pipe))
    for words in OPENERS:
        sstc("surveys", *words).gives(3, f"the store {pipe} is not a file", out="")
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o644


@pytest.mark.parametrize("folder", [".", "data", "data/surveys", "out", "templates/new"])
def test_a_store_among_the_files_of_the_workspace_is_refused(
    sstc: Sstc, workspace: Path, home: Path, monkeypatch, folder: str
) -> None:
    store = workspace / folder / "store.sqlite"
    monkeypatch.setenv("SSTC_STORE", str(store))
    for words in OPENERS:
        result = sstc("surveys", *words).gives(2, out="")
        assert f"the store {store} would be among the files of the workspace" in result.err
    assert not store.exists()
    for kept in (workspace / "private" / "a.sqlite", workspace / ".sstc" / "b.sqlite"):
        monkeypatch.setenv("SSTC_STORE", str(kept))
        assert sstc("surveys", "import", "exit.xlsx").status == 0
        assert (kept.parent / ".gitignore").read_text() == "*\n"


@CLOSED_FOLDERS
@pytest.mark.parametrize("words", OPENERS, ids=" ".join)
def test_a_closed_store_cannot_be_read(sstc, workspace, home, words) -> None:
    sstc("surveys", "import", "exit.xlsx")
    store = workspace / ".sstc" / "store.sqlite"
    store.chmod(0)
    result = sstc("surveys", *words).gives(3, out="")
    assert f"error: cannot read the store {store}\nhelp: check the permissions" in result.err


@CLOSED_FOLDERS
def test_a_store_that_may_only_be_read_is_not_created(sstc, workspace, home) -> None:
    sstc("surveys", "import", "exit.xlsx")
    (workspace / ".sstc" / "store.sqlite").chmod(0o400)
    (workspace / "other.xlsx").write_bytes((workspace / "exit.xlsx").read_bytes())
    assert sstc("surveys", "list").status == 0
    assert "cannot write to the store" in sstc("surveys", "import", "other.xlsx").err


def test_a_store_that_cannot_be_opened_says_if_it_may_not_be_read(sstc, home, monkeypatch) -> None:
    sstc("surveys", "import", "exit.xlsx")

    def closed(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(sqlite3, "connect", closed)
    assert "cannot write to the store" in sstc("surveys", "check").err
    monkeypatch.setattr(os, "access", lambda *_: False)
    for words in (["check"], ["summary"]):
        assert "error: cannot read the store" in sstc("surveys", *words).err
