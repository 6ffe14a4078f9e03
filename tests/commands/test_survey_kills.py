"""Commands of the survey store that are killed, run twice at once, or find no room."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sstc
from killing import kill
from systems import KILLS, LIMITS, STOPS, small_disk

DYING = """
import os, pathlib, signal, sys
from sstc_cli.cli import main
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
HEADER = "E-mail,Your full name,Country,Content,Consent\n"
DAY = ("--today", "2020-10-10")
STORE = [".sstc"]


def exported(file: Path, content: int, count: int = 200) -> None:
    rows = (f"p{n}@example.org,Person {n},Kenya,{content},Yes\n" for n in range(count))
    file.write_text(HEADER + "".join(rows), "utf-8")


@pytest.fixture
def small(sstc: Sstc, workspace: Path) -> Path:
    """Return a workspace that takes no time to check."""
    assert sstc("init", "small").status == 0
    sstc("surveys", "key")
    return workspace / "small"


@STOPS
def test_killed_at_fifty_moments_it_is_all_or_nothing(small: Path) -> None:
    exported(small / "exit-webinar-1.csv", 5)
    exported(small / "exit-webinar-1-later.csv", 4)
    commands = [
        (["import", "exit-webinar-1.csv", *DAY], 20),
        (["import", "exit-webinar-1-later.csv", *DAY], 10),
        (["undo", "2", "--yes"], 10),
        (["forget", "p7@example.org", "--yes"], 5),
        (["purge", "--older-than", "1d", "--yes", "--today", "2099-01-01"], 5),
    ]
    jobs = [
        {"words": ["surveys", *words], "places": STORE, "most": most} for words, most in commands
    ]
    found = kill(small, *jobs)
    assert [sum(counts.values()) for counts in found] == [20, 10, 10, 5, 5]
    assert all(counts["nothing"] and counts["all"] for counts in found)


@STOPS
def test_a_killed_rotation_leaves_a_store_that_goes_on(sstc: Sstc, workspace: Path) -> None:
    exported(workspace / "exit-webinar-7.csv", 5, 50)
    assert sstc("surveys", "import", "exit-webinar-7.csv").status == 0
    proofs = [
        (["surveys", "check", "--fix"], "the store is intact: 50 responses, 50 people"),
        (["surveys", "import", "exit-webinar-7.csv"], "50 unchanged"),
    ]
    key = {"words": ["surveys", "key", "--rotate"], "places": [*STORE, "../home"], "most": 15}
    kill(workspace, key | {"proofs": proofs})


@STOPS
@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (["backup", "kept/[1].sqlite"], "kept"),
        (["export", "--with-contacts", "-o", "kept/"], "kept"),
        (["export", "--with-contacts", "-o", "out/surveys/"], "out/surveys"),
    ],
)
def test_a_killed_backup_or_export_is_tidied_by_the_next(sstc, small, words, folder) -> None:
    exported(small / "exit-webinar-1.csv", 5)
    assert sstc("--workspace", small, "surveys", "import", small / "exit-webinar-1.csv").status == 0
    (small / "out").mkdir()
    job = {"words": ["surveys", *words], "places": [folder], "most": 30, "tidy": True}
    (found,) = kill(small, job)
    assert found["nothing"] and found["all"]


@KILLS
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--fix"],
        ["forget", "p7@example.org", "--yes"],
        ["undo", "1", "--yes"],
        ["purge", "--older-than", "2y", "--yes"],
    ],
)
def test_what_a_killed_export_left_is_deleted(sstc, workspace, words) -> None:
    exported(workspace / "exit-webinar-7.csv", 5)
    assert sstc("surveys", "import", "exit-webinar-7.csv").status == 0
    dying = [sys.executable, "-c", DYING, "surveys", "export", "--with-contacts", "-o", "kept/"]
    assert subprocess.run(dying, check=False, capture_output=True).returncode == -signal.SIGKILL
    (left,) = (file for file in (workspace / "kept").iterdir() if file.suffix != ".lock")
    assert left.stat().st_size
    result = sstc("surveys", *words).gives(0)
    said = f"deleted what stopped commands left unfinished\n  kept/{left.name}\n"
    assert said in result.err
    assert [*(workspace / "kept").iterdir()] == []


