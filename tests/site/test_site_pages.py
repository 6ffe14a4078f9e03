"""The pages of the site as browsers and validators take them, and their pictures."""

import re
import shutil
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from browser import Browser
from conftest import Sstc, alter, poppler
from letterheads import GLOBE, two_logos
from made import chromium
from sites import TODAY, URL, pages_of, site, whole_page

from sstc_cli.model import Text
from sstc_cli.render import typesetting
from sstc_cli.render.stationery import Look
from sstc_cli.render.web import SiteTemplates, WebPages, style_sheet

__all__ = ["site"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page_at_any_width(site: Path, scheme, tmp_path: Path) -> None:
    shown = ("en/w", "zh/w", "ar/w")
    kinds = [name for name in pages_of(site) if not name.startswith(shown)]
    kinds += [
        f"{code}/webinars/{name}.html"
        for code in ("en", "zh", "ar")
        for name in ("sustainable-logistics", "sustainable-operation", "sustainable-finance")
    ]
    pages = {name: whole_page(site, site / name) for name in kinds}
    check_pages(pages, scheme, tmp_path)


def test_all_pages_are_valid_html(site: Path, tmp_path: Path) -> None:
    pages = {
        name.replace("/", "-"): page.read_text("utf-8") for name, page in pages_of(site).items()
    }
    check_html(pages, tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The Rise of E-commerce", ["E-commerce"]),
        ("en", "Cross-border co-operation in O’Connor’s, webinars/e-commerce.html#e-x", []),
        ("zh", "O’Connor谈E-commerce与“两平台”", ["O’Connor", "E-commerce"]),
        ("zh", Text({"en": "Women’s E-commerce"}).pick("zh"), ["E-commerce"]),
    ],
)
def test_a_word_stays_whole_and_latin_in_chinese(tmp_path, language, text, words) -> None:
    printed = WebPages(SiteTemplates(tmp_path, tmp_path), {}, language, "ltr").printed(text)
    assert re.findall('<span class="word">(.*?)</span>', printed) == words
    assert printed.striptags() == text


def test_a_style_sheet_loses_its_spaces_and_no_words_in_quotes(tmp_path: Path) -> None:
    css = '/* it\'s, a: b */\na :hover,\nb { font: 1rem/1.6 "A: B, C"; color : red;\n}\n'
    (tmp_path / "site.css.j2").write_text(css, encoding="utf-8")
    sheet = style_sheet(tmp_path, tmp_path, Look(), "a4").decode()
    assert sheet == '/* it\'s, a: b */\na :hover,b{font:1rem/1.6 "A: B, C";color :red}\n'


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_programme_prints_on_one_sheet(site: Path, tmp_path: Path, language: str) -> None:
    page = (site / language / "programme.html").as_uri()
    chromium(tmp_path, f"--print-to-pdf={tmp_path}/page.pdf", "--no-pdf-header-footer", page)
    facts = poppler("pdfinfo", (tmp_path / "page.pdf").read_bytes()).decode()
    assert re.search(r"^Pages: +1$", facts, re.MULTILINE) and "(A4)" in facts


def test_the_speakers_of_a_cancelled_webinar_are_not_announced(sstc: Sstc, site: Path) -> None:
    for words in (
        ("schedule", "cancel", 7, "--reason", "Rain", "--today", "2020-07-06"),
        ("release", "publish", "rain", "--today", "2020-07-06"),
        ("site", "build", *TODAY),
    ):
        sstc(*words).gives(0)
    page = (site / "en" / "speakers.html").read_text("utf-8")
    marked = (
        '<div class="cancelled">\n<p><a href="webinars/sustainable-logistics.html">Cancelled: 7.'
    )
    assert page.count(marked) == page.count("<h2>") == 3


@pytest.fixture
def small(workspace: Path) -> Path:
    """Return a series of one webinar in one language."""
    shutil.rmtree(workspace / "data" / "surveys", ignore_errors=True)
    (workspace / "data" / "webinars.yaml").write_text(
        f"id: small\ndomain: example.org\ntitle: A small series\nrevised: 2020-01-01 00:00\n"
        f"zone: Asia/Shanghai\nlanguages: [en]\ncount: 1\nsite_url: {URL}\n"
        "window: {starts: 2020-10-09, ends: 2020-10-09}\n"
        "organisers: [{id: office, name: Office}]\n"
        "agenda: [{id: talk, name: Talk, minutes: 90}]\n"
        "webinars:\n  - {id: one, number: 1, title: The first, starts: 2020-10-09 15:30, "
        "ends: 2020-10-09 17:00}\n",
        encoding="utf-8",
    )
    return workspace


def pictures_of(workspace: Path) -> list[str]:
    folder = workspace / "out" / "site" / "pictures"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))


