"""A document in two languages: each begins on its own page, with its own head and foot."""

import re
from dataclasses import replace

import pytest
from conftest import poppler
from docx.oxml.ns import qn
from letterheads import two_logos
from made import STATIONERY, TEMPLATES, series_of, word_in

from sstc_cli.render import FORMATS, Document, Stationery, Templates, read_letterhead
from sstc_cli.views.agenda import agenda_view

LONG = "words " * 900
LABELS = {"Page {page} of {pages}": "第{page}页，共{pages}页"}


def both(kind: str, folder, stationery: Stationery = STATIONERY) -> bytes:
    """Write a document in English, then in Chinese, of some pages each."""
    series = series_of("x")
    (folder / "plain.md.j2").write_text(f"# {{{{ language }}}}\n\n{LONG}\n\n{LONG}\n", "utf-8")
    chinese = Stationery("a4", "网络研讨会", "办公室", letterhead=stationery.letterhead)
    made: list[Document] = []
    for language, labels, page in (("en", {}, stationery), ("zh", LABELS, chinese)):
        templates = Templates(folder, TEMPLATES, labels, stationery=page)
        made.append(templates.document("plain", agenda_view(series, series.webinars[0], language)))
    whole = replace(made[0], also=(made[1],))
    return FORMATS[kind](whole, Templates(folder, TEMPLATES, {}, stationery=stationery))


def test_a_pdf_has_the_head_and_foot_of_each_language_and_counts_all_pages(tmp_path) -> None:
    text = poppler("pdftotext", both("pdf", tmp_path), "-layout").decode()
    pages = [
        re.sub(r"(?<=[\u2e80-\uffef]) | (?=[\u2e80-\uffef])", "", page).strip()
        for page in text.split("\f")[:-1]
    ]
    count = len(pages) // 2
    assert count > 1
    heads = ["The office", *["The series"] * (count - 1), "办公室", *["网络研讨会"] * (count - 1)]
    assert [page.split("\n")[0].strip() for page in pages] == heads
    feet = [f"Page {n} of {2 * count}" for n in range(1, count + 1)]
    feet += [f"第{n}页，共{2 * count}页" for n in range(count + 1, 2 * count + 1)]
    assert [page.split("\n")[-1].strip() for page in pages] == feet


def test_word_has_a_section_for_each_language(tmp_path) -> None:
    word = word_in(both("docx", tmp_path))
    english, chinese = word.sections
    assert english.first_page_header.paragraphs[0].text == "The office"
    assert chinese.first_page_header.paragraphs[0].text == "办公室"
    assert chinese.header.paragraphs[0].text == "网络研讨会"
    assert chinese.footer.paragraphs[0].text.startswith("第")
    fields = [field.get(qn("w:instr")) for field in chinese.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert chinese._sectPr.find(qn("w:pgNumType")) is None  # numbers go on
    assert all(paragraph.text for paragraph in word.paragraphs)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_both_languages_are_on_the_letterhead(kind, tmp_path) -> None:
    file = tmp_path / "letterhead.docx"
    file.write_bytes(two_logos("tabs"))
    data = both(kind, tmp_path, Stationery(letterhead=read_letterhead(file)))
    if kind == "pdf":
        text = poppler("pdftotext", data, "-layout").decode()
        assert text.count("United Nations Office for Cities") == len(text.split("\f")) - 1
    else:
        page = word_in(data).sections[1]
        assert page.header.is_linked_to_previous


def test_a_page_names_the_organisers_in_each_language(tmp_path) -> None:
    page = both("html", tmp_path).decode()
    assert re.findall("<header>\n<p>(.*?)</p>", page) == ["The office", "办公室"]
