"""Every document as a page: what validators, a browser and a printer make of it."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from browser import Browser
from conftest import Sstc, missing_program, poppler, read_series
from letterheads import ARRANGEMENTS, two_logos
from made import STATIONERY, TEMPLATES, chromium, markdown_to, series_of, written

from sstc_cli.documents import formats_of
from sstc_cli.render import FORMATS, Templates
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.documents import VIEWS

LANGUAGES = ("en", "zh", "ar")
LONG_LINK = "https://example.zoom.us/webinar/register/" + "WN_9xK2hQmTQ1qkqg7Yc0V1mA" * 2
PEOPLE = """
people:
  - {id: ada, name: محمد, position: {en: Mayor, ar: عمدة}}

webinars:
"""


@pytest.fixture
def pages(sstc: Sstc, workspace: Path) -> dict[str, str]:
    """Return each document of webinar 7 in three languages, and its agenda on letterheads."""
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text("utf-8").replace("languages: [en, zh]", "languages: [en, zh, ar]")
    before, found, after = text.partition("    ends: 2020-10-09 17:00\n")
    found += f"    join_url: {LONG_LINK}\n"
    after = after.replace("{id: talk-1}", "{id: talk-1, speaker: ada}", 1)
    data.write_text((before + found + after).replace("\nwebinars:\n", PEOPLE), encoding="utf-8")
    languages = [word for code in LANGUAGES for word in ("--language", code)]
    made = {}
    messages = [name for name, kind in VIEWS.items() if kind.per == "participant"]
    for names in (["--all"], ["speaker-confirmation", "speaker-thanks", *messages]):
        how = ("--format", "html", *languages, "-o", "all/")
        result = sstc("documents", "render", *names, 7, *how).gives(0)
        lines = result.out.splitlines()
        made |= {Path(line).name: Path(line).read_text("utf-8") for line in lines}
    # of each document
    files = {"series": 1, "webinar": 1, "audience": 5, "speaker": 1, "participant": 1}
    each = sum(
        files[kind.per]
        for name, kind in VIEWS.items()
        if "html" in formats_of(name) and not kind.command
    )
    each += 1  # a follow-up for those who were there, and one for the others
    assert len(made) == len(LANGUAGES) * each
    (workspace / "templates").mkdir()
    for arrangement in ARRANGEMENTS:
        (workspace / "templates" / "letterhead.docx").write_bytes(two_logos(arrangement))
        lines = sstc("agenda", "render", 7, "--format", "html", *languages).out.splitlines()
        made |= {
            f"{arrangement}.{Path(line).name}": Path(line).read_text("utf-8") for line in lines
        }
    assert len(made) == len(LANGUAGES) * (each + len(ARRANGEMENTS))
    return made


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_document_at_any_width(pages, scheme, tmp_path: Path) -> None:
    check_pages(pages, scheme, tmp_path)


def test_the_pages_are_valid_html(pages, tmp_path: Path) -> None:
    check_html(pages, tmp_path)


def test_what_outlook_cannot_read_does_not_matter() -> None:
    style = re.sub(r"@media.*", "", written(series_of("x"), "html").decode(), flags=re.DOTALL)
    for unknown in ("var(", "flex", "grid", "position", "float", "calc(", "::before", "rgba("):
        assert unknown not in style


def test_libreoffice_takes_tables_links_and_headings_from_a_page(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    (tmp_path / "page.html").write_bytes(written(series_of("x"), "html"))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
               "--infilter=HTML (StarWriter)", "--convert-to", "fodt", "--outdir", tmp_path,
               tmp_path / "page.html"]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    text = (tmp_path / "page.fodt").read_text(encoding="utf-8")
    assert len(re.findall(r"<table:table ", text)) == 3
    assert 'xlink:href="https://example.org/join"' in text
    assert re.search(r'<text:h [^>]*outline-level="1"', text)


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "letter")])
def test_a_printed_page_cuts_no_row_and_repeats_the_head(paper, size, tmp_path: Path) -> None:
    row = "| 15:30 | " + "words of a long title " * 12 + "end |\n"
    table = "# T\n\n| Time | Topic |\n| --- | --- |\n" + row * 40
    file = tmp_path / "page.html"
    stationery = type(STATIONERY)(paper, "The series", "The office")
    file.write_bytes(markdown_to("html", table, tmp_path, stationery))
    chromium(
        tmp_path, f"--print-to-pdf={tmp_path}/page.pdf", "--no-pdf-header-footer", file.as_uri()
    )

    pdf = (tmp_path / "page.pdf").read_bytes()
    assert f"({size})".encode() in poppler("pdfinfo", pdf)
    pages = poppler("pdftotext", pdf, "-layout").decode().split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.count("Topic") == 1
        assert page.count("15:30") == page.count("end\n")
        assert f"{number}/{len(pages)}" in page.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "language", "most"),
    [("concept-note", "en", 4), ("concept-note", "zh", 4), ("concept-note", "ar", 5),
     ("agenda", "en", 1), ("agenda", "ar", 1)],
)  # fmt: skip
def test_a_page_is_printed_on_little_paper(sstc, whole, name, language, most) -> None:
    cities = "America/New_York, America/Bogota, Europe/Paris, Africa/Lagos, Asia/Kolkata"
    data = whole / "data" / "webinars.yaml"
    text = re.sub("(?m)^audience_zones: .*", f"audience_zones: [{cities}]", data.read_text("utf-8"))
    data.write_text(text, "utf-8")
    made = sstc("documents", "render", name, 7, "--format", "html", "--language", language).gives(0)
    words = (f"--print-to-pdf={whole}/page.pdf", "--no-pdf-header-footer")
    chromium(whole, *words, (whole / made.out.strip()).as_uri())
    assert poppler("pdftotext", (whole / "page.pdf").read_bytes()).count(b"\f") <= most


def test_a_printed_letter_has_more_than_its_closing_on_the_last_page(tmp_path: Path) -> None:
    closing = "One\n\nTwo\n\nYours sincerely,\n\n---\n\nZhang San\n\n---\n\nContact\n"
    letter = "Geneva\n\nJo\n\n# Subject\n\n" + "Text\n\n" * 28 + closing
    file = tmp_path / "page.html"
    file.write_bytes(markdown_to("html", letter, tmp_path))
    words = (f"--print-to-pdf={tmp_path}/page.pdf", "--no-pdf-header-footer")
    chromium(tmp_path, *words, file.as_uri())
    *_, page, _ = poppler("pdftotext", (tmp_path / "page.pdf").read_bytes()).decode().split("\f")
    assert page.startswith("One") and "Contact" in page


SERIES = read_series(
    "count: 1\nwebinars:\n"
    "  - {id: a, number: 1, title: Ports, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}\n"
)


@cache
def knowledge_pages() -> dict[str, str]:
    """Return the examples of both documents in three scripts."""
    made = {}
    for language in ("en", "zh", "ar"):
        templates = Templates(TEMPLATES, TEMPLATES, read_labels([TEMPLATES], language), str)
        for name in ("knowledge-note", "compendium"):
            for _, view in VIEWS[name].make(SERIES, SERIES.webinars, language):
                page = FORMATS["html"](templates.document(name, view()), templates)
                made[f"{name}.{language}.html"] = page.decode()
    return made


def test_knowledge_pages_are_valid(tmp_path: Path) -> None:
    assert len(knowledge_pages()) == 6
    check_html(knowledge_pages(), tmp_path, {"no-inline-style": "off"})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everybody_can_read_knowledge_pages_on_every_screen(scheme: str, tmp_path: Path) -> None:
    check_pages(knowledge_pages(), scheme, tmp_path)


CITIES = ["New\u00a0York", "Bogota", "Paris", "Lagos", "Nairobi", "Kolkata", "Auckland"]
NARROW_TABLE = (
    f"# T\n\n| No. | Date | Time | Topic |{'|'.join(CITIES)}|\n|{' --- |' * 11}\n"
    f"| 15 | Fri\u00a09\u00a0Oct | 15:30–17:00 | Sustainable supply chains |{' 03:30 |' * 7}\n"
)
# lists the words of the table that are on several lines, and counts all
TORN = r"""
(() => {
  const torn = [], walker = document.createTreeWalker(
    document.querySelector("table"), NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[^ \n]+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      words += 1;
      if (tops.size > 1) torn.push(word[0]);
    }
  }
  return [torn, words, document.documentElement.scrollWidth];
})()
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_a_wide_table_is_torn_on_a_phone(language: str, tmp_path: Path) -> None:
    page = markdown_to("html", NARROW_TABLE, tmp_path).decode()
    file = tmp_path / "page.html"
    file.write_text(page.replace('lang="en"', f'lang="{language}"'), encoding="utf-8")
    with Browser(tmp_path) as browser:
        for width in (500, 390, 320):
            browser.narrow(width)
            browser.open(file.as_uri())
            assert browser.value(TORN) == [[], 24, width]
            # a narrow one shows the names of columns beside each cell
            room = browser.value("document.querySelector('.scroll').scrollWidth")
            assert (room < width) == (width < 448), room


def test_a_table_of_words_fits_on_the_narrowest_phone(tmp_path: Path) -> None:
    row = "| 15 | Fri\u00a09\u00a0Oct | 15:30–17:00 | Internationalisation of supply chains |\n"
    text = f"# T\n\n| No. | Date | Time | Topic |\n|{' --- |' * 4}\n"
    file = tmp_path / "page.html"
    room = "document.querySelector('.scroll').scrollWidth - document.body.clientWidth"
    with Browser(tmp_path) as browser:
        browser.narrow(320)
        for rows, is_stacked in ((row * 2, True), (row, False)):
            file.write_bytes(markdown_to("html", text + rows, tmp_path))
            browser.open(file.as_uri())
            torn, _, width = browser.value(TORN)
            assert (torn, width) == ([], 320)
            assert (browser.value(room) <= -32) == is_stacked  # the margins of the page
