"""Every document as a page: what validators, a browser and a printer make of it."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc, missing_program
from letterheads import ARRANGEMENTS, two_logos
from made import STATIONERY, chromium, markdown_to, series_of, written

from sstc_cli.documents import formats_of
from sstc_cli.views.documents import VIEWS

MODULES = REPOSITORY / "node_modules"
LANGUAGES = ("en", "zh", "ar")
WIDTHS = (1280, 640, 390, 320)  # a desk, 200 %, a phone, and 400 % (WCAG 2.2, 1.4.10)
SCHEMES = {"light": ("rgb(255, 255, 255)", "1"), "dark": ("rgb(20, 25, 31)", "0")}
LONG_LINK = "https://example.zoom.us/webinar/register/" + "WN_9xK2hQmTQ1qkqg7Yc0V1mA" * 2
PEOPLE = """
people:
  - {id: ada, name: محمد, position: {en: Mayor, ar: عمدة}}

webinars:
"""
# runs axe in one page after the other, at each width, and writes what it finds
AUDIT = """
const source = document.getElementById("axe").textContent;
const pages = JSON.parse(document.getElementById("pages").textContent);
const found = [];
for (const [name, page] of Object.entries(pages)) {
  for (const width of WIDTHS) {
    const frame = document.createElement("iframe");
    frame.style.width = width + "px";
    frame.style.height = "900px";
    frame.srcdoc = page;
    const loaded = new Promise(done => frame.addEventListener("load", done));
    document.body.append(frame);
    await loaded;
    const root = frame.contentDocument.documentElement;
    frame.contentWindow.eval(source);
    const { violations, passes } = await frame.contentWindow.axe.run();
    const wide = root.scrollWidth > width ? ["wider than the screen"] : [];
    const rules = violations.map(violation => violation.id + ": " + violation.nodes[0].html);
    const paper = frame.contentWindow.getComputedStyle(root.querySelector("body")).backgroundColor;
    found.push([name, width, passes.length, [...rules, ...wide], paper]);
    frame.remove();
  }
}
document.getElementById("found").textContent = JSON.stringify(found);
"""


@pytest.fixture
def pages(sstc: Sstc, workspace: Path) -> dict[str, str]:
    """Return each document of webinar 7 in three languages, and its agenda on letterheads."""
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8").replace(
        "languages: [en, zh]", "languages: [en, zh, ar]"
    )
    before, found, after = text.partition("    ends: 2020-10-09 17:00\n")
    found += f"    join_url: {LONG_LINK}\n"
    after = after.replace("{id: talk-1}", "{id: talk-1, speaker: ada}", 1)
    data.write_text((before + found + after).replace("\nwebinars:\n", PEOPLE), encoding="utf-8")
    languages = [word for code in LANGUAGES for word in ("--language", code)]
    made = {}
    for names in (["--all"], ["speaker-confirmation", "speaker-thanks"]):
        how = ("--format", "html", *languages, "-o", "all/")
        result = sstc("documents", "render", *names, 7, *how)
        assert result.status == 0, result.err
        lines = result.out.splitlines()
        made |= {Path(line).name: Path(line).read_text("utf-8") for line in lines}
    files = {"series": 1, "webinar": 1, "audience": 5, "speaker": 1}  # of each document
    each = sum(
        files[kind.per]
        for name, kind in VIEWS.items()
        if "html" in formats_of(name) and not kind.command
    )
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


def module(name: str) -> Path:
    if not (MODULES / name).exists():
        missing_program(f"{name} is missing: sh .ci/tools")
    return MODULES / name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_any_document_at_any_width(pages, scheme, tmp_path: Path) -> None:
    background, preferred = SCHEMES[scheme]
    open_pages = {name: re.sub(r"<meta http-equiv[^>]*>", "", page) for name, page in pages.items()}
    harness = tmp_path / "harness.html"
    data = json.dumps(open_pages).replace("</", "<\\/")
    axe = module("axe-core/axe.min.js").read_text("utf-8").replace("</script", "<\\/script")
    harness.write_text(
        f'<!doctype html><meta charset="utf-8"><body><pre id="found"></pre>'
        f'<script id="axe" type="text/plain">{axe}</script>'
        f'<script id="pages" type="application/json">{data}</script>'
        f'<script type="module">{AUDIT.replace("WIDTHS", str(list(WIDTHS)))}</script>',
        encoding="utf-8",
    )
    words = ("--window-size=1400,1000", "--virtual-time-budget=600000", "--dump-dom",
             f"--blink-settings=preferredColorScheme={preferred}")  # fmt: skip
    said = re.search(
        r'<pre id="found">(.*?)</pre>', chromium(tmp_path, *words, harness.as_uri()).decode()
    )
    assert said is not None and said[1], "the audit did not end"
    found = json.loads(unescape(said[1]))
    assert len(found) == len(pages) * len(WIDTHS)
    assert all(passed > 15 for _, _, passed, _, _ in found)
    assert {paper for *_, paper in found} == {background}
    assert [(name, width, wrong) for name, width, _, wrong, _ in found if wrong] == []


def test_the_pages_are_valid_html(pages, tmp_path: Path) -> None:
    if shutil.which("node") is None:
        missing_program("node is missing: apt-get install nodejs npm")
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    # Outlook needs the attributes of tables that HTML 5 leaves to CSS.
    rules = {"no-deprecated-attr": "off"}
    config = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"]}
    (tmp_path / "rules.json").write_text(json.dumps({**config, "rules": rules}))
    command = ["node", module("html-validate") / "bin" / "html-validate.mjs", "-f", "text",
               "--config", "rules.json", *sorted(pages)]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_page_has_its_landmarks_one_title_and_named_columns() -> None:
    page = written(series_of("x"), "html", "ar", STATIONERY).decode()
    tags = re.findall(r"<(header|main|footer|h1)\b", page)
    assert tags == ["header", "main", "h1", "footer"]
    assert "<p>The office</p>" in page and "<p>The series</p>" in page
    assert page.count('<th scope="col" align="right">') == 4
    assert '<th scope="row" align="right"><strong>' in page
    assert all('cellpadding="6"' in table for table in re.findall(r"<table[^>]*>", page))


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
    if shutil.which("pdftotext") is None:
        missing_program("poppler is missing: apt-get install poppler-utils")
    row = "| 15:30 | " + "words of a long title " * 12 + "end |\n"
    table = "# T\n\n| Time | Topic |\n| --- | --- |\n" + row * 40
    file = tmp_path / "page.html"
    stationery = type(STATIONERY)(paper, "The series", "The office")
    file.write_bytes(markdown_to("html", table, tmp_path, stationery))
    chromium(
        tmp_path, f"--print-to-pdf={tmp_path}/page.pdf", "--no-pdf-header-footer", file.as_uri()
    )

    def read(*words: str) -> str:
        return subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    assert f"({size})" in read("pdfinfo", "page.pdf")
    pages = read("pdftotext", "-layout", "page.pdf", "-").split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.count("Topic") == 1
        assert page.count("15:30") == page.count("end\n")
        assert f"{number}/{len(pages)}" in page.replace(" ", "")
