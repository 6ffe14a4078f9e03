"""The kicker: a paragraph right above the title, in each format."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import poppler
from docx.oxml.ns import qn
from made import markdown_to

ABOVE = "Invitation to a webinar\n\n# Title\n\nSubtitle\n\nText\n\n# Another\n"


def word_of(markdown: str, folder: Path) -> docx.document.Document:
    return docx.Document(BytesIO(markdown_to("docx", markdown, folder)))


def test_word_gives_the_kicker_its_own_style(tmp_path: Path) -> None:
    word = word_of(ABOVE, tmp_path)
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles == ["Kicker", "Heading 1", "Subtitle", "Normal", "Heading 1"]
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


def test_arabic_letters_of_a_kicker_stay_joined(tmp_path: Path) -> None:
    data = markdown_to("docx", "دعوة\n\n# عنوان\n", tmp_path, language="ar")
    word = docx.Document(BytesIO(data))
    run = word.paragraphs[0].runs[0]._r
    assert [each.get(qn("w:val")) for each in run.rPr.iter(qn("w:spacing"))] == ["0"]


def test_a_page_marks_the_kicker_and_plain_formats_keep_it(tmp_path: Path) -> None:
    page = markdown_to("html", ABOVE, tmp_path).decode()
    assert page.count('<p class="kicker">') == 1
    assert '<p class="kicker">Invitation to a webinar</p>\n<h1>Title</h1>\n<p>Subtitle' in page
    assert "<title>Title</title>" in page
    for kind in ("md", "txt"):
        assert markdown_to(kind, ABOVE, tmp_path).startswith(b"Invitation to a webinar\n\n")
