"""`sstc validate` on the real series, on the note as printed, and on what cannot be read."""

import json
import re
from pathlib import Path

from conftest import Sstc, alter

NOTE = Path(__file__).parents[1] / "data" / "concept_note.yaml"


def line_of(text: str, number: int) -> int:
    """Return the line of a webinar's `starts` in the transcribed note."""
    lines = text.splitlines()
    at = lines.index(f"    number: {number}")
    return next(i for i, line in enumerate(lines[at:], at + 1) if line.startswith("    starts"))


def as_printed(workspace: Path) -> str:
    text = NOTE.read_text(encoding="utf-8")
    (workspace / "data" / "webinars.yaml").write_text(text, encoding="utf-8")
    return text


def test_the_shipped_series_is_clean_and_warnings_fail_under_strict_only(sstc, workspace) -> None:
    sstc("validate", "--strict").gives(0, out="", err="15 webinars, 3 surveys: no errors\n")
    assert sstc("validate", "--today", "2020-10-01").status == 0
    sstc("validate", "--today", "tomorrow").gives(2, "`tomorrow` is not a date")
    alter(workspace, "ends: 2020-12-04}", "ends: 2020-12-05}")
    assert sstc("validate").status == 0
    assert sstc("validate", "--strict").status == 1
    assert sstc("validate").err == "15 webinars, 3 surveys: no errors, 1 warning\n"


def test_the_note_as_printed_contradicts_itself(sstc: Sstc, workspace: Path) -> None:
    text = as_printed(workspace)
    result = sstc("validate", "--today", "2020-07-01")
    lines = result.out.splitlines()
    starts = {number: line_of(text, number) for number in (1, 4, 7, 8, 9, 10, 14, 15)}
    window = next(i for i, line in enumerate(text.splitlines(), 1) if line.startswith("window"))
    for place, said in (
        (f"{window}:18: warning W213", "the window starts on a Saturday, 2020-08-15"),
        (f"{starts[1]}:13: error E203", "webinar 1 is 1 day before the window starts"),
        (f"{starts[14]}:13: error E203", "webinar 14 is 7 days after the window ends"),
        (f"{starts[15]}:13: error E203", "webinar 15 is 14 days after the window ends"),
        (f"{starts[4]}:13: error E208", "no webinar on Friday 2020-09-04"),
        (f"{starts[7]}:13: error E208", "no webinar on Friday 2020-10-02"),
        (f"{starts[1] + 1}:11: error E210", "100 minutes, but the slot of webinar 1 has 90"),
        *(
            (f"{starts[number] - 3}:12: warning W502", "`Spotighting` looks like a typo")
            for number in (7, 8, 9, 10)
        ),
    ):
        assert [line for line in lines if f"webinars.yaml:{place}" in line and said in line]
    assert result.status == 1
    assert len(lines) == 11


def test_json_has_places_and_parses(sstc: Sstc, workspace: Path) -> None:
    as_printed(workspace)
    result = sstc("validate", "--format", "json", "--today", "2020-07-01")
    document = json.loads(result.out)
    assert (result.status, document["version"]) == (1, 1)
    assert (document["errors"], document["warnings"]) == (6, 5)
    found = next(
        diagnostic for diagnostic in document["diagnostics"] if diagnostic["code"] == "W213"
    )
    assert found["path"] == "window.starts"
    assert found["place"]["file"] == "data/webinars.yaml"
    assert found["place"]["end_column"] - found["place"]["column"] == len("2020-08-15")


def test_drawn_under_the_line_on_a_terminal(sstc: Sstc, workspace: Path, golden) -> None:
    as_printed(workspace)
    result = sstc("--color", "always", "validate", "--today", "2020-07-01")
    assert "\x1b[" in result.out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", result.out)
    golden(plain, "validate_concept_note.txt")


def test_a_workspace_is_named_or_found_above(sstc, tmp_path, monkeypatch, workspace) -> None:
    monkeypatch.chdir(tmp_path)
    sstc("validate").gives(3, "sstc init")
    result = sstc("validate", "--format", "json")
    assert json.loads(result.out)["error"]["message"].startswith("no data/webinars.yaml")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "webinars.yaml.txt").touch()
    sstc("validate").gives(3, "rename data/webinars.yaml.txt")
    assert sstc("--workspace", workspace, "validate").status == 0
    monkeypatch.chdir(workspace / "data" / "surveys")
    assert sstc("validate").status == 0, "a folder above is one"
    monkeypatch.chdir(tmp_path)
    assert sstc("--workspace", tmp_path / "none", "validate").status == 3
    monkeypatch.setenv("SSTC_WORKSPACE", str(workspace))
    assert sstc("validate").status == 0


def test_a_survey_without_file_and_a_misnamed_one(sstc: Sstc, workspace: Path) -> None:
    surveys = workspace / "data" / "surveys"
    (surveys / "exit.yaml").rename(surveys / "exits.yaml")
    result = sstc("validate")
    result.gives(1, shows="data/surveys/exit.yaml does not exist (did you mean `exits`?)")
    assert "data/surveys/exits.yaml" in result.out


def test_hours_and_holidays_are_listed_together(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"audience_zones:.*(\n  .*)*", "audience_zones: [America/Los_Angeles]", text)
    waiver = "waivers:\n  - {code: W401, path: 'webinars[1]', reason: agreed}\n"
    text = text.replace("waivers:\n", f"audience_countries: [PH, IN]\n{waiver}")
    file.write_text(text, encoding="utf-8")
    found = sstc("validate", "--select", "W4", "--select", "W9", "--today", "2020-08-01").out
    assert "webinar 1 is at an unsocial hour: 04:30-06:00 in America/Los_Angeles (move" in found
    also = "(also webinar 4, webinar 5 and 2 more)"
    assert f"webinar 3 is at an unsocial hour: 00:30-02:00 in America/Los_Angeles {also}" in found
    assert "webinar 2 is on 2020-08-21, a holiday: Ninoy Aquino Day (PH) (also webinar" in found
    assert "W9" not in found
