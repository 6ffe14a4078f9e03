"""Release files that somebody has changed, or that cannot be: each is reported with its line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Sstc, alter

PUBLISH = ("release", "publish")
FIRST, SECOND = "data/releases/001-first.yaml", "data/releases/002-second.yaml"


@pytest.fixture
def damage(sstc: Sstc, workspace: Path) -> Callable[..., list[str]]:
    """Replace a part of a release file; return the diagnostics of `sstc validate`."""
    sstc(*PUBLISH, "first", "--today", "2020-06-01")
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-06-20")
    sstc(*PUBLISH, "second", "--today", "2020-07-01")

    def found(file: str, old: str = "", new: str = "") -> list[str]:
        path = workspace / file
        if old:
            alter(path, old, new, count=1)
        return sstc("validate", "--today", "2020-07-01").out.splitlines()

    return found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "version: 1",
            "version: 2",
            ":2:10: error E229 this release has format version 2, written by",
        ),
        ("version: 1", "version: new", ":2:10: error E108 `new` is not a whole number"),
        ("version: 1\n", "", ":2:1: error E104 `version` is missing"),
        ("sequence: 1", "sequence: one", ": error E108 `one` is not a whole number"),
        ("stamp: 2020-05-31", "stamp: 2020-02-31", ": error E107 `2020-02-31 16:00:00Z` is not"),
        ("published: 2020", "published: 1820", ": error E107 `1820-06-30 16:00:00Z` is not an in"),
        ("starts: 2020-08-14 19:30", "starts: 7 pm", ": error E107 `7 pm` is not a date"),
        ("  audiences:", "  audience:", ":47:3: error E103 unknown key `audience` in `series`"),
        ("name: second", "name: third", ":3:7: error E226 002-second.yaml is not a valid name"),
        ("languages:\n    - en\n    - zh", "languages: []", ": error E105 the list is empty"),
        ("series:", "series: [", ": error E101 "),
        ("published: 2020-06-30", "published: 2020-05-30", ":4:12: error E228 `second` was not pu"),
    ],
)
def test_damage_is_reported_with_its_place(damage, old: str, new: str, expected: str) -> None:
    found = damage(SECOND, old, new)
    assert found[0].startswith(f"{SECOND}:")
    assert expected in found[0]
    assert len(found) == 1


def test_a_counter_or_stamp_that_decreases_is_reported(damage) -> None:
    found = damage(FIRST, "sequence: 0", "sequence: 4")
    assert len(found) == 1
    assert "error E228 the `sequence` of `sustainable-finance` is lower than in `first`" in found[0]
    assert found[0].startswith(f"{SECOND}:")
    found = damage(FIRST, "stamp: 2020-05-31", "stamp: 2020-07-31")
    assert any("the `stamp` of `sustainable-finance` is lower" in line for line in found)


def test_a_webinar_that_was_taken_out_is_reported(damage, workspace: Path) -> None:
    path = workspace / SECOND
    text = path.read_text(encoding="utf-8")
    last = text.rindex("    - id: ", 0, text.rindex("number: 15"))
    path.write_text(text[:last], encoding="utf-8")
    assert any("E228" in line and "`first` is missing" in line for line in damage(SECOND))


def test_two_releases_of_the_same_number_or_name(damage, workspace: Path) -> None:
    folder = workspace / "data" / "releases"
    shutil.copy(folder / "002-second.yaml", folder / "002-third.yaml")
    found = damage("data/releases/002-third.yaml", "name: second", "name: third")
    assert "002-second.yaml and 002-third.yaml have the same number" in found[0]
    (folder / "002-third.yaml").rename(folder / "003-second.yaml")
    found = damage("data/releases/003-second.yaml", "name: third", "name: second")
    assert "002-second.yaml and 003-second.yaml have the same name" in found[0]


@pytest.mark.parametrize("name", ["second.yaml", "2-second.yaml", "002_second.yaml", "002-.yaml"])
def test_a_file_whose_name_is_not_that_of_a_release(damage, workspace: Path, name: str) -> None:
    (workspace / SECOND).rename(workspace / "data" / "releases" / name)
    found = damage(FIRST)
    assert any("error E226" in line and name in line for line in found)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"- a\n", b"null", b"[" * 100_000, b"&a [*a]", b"\0", b"a: b"]
)
def test_a_file_that_is_not_a_release(damage, sstc: Sstc, workspace: Path, data: bytes) -> None:
    (workspace / SECOND).write_bytes(data)
    assert all(line.startswith(SECOND) for line in damage(SECOND))
    for words in (("list",), ("show", "second"), ("diff",), ("diff", "first", "second")):
        result = sstc("release", *words).gives(1, out="")
        assert result.err.startswith(f"error: {SECOND}:")
    for words in (("calendar", "export"), (*PUBLISH, "third")):
        sstc(*words).gives(1, SECOND, out="")
    assert not (workspace / "out").exists()


def test_other_files_are_left_alone_and_a_folder_is_refused(damage, workspace, sstc) -> None:
    (workspace / "data" / "releases" / ".sstc-half").write_text("half", encoding="utf-8")
    (workspace / "data" / "releases" / "README.md").write_text("ours", encoding="utf-8")
    assert damage(SECOND) == []
    (workspace / "data" / "releases" / "003-third.yaml").mkdir()
    sstc("validate").gives(3, "cannot read data/releases/003-third.yaml")


def test_a_typo_in_a_key_can_be_fixed(damage, sstc: Sstc, workspace: Path) -> None:
    before = (workspace / SECOND).read_bytes()
    damage(SECOND, "  zone: Asia", "  zon: Asia")
    assert "updated data/releases/002-second.yaml" in sstc("validate", "--fix").err
    assert (workspace / SECOND).read_bytes() == before
