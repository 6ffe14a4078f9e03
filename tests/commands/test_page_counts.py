"""How many pages the documents about a series take on A4."""

import re
from pathlib import Path

import pytest
from conftest import Sstc, alter, poppler

ZONES = (
    "America/New_York, America/Bogota, Europe/Paris, Africa/Lagos, Africa/Nairobi, Asia/Kolkata, "
    "Pacific/Auckland"
)
REGISTER = "https://forms.example.org/webinar-registration?series=2020&lang=en"


def pages(sstc: Sstc, name: str, language: str) -> list[str]:
    """Return the text of each page of a document, as a PDF."""
    result = sstc("documents", "render", name, "--format", "pdf", "--language", language).gives(0)
    data = Path(result.out.strip()).read_bytes()
    return poppler("pdftotext", data, "-layout").decode().removesuffix("\f").split("\f")


def fill(workspace: Path) -> None:
    """Give the shipped series seven zones, a link to register, and a cancelled webinar."""
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    text = re.sub(r"audience_zones: .*", f"audience_zones: [{ZONES}]", text)
    text = text.replace("    when: before\n", f"    when: before\n    url: {REGISTER}\n")
    ends = "    ends: 2020-10-30 21:30\n"
    reason = "{en: The speakers cannot come, zh: 演讲人无法出席}"
    text = text.replace(ends, f"{ends}    status: cancelled\n    cancelled_because: {reason}\n")
    data.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_concept_note_takes_three_pages(sstc: Sstc, language: str) -> None:
    note = pages(sstc, "concept-note", language)
    assert len(note) == 3
    day = r"^ *\d+ +Fri \d" if language == "en" else r"^ *\d+ +\d+ *月"
    counts = [len(re.findall(day, page, re.MULTILINE)) for page in note]
    assert sorted(counts) == [0, 0, 15]  # the schedule is on one page


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "pt"])
def test_a_full_concept_note_takes_three_pages(sstc: Sstc, workspace: Path, language: str) -> None:
    """The texts of other languages are in English, each with a mark of the language."""
    fill(workspace)
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, fr, es, pt]")
    assert len(pages(sstc, "concept-note", language)) == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_programme_with_seven_zones_takes_two_pages(sstc, workspace, language) -> None:
    fill(workspace)
    first, second = pages(sstc, "programme", language)
    assert REGISTER in first
    assert {"en": "Local starts", "zh": "各地开始时间"}[language] in first + second


def test_no_page_has_only_the_last_lines(sstc: Sstc) -> None:
    assert len(pages(sstc, "programme", "zh")) == 1
    assert len(pages(sstc, "programme", "en")) == 2


def test_a_programme_has_each_offset_once_and_no_time_of_a_cancelled_webinar(sstc, workspace):
    fill(workspace)
    made = sstc("documents", "render", "programme", "--format", "md")
    lines = Path(made.out.strip()).read_text("utf-8").replace("\u00a0", " ").splitlines()
    (legend,) = (line for line in lines if line.startswith("Local times: "))
    cities = re.findall(r"([A-Z]\w+(?: [A-Z]\w+)?) \(UTC", legend)
    assert cities == ["New York", "Bogotá", "Paris", "Lagos", "Nairobi", "Kolkata", "Auckland"]
    assert legend.endswith("+1**: next day")
    row, starts = (line for line in lines if line.startswith("| 10 |"))
    assert row.startswith("| 10 | Fri 30 Oct | – | **Cancelled: Sustainable Solutions")
    assert row.endswith("(The speakers cannot come) |")
    assert starts == "| 10 " + "| – " * 7 + "|"


def test_pages_after_the_first_have_the_short_title_above(sstc: Sstc) -> None:
    title = "South-South and Triangular Cooperation among Cities"
    assert sstc("schedule", "set", "short_title", "Cities and E-Commerce").status == 0
    first, *others = pages(sstc, "concept-note", "en")
    assert title in first
    assert [page.split()[:3] for page in others] == [["Cities", "and", "E-Commerce"]] * len(others)