def limited(workspace: Path, limit: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may not make any file larger than the limit."""
    import resource

    return subprocess.run(
        [sys.executable, "-m", "sstc_cli", "surveys", *words],
        cwd=workspace, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip


@LIMITS
def test_a_file_that_may_not_grow_is_one_line(sstc: Sstc, workspace: Path) -> None:
    exported(workspace / "exit-webinar-7.csv", 5)
    sstc("surveys", "key")
    done = limited(workspace, 60_000, "import", "exit-webinar-7.csv")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: cannot read or write the store ")
    assert "nothing was changed\nhelp: check that its drive is connected, has room" in done.stderr
    assert "200 new" in sstc("surveys", "import", "exit-webinar-7.csv").out
    undone = limited(workspace, 60_000, "undo", "1", "--yes")
    assert undone.stderr.startswith("error: cannot read or write the store ")
    assert "200 responses" in sstc("surveys", "check").out


@pytest.fixture
def disk(sstc: Sstc, workspace: Path, tmp_path: Path) -> Iterator[Path]:
    """Mount a small disk, with a workspace of 200 responses."""
    with small_disk(tmp_path, "900k") as disk:
        shutil.copytree(workspace / "data", disk / "data")
        exported(disk / "exit-webinar-7.csv", 5)
        assert (
            sstc("--workspace", disk, "surveys", "import", disk / "exit-webinar-7.csv").status == 0
        )
        yield disk


def test_a_full_disk_is_one_line_and_loses_nothing(sstc: Sstc, disk: Path) -> None:
    before = (disk / ".sstc" / "store.sqlite").read_bytes()
    fill = ["dd", "if=/dev/zero", f"of={disk / 'filled'}"]
    subprocess.run(fill, capture_output=True, check=False)
    another = disk.parent / "exit-webinar-8.csv"
    exported(another, 5)
    for words in (["undo", "1", "--yes"], ["forget", "p7@example.org", "--yes"],
                  ["backup", disk / "copy.sqlite"], ["import", another, "--yes"]):  # fmt: skip
        result = sstc("--workspace", disk, "surveys", *words)
        assert result.status == 3, words
        assert result.err.startswith("error: the disk is full"), words
        assert len(result.err.splitlines()) == 2
    readable(sstc, disk)
    assert sstc("--workspace", disk, "surveys", "check").status == 0
    result = sstc("--workspace", disk, "surveys", "export", "-o", disk / "a.xlsx")
    assert (result.status, len(result.err.splitlines())) == (3, 2)
    (disk / "filled").unlink()
    assert (disk / ".sstc" / "store.sqlite").read_bytes() == before
    assert "200 responses" in sstc("--workspace", disk, "surveys", "check").out


def test_a_read_only_disk_can_be_read(sstc: Sstc, disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    readable(sstc, disk)
    result = sstc("--workspace", disk, "surveys", "undo", "1", "--yes")
    assert (result.status, len(result.err.splitlines())) == (3, 2)
    assert result.err.startswith("error: cannot write to the store")


def readable(sstc: Sstc, disk: Path) -> None:
    """Check that commands which only read do so where nothing can be written."""
    assert "200 new" in sstc("--workspace", disk, "surveys", "list").out
    assert "200 responses" in sstc("--workspace", disk, "surveys", "summary", 7).out
    copy = disk.parent / "copy.sqlite"
    assert sstc("--workspace", disk, "surveys", "backup", copy).status == 0
    exported = sstc("--workspace", disk, "surveys", "export", "--format", "csv", "-o", "-")
    assert len(exported.out.splitlines()) == 201


@LIMITS
def test_git_offers_no_store_after_a_failure_in_the_first_import(sstc: Sstc, small: Path) -> None:
    exported(small / "exit-webinar-1.csv", 5)
    assert limited(small, 0, "import", "exit-webinar-1.csv").returncode == 3
    assert [*(small / ".sstc").iterdir()] == []
    assert sstc("--workspace", small, "surveys", "import", small / "exit-webinar-1.csv").status == 0
    assert (small / ".sstc" / ".gitignore").read_text("utf-8") == "*\n"
