"""Kickers, unbroken pieces, links, quotations and what stays together, in each format."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import poppler
from docx.oxml.ns import qn
from drawn import document_of, fence, file_of
from made import STATIONERY, TEMPLATES, markdown_to, word_in

from sstc_cli.render import FORMATS, Templates
from sstc_cli.render.word_styles import WARNING

ABOVE = "Invitation to a webinar\n\n# Title\n\nSubtitle\n\nText\n\n# Another\n"


def word_of(markdown: str, folder: Path) -> docx.document.Document:
    return word_in(markdown_to("docx", markdown, folder))


def test_word_gives_the_kicker_its_own_style(tmp_path: Path) -> None:
    word = word_of(ABOVE, tmp_path)
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles == ["Kicker", "Heading 1", "Subtitle", "sstc Text", "Heading 1"]
    style = word.styles["Kicker"]
    assert style.font.size.pt < word.styles["Normal"].font.size.pt
    assert style.font.color.rgb == word.styles["Heading 1"].font.color.rgb
    assert int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) > 0
    assert style.paragraph_format.keep_with_next
    assert word.core_properties.title == "Title"


def test_a_pdf_sets_the_kicker_smaller_and_above_the_title(tmp_path: Path) -> None:
    words = poppler("pdftotext", markdown_to("pdf", ABOVE, tmp_path), "-bbox").decode()

    def box(word: str) -> list[float]:
        place = re.search(rf'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">{word}<', words)
        return [float(edge) for edge in place.groups()]

    kicker, title, text = box("Invitation"), box("Title"), box("Text")
    assert kicker[1] <= title[0]
    assert kicker[1] - kicker[0] < 0.9 * (text[1] - text[0])


@pytest.mark.parametrize("markdown", ["Intro\n\n## Part\n", "- a\n\n# Title\n", "a\n\nb\n\n# T\n"])
def test_other_paragraphs_are_no_kicker(markdown: str, tmp_path: Path) -> None:
    assert b'<p class="kicker">' not in markdown_to("html", markdown, tmp_path)
    assert "Kicker" not in {each.style.name for each in word_of(markdown, tmp_path).paragraphs}


def test_a_kicker_is_joined_in_arabic_and_kept_in_plain_formats(tmp_path: Path) -> None:
    data = markdown_to("docx", "دعوة\n\n# عنوان\n", tmp_path, language="ar")
    word = word_in(data)
    run = word.paragraphs[0].runs[0]._r
    assert [each.get(qn("w:val")) for each in run.rPr.iter(qn("w:spacing"))] == ["0"]
    page = markdown_to("html", ABOVE, tmp_path).decode()
    assert page.count('<p class="kicker">') == 1
    assert '<p class="kicker">Invitation to a webinar</p>\n<h1>Title</h1>\n<p>Subtitle' in page
    assert "<title>Title</title>" in page
    for kind in ("md", "txt"):
        assert markdown_to(kind, ABOVE, tmp_path).startswith(b"Invitation to a webinar\n\n")


ADDRESS = "catis@example.org"
TEXT = f"# T\n\nWrite to {ADDRESS}, or **first.last+x@mail.example.co.uk**.\n"


@pytest.mark.parametrize(
    "text",
    [
        "<https://a.org/x@y.org>", "[x@y.org](https://a.org)", "`x@y.org`", "@y.org", "x@y",
        "a/x@y.org",
    ],
)  # fmt: skip
def test_nothing_else_becomes_an_address(text: str, tmp_path: Path) -> None:
    assert b"mailto:" not in markdown_to("html", f"# T\n\n{text}\n", tmp_path)


def test_addresses_of_e_mail_are_links(tmp_path: Path) -> None:
    page = markdown_to("html", TEXT, tmp_path).decode()
    assert f'<a href="mailto:{ADDRESS}">{ADDRESS}</a>, or' in page
    assert '<a href="mailto:first.last+x@mail.example.co.uk">' in page
    word = word_in(markdown_to("docx", TEXT, tmp_path))
    assert f"mailto:{ADDRESS}" in {rel.target_ref for rel in word.part.rels.values()}
    assert re.search(rb"/URI\s*\(mailto:catis@example.org\)", markdown_to("pdf", TEXT, tmp_path))
    assert markdown_to("txt", TEXT, tmp_path).decode().count("catis") == 1


def test_the_name_of_a_column_begins_with_a_capital(tmp_path: Path) -> None:
    table = "# T\n\n| heure de Beijing | **gras** |  |\n| --- | --- | --- |\n| a | b | c |\n"
    for _ in "ab":  # words are kept, and must not be changed
        page = markdown_to("html", table + "\nheure de Beijing\n", tmp_path).decode()
        heads = re.findall("<th .*?>(.*?)</th>", page)
        assert heads == ["Heure de Beijing", "<strong>gras</strong>"]
        assert "<p>heure de Beijing</p>" in page and "<td></td>" in page and "<td>a</td>" in page


JOINER = "\u2060"
PIECES = [
    "15:30–17:00", "15:30至17:00", "15\u00a0h\u00a030\u00a0–\u00a017\u00a0h", "10月9日（周五）",
    "2020年10月9日（周五）", "拉各斯\u00a008:30", "拉各斯\u00a008:30至10:00", "E-Commerce",
]  # fmt: skip
# a row for each width before the piece, so that a line would end anywhere in it
NARROW = "# T\n\n|  a | b | c | d |\n| --- | --- | --- | --- |\n" + "".join(
    f"| {'w ' * count}{{}} | {'many words ' * 9}| {'many words ' * 9} | {'many words ' * 9}|\n"
    for count in range(12)
)


def test_word_ends_no_line_in_an_offset(tmp_path: Path) -> None:
    word = docx.Document(
        BytesIO(markdown_to("docx", "# T\n\n（UTC+8，UTC−4:30）, UTC+1, 1+8\n", tmp_path))
    )
    assert word.paragraphs[1].text == f"（UTC+{JOINER}8，UTC−{JOINER}4:30）, UTC+1, 1+8"


@pytest.mark.parametrize("text", ["https://example.org/E-Commerce", "re-use", "a-b-c", "1-2"])
def test_other_words_break_as_ever(text: str, tmp_path: Path) -> None:
    assert b'class="unbroken"' not in markdown_to("html", f"# T\n\nOn {text}.\n", tmp_path)


@pytest.mark.parametrize("piece", ["2020年10月9日", "10月9日（周五）", "15:30至17:00"])
def test_chinese_around_a_piece_is_spaced_as_without_it(piece: str, tmp_path: Path) -> None:
    def end(text: str) -> float:
        markdown = f"# 议程\n\n副标题\n\n{text}\n"
        pdf = markdown_to("pdf", markdown, tmp_path, language="zh")
        words = poppler("pdftotext", pdf, "-bbox-layout").decode()
        return float(re.findall('<block .*?xMax="(.*?)"', words)[-2])  # the last is the foot

    in_two = re.sub("([日至].*)", r"[\1]{lang=zh}", piece)
    assert abs(end(f"请于{piece}前登记") - end(f"请于{in_two}前登记")) < 0.1


TABLE = "| City | n |\n|---|---|\n" + "| Mombasa | 7 |\n" * 4


def test_a_paragraph_before_a_table_stays_with_it_in_word(tmp_path: Path) -> None:
    word = word_in(markdown_to("docx", f"One.\n\nTwo.\n\n{TABLE}", tmp_path))
    kept = {one.text: bool(one.paragraph_format.keep_with_next) for one in word.paragraphs}
    assert (kept["One."], kept["Two."]) == (False, True)


@pytest.mark.parametrize("lines", range(26, 46))
def test_a_heading_is_never_left_behind_by_its_table(tmp_path: Path, lines: int) -> None:
    above = "Line.\n\n" * lines
    made = markdown_to("pdf", f"# Title\n\n{above}## Heading\n\nIntroduction.\n\n{TABLE}", tmp_path)
    pages = poppler("pdftotext", made, "-layout").decode().split("\f")
    (page,) = (page for page in pages if "Heading" in page)
    assert "Introduction." in page and "Mombasa" in page


def test_english_in_arabic_keeps_the_order_of_its_words(tmp_path: Path) -> None:
    templates = Templates(tmp_path, TEMPLATES, {}, stationery=STATIONERY)
    text = "# العنوان\n\nالنص\n\n| المدينة | n |\n|---|---|\n| Zones for e-commerce | 7 |\n"
    document = templates.plain(text, "ar", "rtl", "2026-03-02T00:00:00+00:00")
    made = FORMATS["pdf"](replace(document, dense=False), templates)
    places = poppler("pdftotext", made, "-bbox").decode()
    lefts = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)".*?>([^<]+)</word>', places)}
    assert lefts["Zones"] < lefts["for"] < lefts["e-commerce"]


def test_a_paragraph_before_a_fence_stays_with_it(tmp_path: Path) -> None:
    word = word_in(markdown_to("docx", "One.\n\n```\nx\n```\n", tmp_path))
    assert word.paragraphs[0].paragraph_format.keep_with_next


SAID = "> The webinar was useful.\n"


@pytest.mark.parametrize(("before", "is_warning"), [(fence("contents"), False), ("", True)])
def test_a_quotation_in_a_report_is_not_a_warning(before: str, is_warning: bool) -> None:
    document = document_of({}, before=before, after=f"## A\n\n{SAID}")
    paragraphs = word_in(file_of(document, "docx")).paragraphs
    said = next(at for at in paragraphs if at.text == "The webinar was useful.")
    assert said.style.name == (WARNING if is_warning else "Quote")
    assert bool(said.style.font.bold) is is_warning
    page = file_of(document, "html").decode()
    last = page[page.rindex("\nblockquote {") :].partition("}")[0]
    assert ("#9b1c1c" in last) is is_warning
    pixels = poppler("pdftoppm", file_of(document, "pdf"), "-r", "40", "-f", "1", "-l", "1")
    assert (b"\xfd\xf1\xf1" * 20 in pixels) is is_warning  # the ground of warnings


@pytest.mark.parametrize("piece", PIECES)
def test_each_format_keeps_a_piece_on_one_line(piece: str, tmp_path: Path) -> None:
    page = markdown_to("html", f"# T\n\nOn {piece}, or x{piece[:3]}\n", tmp_path).decode()
    assert page.count(f'<span class="unbroken">{piece}</span>') == 1
    assert ".unbroken { white-space: nowrap; }" in page
    paragraph = word_in(markdown_to("docx", f"# T\n\nOn {piece}.\n", tmp_path)).paragraphs[1]
    assert paragraph.text.replace(JOINER, "") == f"On {piece}."
    assert ("–" + JOINER in paragraph.text) == ("–" in piece)
    for pair in re.findall("(?=([\u2e80-\u9fff（）].|.[\u2e80-\u9fff（）]))", piece):
        assert JOINER.join(pair) in paragraph.text
    assert len(list(paragraph._p.iter(qn("w:noBreakHyphen")))) == piece.count("-")
    made = markdown_to("pdf", NARROW.replace("{}", piece), tmp_path)
    text = re.sub("[ \u00a0]", "", poppler("pdftotext", made, "-raw").decode())
    assert text.count(piece.replace("\u00a0", "")) == 12


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_no_line_begins_with_a_mark_after_a_french_space(kind: str, tmp_path: Path) -> None:
    data = markdown_to(kind, "# T\n\nPorts : « où » ? Ici ; là (à : b).\n", tmp_path)
    text = data.decode() if kind == "html" else word_in(data).paragraphs[-1].text
    assert "Ports\u00a0: «\u00a0où\u00a0»\u00a0? Ici\u00a0; là (à\u00a0: b)." in text
