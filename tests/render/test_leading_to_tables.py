"""What leads to a table stays with it, and English in Arabic keeps its order in a PDF."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import poppler
from made import STATIONERY, TEMPLATES, markdown_to

from sstc_cli.render import FORMATS, Templates

TABLE = "| City | n |\n|---|---|\n" + "| Mombasa | 7 |\n" * 4


def test_a_paragraph_before_a_table_stays_with_it_in_word(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(markdown_to("docx", f"One.\n\nTwo.\n\n{TABLE}", tmp_path)))
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
    word = docx.Document(BytesIO(markdown_to("docx", "One.\n\n```\nx\n```\n", tmp_path)))
    assert word.paragraphs[0].paragraph_format.keep_with_next