def test_pages_have_a_picture_which_is_drawn_once(sstc, small, monkeypatch) -> None:
    pytest.importorskip("typst")
    sstc("site", "build", "--draft", *TODAY, "--pictures").gives(0)
    index, one = pictures_of(small)
    assert re.fullmatch("en/index-[0-9a-f]{8}.png", index)
    site = small / "out" / "site"
    page = (site / "en/webinars/one.html").read_text("utf-8")
    assert f'<meta property="og:image" content="{URL}pictures/{one}">' in page
    assert f'src="../../pictures/{one}" width="1200" height="628"' in page
    # WeChat takes it from the page, whose title readers need not see twice
    assert "}.picture{display:none}" in (site / "style.css").read_text("utf-8")
    assert f"{URL}pictures/{index}" in (site / "en/programme.html").read_text("utf-8")
    assert (site / "pictures" / one).read_bytes()[16:24] == bytes((0, 0, 4, 176, 0, 0, 2, 116))
    assert sstc("site", "check", "--ignore", "W789").out == ""

    def drawn(*_: object, **__: object) -> bytes:
        raise AssertionError("a picture was drawn again")

    with monkeypatch.context() as patched:
        patched.setattr("sstc_cli.render.display.poster.typeset_document", drawn)
        assert ", 0 written, 0 removed\n" in sstc("site", "build", "--draft", *TODAY).err
    alter(small, "The first", "Another title")
    assert ", 1 removed\n" in sstc("site", "build", "--draft", *TODAY).err
    assert pictures_of(small)[0] == index and pictures_of(small)[1] != one
    assert ", 2 removed\n" in sstc("site", "build", "--draft", *TODAY, "--no-pictures").err
    assert pictures_of(small) == []


def test_without_typst_pictures_are_refused_and_nothing_else_needs_it(sstc, small, monkeypatch):
    monkeypatch.setattr(typesetting, "typst", None)
    refused = sstc("site", "build", "--draft", *TODAY, "--pictures").gives(3)
    assert "a picture of a page needs Typst, which is not installed" in refused.err
    assert sstc("site", "build", "--draft", *TODAY).status == 0


def test_logos_and_portraits_are_files_of_the_site_and_names_are_links(sstc, small) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
    (small / "data" / "li.png").write_bytes(GLOBE)
    data = small / "data" / "webinars.yaml"
    data.write_text(
        data.read_text("utf-8").replace(
            "webinars:\n  - {",
            "people: [{id: li, name: Li Lei, picture: {file: data/li.png, alternative: Li Lei}}]\n"
            "webinars:\n  - {talks: [{id: one, speaker: li}], ",
        ),
        "utf-8",
    )
    sstc("site", "build", "--draft", *TODAY).gives(0)
    site = small / "out" / "site"
    assert not (site / "en" / "themes.html").exists(), "no webinar has a theme"
    assert (site / "people" / "li.png").read_bytes() == GLOBE
    for page, root in (("webinars/one", "../../"), ("speakers", "../")):
        text = (site / "en" / f"{page}.html").read_text("utf-8")
        assert f'<img class="face" src="{root}people/li.png"' in text and 'alt="Li Lei"' in text
        assert text.count(f'<img class="logo" src="{root}logos/') == 2
    page = (site / "en/webinars/one.html").read_text("utf-8")
    assert '<h3><a href="../speakers.html#li">Li Lei</a></h3>' in page
    assert sstc("site", "check", "--ignore", "W789").out == ""
    (site / "people" / "li.png").write_bytes(GLOBE + bytes(200_000))
    (site / "en" / "index.html").write_bytes(b'<html lang="en">' + b"x" * 200_000)
    arabic = "م".encode() * 15_000
    (site / "en" / "webinars" / "one.html").write_bytes(b'<html lang="en">' + arabic)
    said = sstc("site", "check", "--select", "W787").out
    assert said.count("W787") == 2 and "people/li.png" in said and "en/index.html" in said


def test_webinars_are_found_by_theme_and_goal_without_a_script(site: Path, tmp_path: Path) -> None:
    page = (site / "en" / "webinars" / "sustainable-finance.html").read_text("utf-8")
    for place, name in (
        ("theme-digital-innovation", "Digital innovation"),
        ("sdg-9", "9. Industry, Innovation and Infrastructure"),
    ):
        assert f'<a href="../themes.html#{place}">{name}</a>' in page
    assert '<a href="themes.html">Themes</a>' in (site / "en" / "index.html").read_text("utf-8")
    with Browser(tmp_path) as browser:
        shown = "[...document.querySelectorAll('.subject')].filter(one => one.offsetParent)"
        browser.open((site / "en" / "themes.html").as_uri())
        assert browser.value(f"{shown}.length") == 4, "two themes and two goals"
        browser.value("document.querySelector('.filter a[href=\"#sdg-17\"]').click()")
        browser.value("new Promise(done => setTimeout(done, 100))")
        assert browser.value(f"{shown}.map(one => one.id).join()") == "sdg-17"
        browser.value("document.querySelector('.everything a').click()")
        browser.value("new Promise(done => setTimeout(done, 100))")
        assert browser.value(f"{shown}.length") == 4


def test_a_link_to_a_place_in_a_page_stays_one_beside_a_zone(sstc, site, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        browser.open((site / "en" / "index.html").as_uri() + "#zone=africa/nairobi")
        links = browser.value("[...document.querySelectorAll('main a')].map(one => one.hash)")
        chosen = browser.value("document.getElementById('zone').value")
    assert "#mohammed" in links and "#zone=Africa/Nairobi" in links
    assert chosen == "Africa/Nairobi", "in its own spelling"
    assert '<a href="speakers.html#mohammed">' in (site / "en/index.html").read_text("utf-8")
