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
    text = re.sub(r"(?m)^(?:audiences|partners):\n(?:[ #].*\n)+", "", text)
    data.write_text(re.sub(r"(?m)^    audiences: .*\n", "", text), encoding="utf-8")
    sstc("release", "publish", "plan", "--today", "2020-09-01").gives(0)
    return office


def test_registered_people_are_told_of_a_move(sstc: Sstc, open_series: Path) -> None:
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    mails = mails_in(open_series, prepared(sstc, "change", 7))
    assert {"ama@example.org", "wang@example.org", "kofi@example.org"} <= {*mails}
    text = " ".join(text_of(mails["ama@example.org"]).split())
    assert "07:30 → 08:00" in text and "16:00" in text  # in Accra, and in Beijing
    done = sstc("notices", "render", "--today", "2020-09-18", "--language", "zh").gives(0)
    (file,) = (line for line in done.out.splitlines() if "audience-" in line)  # for all of them
    assert "全体参会者" in (open_series / file).read_text(encoding="utf-8")


def test_a_preview_without_a_change_says_so(sstc: Sstc, open_series: Path) -> None:
    done = sstc("mail", "preview", "change", 7, "--today", "2020-09-18").gives(1)
    assert "nothing has changed for these people about webinar 7 since `plan`" in done.err
    sstc("schedule", "move", 7, "--time", "16:00", "--today", "2020-09-18")
    sstc("mail", "preview", "change", 7, "--today", "2020-09-18").gives(0, shows="15:30")


def test_a_title_that_changed_in_one_language_is_told_to_its_readers(sstc, open_series) -> None:
    data = open_series / "data" / "webinars.yaml"
    head, start, tail = data.read_text(encoding="utf-8").partition("    number: 7\n")
    titled = re.sub(r"(?m)^      zh: .*$", "      zh: 另一个题目", tail, count=1)
    assert titled != tail
    data.write_text(head + start + titled, encoding="utf-8")
    mails = mails_in(open_series, prepared(sstc, "change", 7))
    assert "另一个题目" in text_of(mails["wang@example.org"])
    assert "ama@example.org" not in mails
    assert "kofi@example.org" in mails  # the language is unknown
