"""SARIF and GitHub's workflow commands."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY, missing_program

from sstc_cli.diagnostics import (
    Diagnostic,
    Place,
    Severity,
    select_codes,
    write_github,
    write_json,
    write_sarif,
)

PLACE = Place("data/web inars.yaml", 88, 11, 88, 27)
NOTE = Severity.NOTE
FOUND = (
    Diagnostic("E201", "ends 100% before, it: starts", ("webinars", 6), "swap\nthem", place=PLACE),
    Diagnostic("W401", "at night", ("webinars", 0), place=Place("f", 1, 2, 3, 4), weight=NOTE),
    Diagnostic("W902", "over", place=Place("f", 9, 1, 9, 2)),
)
PAGES = {"E201": "A webinar ends before it starts.\n\nWhy.\n"}


def test_github_escapes_what_ends_a_command() -> None:
    assert write_github(FOUND).splitlines() == [
        "::error title=E201,file=data/web inars.yaml,line=88,endLine=88,col=11,endColumn=27::"
        "ends 100%25 before, it: starts%0Ahelp: swap%0Athem",
        "::notice title=W401,file=f,line=1,endLine=3::at night",
        "::warning title=W902,file=f,line=9,endLine=9,col=1,endColumn=2::over",
    ]


def test_json_counts_by_severity() -> None:
    document = json.loads(write_json(FOUND))
    assert (document["errors"], document["warnings"], document["notes"]) == (1, 1, 1)


def multitool() -> Path:
    folder = REPOSITORY / "node_modules" / "@microsoft"
    found = [*folder.glob("*/Sarif.Multitool"), *folder.glob("*/Sarif.Multitool.exe")]
    return found[0] if found else missing_program("the SARIF multitool is missing: npm install")


def complaints(text: str, folder: Path) -> list[str]:
    """Return the errors of Microsoft's validator, by SARIF's rules and those of GitHub."""
    file = folder / "found.sarif"
    file.write_text(text, encoding="utf-8")
    command = [multitool(), "validate", str(file), "--rule-kind", "Sarif;Ghas"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "1 files scanned" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if ": error " in line]


def test_sarif_is_valid_and_shows_up_in_code_scanning(tmp_path: Path) -> None:
    assert "\n".join(complaints(write_sarif(FOUND, PAGES, "0.1.0"), tmp_path)) == ""
    assert complaints(write_sarif((), PAGES, "0.1.0"), tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new"), [('"2.1.0"', '"2.0"'), ('"startLine": 88', '"startLine": 0')]
)
def test_the_validator_refuses_what_is_broken(tmp_path: Path, old: str, new: str) -> None:
    text = write_sarif(FOUND, PAGES, "0.1.0")
    assert old in text
    assert complaints(text.replace(old, new), tmp_path)


def test_sarif_points_at_the_rule_and_the_place() -> None:
    (run,) = json.loads(write_sarif(FOUND, PAGES, "0.1.0"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        "E201",
        "W401",
        "W902",
    ]
    location = run["results"][0]["locations"][0]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "webinars[6]"}]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "data/web%20inars.yaml"
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning"]


def test_select_and_ignore() -> None:
    assert [diagnostic.code for diagnostic in select_codes(FOUND, ["w"], ["W9"])] == ["W401"]
    assert select_codes(FOUND, None, None) == FOUND


def test_sarif_gives_a_file_elsewhere_its_whole_address() -> None:
    place = Place("/srv/team share/invitation.ics", 1, 1, 1, 2)
    run = json.loads(write_sarif([Diagnostic("E801", "empty", place=place)], {}, "1"))["runs"][0]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///srv/team%20share/invitation.ics"}
