"""Schedules of other offices become plans that validate."""

import os
import re
from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.workspace.starter import starter_plan

SCHEDULES = Path(__file__).with_name("schedules")
FILES = sorted(path for path in SCHEDULES.iterdir() if path.suffix in (".csv", ".xlsx"))
# the parts that every plan has from the starter; the expected plans have `…` in their place
KEPT = (
    ("# Change it to your series", "id: "),
    ("# When the plan last changed", "zone: "),
    ("organisers:", "audiences:"),
    ("# What is due when", "# Which participants are"),
    ("# The e-mails about", "# Enter each speaker"),
)
# what each file does not say, or not surely
OPTIONS = {
    "01": ["--zone", "America/New_York", "--minutes", 60],
    "02": ["--zone", "Australia/Sydney", "--starts", "16:00", "--minutes", 90],
    "03": ["--zone", "Europe/London", "--year", 2026, "--minutes", 60],
    "04": ["--zone", "America/Toronto"],
    "05": ["--zone", "Europe/London", "--starts", "14:00", "--minutes", 60],
    "06": ["--zone", "Asia/Taipei", "--year", 2026, "--starts", "14:00", "--minutes", 120],
    "07": ["--zone", "America/New_York", "--starts", "noon", "--minutes", 60, "--language", "en"],
    "08": ["--zone", "America/Los_Angeles"],
    "11": ["--zone", "Africa/Dakar"],
    "16": ["--zone", "Europe/Berlin", "--minutes", 60],
    "17": ["--zone", "Asia/Shanghai"],
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_becomes_a_plan_that_validates(sstc: Sstc, tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "our-series"
    result = sstc("init", folder, "--from", file, *OPTIONS.get(file.name[:2], [])).gives(0)
    said = result.err.replace(str(tmp_path), "…").replace("\\", "/")
    made = (folder / "data" / "webinars.yaml").read_bytes().decode()
    languages = re.findall(r"[\w-]+", re.findall(r"(?m)^languages: (.+)", made)[0])
    starter = starter_plan(languages)
    for first, after in KEPT:
        part = starter[starter.index(first) : starter.index(after)]
        assert part in made
        made = made.replace(part, "…\n")
    for actual, suffix in ((said, ".txt"), (made, ".yaml")):
        expected = file.with_suffix(suffix)
        if os.environ.get("SSTC_GOLDEN") == "write":
            expected.write_bytes(actual.encode())
        assert actual == expected.read_text("utf-8")
    assert sstc("--workspace", folder, "validate", "--today", "2026-01-01").status == 0
    assert sstc("--workspace", folder, "agenda", "render", "--all").status == 0
    assert sstc("--workspace", folder, "calendar", "export").status == 0


def test_each_schedule_has_a_row_in_the_readme() -> None:
    rows = (SCHEDULES / "README.md").read_text("utf-8").splitlines()
    named = {row[2:4] for row in rows if row[:1] == "|" and row[2:4].isdigit()}
    assert named == {file.name[:2] for file in FILES}
