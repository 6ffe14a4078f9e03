"""What a later release withdrew is gone: no page, feed or calendar quotes it."""

from pathlib import Path

import pytest
from conftest import Sstc, alter
from sites import TODAY

STARTS = "    starts: 2020-10-09 15:30\n"
MISTAKES = {
    "text": ("    summary: Write to li.private@example.com\n", "li.private"),
    "link": ("    register_url: https://forms.example/r?pwd=Abc123\n", "Abc123"),
    "join": ("    join_url: https://meet.example/j/981234567\n", "981234567"),
}


def publish(sstc: Sstc, name: str, day: str) -> None:
    sstc("--quiet", "release", "publish", name, "--force", "--today", day).gives(0)


@pytest.fixture
def corrected(sstc: Sstc, workspace: Path, request) -> str:
    """Publish a mistake and its correction; return what is private in it."""
    mistake, private = MISTAKES[request.param]
    alter(workspace, STARTS, STARTS + mistake)
    publish(sstc, "one", "2020-06-01")
    kept = mistake.replace("join_url: ", "join: {url: ").replace("\n", "}\n")
    alter(workspace, mistake, kept if request.param == "join" else "")
    publish(sstc, "two", "2020-06-02")
    return private


@pytest.mark.parametrize("corrected", MISTAKES, indirect=True)
@pytest.mark.parametrize("draft", [[], ["--draft"]])
def test_a_corrected_mistake_is_quoted_nowhere(sstc, workspace, corrected, draft) -> None:
    sstc("site", "build", *draft, *TODAY).gives(0)
    files = [file for file in (workspace / "out" / "site").rglob("*") if file.is_file()]
    assert not [file for file in files if corrected.encode() in file.read_bytes()]
    sstc("site", "check", "--select", "E").gives(0)
    changes = (workspace / "out" / "site" / "en" / "changes.json").read_text("utf-8")
    assert "– No summary" in changes or "link" in changes


def test_old_words_are_not_quoted_and_those_of_now_are(sstc: Sstc, workspace: Path) -> None:
    publish(sstc, "one", "2020-06-01")
    alter(workspace, "Sustainable Payment", "Withdrawn words")
    publish(sstc, "two", "2020-06-02")
    alter(workspace, "Withdrawn words", "Paying across borders")
    publish(sstc, "three", "2020-06-03")
    sstc("site", "build", *TODAY).gives(0)
    changes = (workspace / "out" / "site" / "en" / "changes.html").read_text("utf-8")
    assert "Withdrawn" not in changes and "Sustainable Payment" not in changes
    assert changes.count("Paying across borders") == 3  # two headings, and the last change


def test_a_mistake_in_the_last_release_is_named_with_its_place(sstc: Sstc, workspace: Path) -> None:
    mistake, private = MISTAKES["link"]
    alter(workspace, STARTS, STARTS + mistake)
    publish(sstc, "one", "2020-06-01")
    alter(workspace, mistake, "")
    lines = (workspace / "data" / "releases" / "001-one.yaml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if private in text)
    built = sstc("site", "build", *TODAY).gives(1, lacks=private)
    place = f"data/releases/001-one.yaml:{line}: series.webinars[6].register_url"
    assert f"the last release has it ({place})" in built.err
    sstc("release", "redact", "https://forms.example/r?pwd=Abc123", "--yes").gives(0)
    sstc("site", "build", *TODAY).gives(0)
    sstc("site", "check", "--select", "E").gives(0)
