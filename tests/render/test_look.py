"""One face for Word, PDF and HTML, and text that runs against the direction of its document."""

import re
from pathlib import Path

import docx
import pytest
from conftest import poppler
from docx.oxml.ns import qn
from docx.shared import RGBColor
from made import TEMPLATES, markdown_to, word_in

from sstc_cli.model.look import contrast
from sstc_cli.render import read_letterhead
from sstc_cli.render.stationery import Look
from sstc_cli.render.word_styles import WARNING
from sstc_cli.views.catalogues import read_labels

ENGLISH = "A whole paragraph of the series in English, which nobody has translated yet."
ARABIC = "فقرة كاملة باللغة العربية لم يترجمها أحد إلى لغة الوثيقة بعد."


def test_a_colour_that_nobody_can_read_is_not_taken(tmp_path: Path) -> None:
    word = docx.Document()
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xFF, 0xEE, 0x00)
    file = tmp_path / "letterhead.docx"
    word.save(str(file))
    assert read_letterhead(file).look.accent == Look().accent


@pytest.mark.parametrize("accent", ["17456e", "0b6b3a", "000000", "9b1c1c", "767676"])
def test_the_colour_can_be_read_in_the_dark(accent: str) -> None:
    at_night = Look(accent=accent).accent_at_night
    assert min(contrast(at_night, paper) for paper in ("14191f", "1f2831")) >= 7


def test_names_of_facts_look_like_those_of_columns(tmp_path: Path) -> None:
    facts = "# T\n\n|  |  |\n| --- | --- |\n| **Date** | Friday |\n"
    word = word_in(markdown_to("docx", facts, tmp_path))
    styles = [cell.paragraphs[0].style.name for cell in word.tables[0].rows[0].cells]
    assert styles == ["Table Head", "Table Text"]


def test_a_long_title_above_a_page_does_not_touch_its_text(tmp_path: Path) -> None:
    word = word_in(markdown_to("docx", "# T\n", tmp_path))
    assert word.styles["Header"].paragraph_format.space_after.pt >= 8


@pytest.mark.parametrize(
    ("language", "foreign", "words", "direction"),
    [("ar", "en", ENGLISH, "ltr"), ("en", "ar", ARABIC, "rtl")],
)
def test_a_foreign_paragraph_has_its_own_direction(language, foreign, words, direction, tmp_path):
    text = f"# T\n\nSubtitle\n\n[{words}]{{lang={foreign}}} [x]\n\n[B]{{lang={foreign}}} and more\n"
    page = markdown_to("html", text, tmp_path, language=language).decode()
    assert page.count(f'<p dir="{direction}">') == 1
    word = word_in(markdown_to("docx", text, tmp_path, language=language))
    sides = [paragraph._p.pPr.findall(qn("w:bidi")) for paragraph in word.paragraphs[2:]]
    assert [side.get(qn("w:val")) for side in sides[0]] == [str(int(direction == "rtl"))]
    pdf = markdown_to("pdf", text, tmp_path, language=language)
    boxes = poppler("pdftotext", pdf, "-layout").decode()
    line = next(line for line in boxes.split("\n") if words.split()[0] in line)
    assert line.startswith(" ") == (direction == "rtl")


def test_arabic_in_word_is_never_slanted(tmp_path: Path) -> None:
    text = "# عنوان\n\nعنوان فرعي\n\n> ألغيت\n\n*مائل*\n"
    word = word_in(markdown_to("docx", text, tmp_path, language="ar"))
    for name in ("Subtitle", WARNING):
        assert word.styles[name].font.cs_italic is False
    for paragraph in word.paragraphs:
        assert [run.font.cs_italic for run in paragraph.runs] == [False]


def test_items_in_an_arabic_line_run_from_the_right(tmp_path: Path) -> None:
    comma = read_labels([TEMPLATES], "ar")[", "]
    text = f"# عنوان\n\nفرعي\n\n- CATIS{comma}<a@b.org>{comma}+86\n"
    made = markdown_to("pdf", text, tmp_path, language="ar")
    words = re.findall('xMin="(.*?)".*?>(.*?)</word>', poppler("pdftotext", made, "-bbox").decode())
    name, mail, phone = (
        next(float(left) for left, word in words if part in word)
        for part in ("CATIS", "a@b.org", "86")
    )
    assert name > mail > phone
