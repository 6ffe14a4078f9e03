"""Times, Chinese dates and words such as `E-Commerce`, which no line tears."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import poppler
from docx.oxml.ns import qn
from made import markdown_to

JOINER = "\u2060"
PIECES = [
    *("15:30–17:00", "15:30至17:00", "15\u00a0h\u00a030\u00a0–\u00a017\u00a0h"),
    *(
        "10月9日（周五）",
        "2020年10月9日（周五）",
        "拉各斯\u00a008:30",
        "拉各斯\u00a008:30至10:00",
        "E-Commerce",
    ),
]
# a row for each width before the piece, so that a line would end anywhere in it
NARROW = "# T\n\n|  a | b | c | d |\n| --- | --- | --- | --- |\n" + "".join(
    f"| {'w ' * count}{{}} | {'many words ' * 9}| {'many words ' * 9} | {'many words ' * 9}|\n"
    for count in range(12)
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_keeps_a_piece_on_one_line(piece: str, tmp_path: Path) -> None:
    page = markdown_to("html", f"# T\n\nOn {piece}, or x{piece[:3]}\n", tmp_path).decode()
    assert page.count(f'<span class="unbroken">{piece}</span>') == 1
    assert ".unbroken { white-space: nowrap; }" in page


@pytest.mark.parametrize("piece", PIECES)
def test_word_keeps_a_piece_on_one_line(piece: str, tmp_path: Path) -> None:
    word = docx.Document(BytesIO(markdown_to("docx", f"# T\n\nOn {piece}.\n", tmp_path)))
    paragraph = word.paragraphs[1]
    assert paragraph.text.replace(JOINER, "") == f"On {piece}."
    assert ("–" + JOINER in paragraph.text) == ("–" in piece)
    for pair in re.findall("(?=([\u2e80-\u9fff（）].|.[\u2e80-\u9fff（）]))", piece):
        assert JOINER.join(pair) in paragraph.text
    assert len(list(paragraph._p.iter(qn("w:noBreakHyphen")))) == piece.count("-")


@pytest.mark.parametrize("piece", PIECES)
def test_a_pdf_keeps_a_piece_on_one_line(piece: str, tmp_path: Path) -> None:
    made = markdown_to("pdf", NARROW.replace("{}", piece), tmp_path)
    text = re.sub("[ \u00a0]", "", poppler("pdftotext", made, "-raw").decode())
    assert text.count(piece.replace("\u00a0", "")) == 12


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
