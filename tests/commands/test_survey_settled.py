"""The same file again: its rows are not read, and what is said is the same as if they were."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Sstc, alter

HEADER = "E-mail,Country,Content,Mood,IP,Comments,Consent\n"
ROWS = (
    "one@example.org,Kenya,5,fine,10.0.0.1,Thanks,Yes\n"
    "two@example.org,Ethopia,4,fine,10.0.0.2,,Yes\n"
    "two@example.org,Kenya,3,,,,Yes\n"
    "three@example.org,Congo,3,,,,No\n"
)
FILE = "exit-webinar-7.csv"
IMPORT = ("surveys", "import", FILE)


@pytest.fixture
def imported(sstc: Sstc, workspace: Path) -> Path:
    (workspace / FILE).write_text(HEADER + ROWS, "utf-8")
    assert "3 new" in sstc(*IMPORT).out
    return workspace


def forget_cached(workspace: Path) -> None:
    """Make the store forget that it knows the file."""
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        assert store.execute("DELETE FROM about WHERE name LIKE 'settled %'").rowcount == 1
        store.commit()


def is_read(sstc: Sstc, monkeypatch: pytest.MonkeyPatch, *words: str) -> bool:
    """Return whether an import reads the rows of its file."""
    from sstc_cli.survey import read_tables

    read = []

    def spy(*arguments: object) -> object:
        read.append(arguments)
        return read_tables(*arguments)

    monkeypatch.setattr("sstc_cli.cli.surveys.importing.read_tables", spy)
    assert sstc(*IMPORT, *words).status == 0
    return bool(read)


@pytest.mark.parametrize("words", [(), ("--json",), ("--dry-run",)])
def test_a_cached_import_says_the_same_as_one_that_reads(sstc: Sstc, imported: Path, words) -> None:
    again = sstc(*IMPORT, *words)
    forget_cached(imported)
    assert sstc(*IMPORT, *words) == again
    assert "3 unchanged" in again.out or '"unchanged": 3' in again.out


def test_a_cached_file_is_read_again_when_anything_has_changed(sstc, imported, monkeypatch) -> None:
    assert not is_read(sstc, monkeypatch)
    alter(imported / "data" / "surveys" / "exit.yaml", "Satisfaction with", "Contentment with")
    assert is_read(sstc, monkeypatch)
    assert not is_read(sstc, monkeypatch)
    assert is_read(sstc, monkeypatch, "--webinar", "8", "--yes")
    assert is_read(sstc, monkeypatch)  # the other import has changed the store
    for words in (["undo", "2"], ["forget", "one@example.org", "--yes"],
                  ["purge", "--older-than", "0d", "--yes", "--today", "2099-01-01"]):  # fmt: skip
        assert not is_read(sstc, monkeypatch)
        assert sstc("surveys", *words).status == 0
        assert is_read(sstc, monkeypatch), words
    (imported / FILE).write_text(HEADER + ROWS.replace("Thanks", "Thank you"), "utf-8")
    assert is_read(sstc, monkeypatch)


def test_rejected_rows_are_reported_every_time(sstc: Sstc, workspace: Path) -> None:
    (workspace / FILE).write_text(HEADER + ROWS.replace(",4,", ",9,"), "utf-8")
    assert [sstc(*IMPORT).status for _ in range(3)] == [1, 1, 1]
