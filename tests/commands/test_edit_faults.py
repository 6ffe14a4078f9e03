"""Edits of the schedule where something stands against them, and what they tell."""

import json
from pathlib import Path

import pytest
from conftest import Sstc
from systems import CLOSED_FOLDERS

TODAY = ("--today", "2020-09-01")
LINK = "https://example.org/五"


@pytest.fixture
def data(workspace: Path) -> Path:
    return workspace / "data" / "webinars.yaml"


def changes(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that only the one and only the other has, in their order."""
    old, new = (content.decode().splitlines() for content in (before, after))
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_second_move_raises_the_revision_again(sstc: Sstc, data: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", *TODAY)
    sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-09-02")
    text = data.read_text(encoding="utf-8")
    assert "    revision: 2\n    revised: 2020-09-02 00:00\n" in text
    written = data.read_bytes()
    result = sstc("schedule", "move", 7, "--time", "15:30", "--today", "2020-09-03")
    assert (result.status, result.out, result.err) == (0, "", "nothing to change\n")
    assert data.read_bytes() == written


def test_an_edit_that_brings_errors_is_refused_unless_forced(sstc: Sstc, data: Path) -> None:
    before = data.read_bytes()
    words = ("schedule", "move", 7, "--date", "2020-10-17", *TODAY)
    result = sstc(*words).gives(1, ":13: error E206 webinar 8 is held on 2020-10-16")
    assert "error: this change would cause 2 new errors, so nothing was written\n" in result.err
    assert data.read_bytes() == before
    assert sstc(*words, "--force").status == 0
    assert b"starts: 2020-10-17 15:30" in data.read_bytes()


def test_set_repairs_values_and_reports_what_it_fixes(sstc: Sstc, data: Path) -> None:
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("count: 15", "count: 14"), encoding="utf-8")
    result = sstc("schedule", "set", "count", "15", *TODAY).gives(0)
    gone = "  error E204: 14 webinars are announced, but 15 are listed\n"
    assert f"fixed by this change:\n{gone}" in result.err
    assert data.read_text(encoding="utf-8") == text
    data.write_text(text.replace("count: 15", "count: many"), encoding="utf-8")
    assert sstc("schedule", "move", 7, "--time", "16:00").status == 1
    assert sstc("schedule", "set", "count", "15", *TODAY).status == 0
    assert data.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("place", ["webinars[training-models].join_url", "webinars[4].join_url"])
def test_set_and_remove_a_key(sstc: Sstc, data: Path, place: str) -> None:
    before = data.read_bytes()
    assert sstc("schedule", "set", place, LINK, *TODAY).status == 0
    revised = "    revised: 2020-09-01 00:00"
    assert changes(before, data.read_bytes()) == ([], [f"    join_url: {LINK}", revised])
    assert sstc("schedule", "set", place, "--remove", *TODAY).status == 0
    assert changes(before, data.read_bytes()) == ([], [revised.replace("00:00", "00:01")])


def test_set_when_a_webinar_is_held_is_a_revision(sstc: Sstc, data: Path) -> None:
    sstc("schedule", "set", "webinars[6].ends", "2020-10-09 17:10", *TODAY)
    text = data.read_text(encoding="utf-8")
    assert "    revision: 1\n    revised: 2020-09-01 00:00\n" in text


def test_json_says_what_happened(sstc: Sstc, data: Path) -> None:
    before = data.read_bytes()
    words = ("schedule", "move", 7, "--date", "2020-10-17", "--json", *TODAY)
    result = sstc(*words)
    reported = json.loads(result.out)
    assert (result.status, reported["written"], reported["gone"]) == (1, False, [])
    assert {diagnostic["code"] for diagnostic in reported["new"]} == {"E206", "E208"}
    assert "+    starts: 2020-10-17 15:30\n" in reported["diff"]
    assert data.read_bytes() == before
    assert json.loads(sstc(*words, "--force").out)["written"]


@CLOSED_FOLDERS
def test_a_folder_that_cannot_be_written(sstc: Sstc, data: Path) -> None:
    data.parent.chmod(0o500)
    try:
        result = sstc("schedule", "move", 7, "--time", "16:00", *TODAY)
    finally:
        data.parent.chmod(0o700)
    assert (result.status, "cannot write" in result.err) == (3, True)


def test_colours_only_where_wanted(sstc: Sstc) -> None:
    words = ("schedule", "move", 7, "--time", "16:00", "--dry-run", "--diff", *TODAY)
    assert "\x1b" not in sstc(*words).out
    assert "\x1b[31m-    starts: 2020-10-09 15:30" in sstc("--color", "always", *words).out


def test_an_alias_is_left_alone_and_the_rest_is_corrected(sstc: Sstc, data: Path) -> None:
    wrong = data.read_bytes().replace(b"count: 15", b"count: 015")
    zones = b"Africa/Lagos, Africa/Nairobi", b"&z Africa/Lagoss, Africa/Nairobbi"
    data.write_bytes(wrong := wrong.replace(*zones))
    assert sstc("validate", "--fix").status == 1
    fixed = wrong.replace(b"Nairobbi", b"Nairobi").replace(b"count: 015", b"count: 15")
    assert data.read_bytes() == fixed
