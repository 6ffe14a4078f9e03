"""Notices of a series that has no audiences: everybody who takes part is told."""

import re
from pathlib import Path

import pytest
from conftest import Sstc
from mail_office import found_office, mails_in, prepared, register, text_of


@pytest.fixture
def open_series(sstc: Sstc, workspace: Path) -> Path:
    """Publish a series without audiences, for which three people have registered."""
    office = found_office(workspace)
    register(sstc, office)
    data = office / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^audiences:\n(?:[ #].*\n)+", "", text)
    data.write_text(re.sub(r"(?m)^    audiences: .*\n", "", text), encoding="utf-8")
    published = sstc("release", "publish", "plan", "--today", "2020-09-01")
    assert published.status == 0, published.err
    return office


def test_registered_people_are_told_of_a_move(sstc: Sstc, open_series: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    mails = mails_in(open_series, prepared(sstc, "change", 7))
    assert {"ama@example.org", "wang@example.org", "kofi@example.org"} <= {*mails}
    text = " ".join(text_of(mails["ama@example.org"]).split())
    assert "15:30" in text and "16:00" in text


def test_there_is_one_notice_for_all_participants(sstc: Sstc, open_series: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    done = sstc("notices", "render", "--today", "2020-09-18", "--language", "zh")
    assert done.status == 0, done.err
    (file,) = (line for line in done.out.splitlines() if "audience-" in line)
    assert "全体参会者" in (open_series / file).read_text(encoding="utf-8")
