"""PDF: what poppler reads in it, and what is refused rather than left empty."""

import re
from pathlib import Path

import pytest
import typst
from conftest import poppler
from made import HOSTILE, markdown_to, series_of, written

from sstc_cli.errors import SstcError
from sstc_cli.render import Stationery, fonts, typesetting


def read(tool: str, data: bytes, *words: str) -> str:
    return poppler(tool, data, *words).decode()


def facts(data: bytes) -> dict[str, str]:
    lines = read("pdfinfo", data, "-isodates").splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


@pytest.mark.parametrize(("language", "text"), [("en", "A b"), ("zh", "议程"), ("ar", "محمد")])
def test_a_pdf_is_tagged_dated_and_brings_its_fonts(language, text) -> None:
    data = written(series_of(text), "pdf", language)
    found = facts(data)
    assert found["Title"].endswith(text)
    assert (found["Author"], found["Subject"]) == ("The whole office", "The series")
    assert found["Tagged"] == "yes"
    assert found["CreationDate"] == found["ModDate"] == "2020-05-25T16:00:00Z"
    assert found["JavaScript"] == "no"
    assert found["Page size"].endswith("(A4)")
    assert f"/Lang({language})".encode() in re.sub(rb"\s", b"", data)
    for mark in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert mark in data
    table = read("pdffonts", data).splitlines()[2:]
    assert table and all(line.split()[-5] == "yes" for line in table)


def test_titles_tables_and_lists_are_tagged(tmp_path: Path) -> None:
    text = "# A\n\n|   |   |\n|---|---|\n| Date | x |\n\n## B\n\n| C |\n|---|\n| d |\n\n- e\n"
    tree = read("pdfinfo", markdown_to("pdf", text, tmp_path), "-struct-text")
    tags = re.findall(r"^ *([A-Z]\w*)(?= |:|$)", tree, flags=re.MULTILINE)
    wanted = ["H1", "L", "LI", "Lbl", "LBody", "H2", "Table", "THead", "TR", "TH", "TBody", "TR",
              "TD", "L", "LI", "Lbl", "LBody"]  # fmt: skip
    assert [tag for tag in tags if tag in wanted] == wanted


def test_the_paper_may_be_letter() -> None:
    data = written(series_of("x"), "pdf", stationery=Stationery("letter"))
    assert facts(data)["Page size"].endswith("(letter)")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_pdf_shows_every_text_as_it_is(text: str) -> None:
    data = written(series_of(text), "pdf")
    shown = re.sub(r"[\x00-\x1f\u202e\s]+", "", text)
    said = re.sub(r"\s+", "", read("pdftotext", data, "-raw"))
    assert said.count(shown) == 13
    assert set(re.findall(rb"/URI\s*\((.*?)\)", data)) == {b"https://example.org/join"}


def test_the_head_of_a_table_is_on_every_page_and_no_row_is_cut(tmp_path: Path) -> None:
    row = "| 15:30 | " + "words of a long title " * 12 + "end |\n"
    table = "# T\n\n| Time | Topic |\n| --- | --- |\n" + row * 40
    pages = read("pdftotext", markdown_to("pdf", table, tmp_path), "-layout").split("\f")
    for page in pages[:-1]:
        assert page.count("Topic") == 1
        assert page.count("15:30") == page.count("end\n")


def test_a_row_longer_than_a_page_and_a_wider_word_are_broken(tmp_path: Path) -> None:
    table = "# T\n\n| a | b |\n| --- | --- |\n| x | " + "word " * 3000 + "|\n"
    data = markdown_to("pdf", table, tmp_path)
    assert read("pdftotext", data, "-raw").count("word") == 3000
    data = markdown_to("pdf", "# " + "x" * 200 + "\n\n" + "w" * 300 + "\n", tmp_path)
    words = read("pdftotext", data, "-bbox")
    assert all(float(edge) < 545 for edge in re.findall(r'xMax="([0-9.]+)"', words))
    assert words.count("w") >= 300


def test_a_pdf_may_use_all_of_markdown_but_html(tmp_path: Path) -> None:
    text = (
        "intro\n\n### Deep *first*\n\n# One\n\n#### Four\n\n- a\n  - b\n\n3. c\n4. d\n\n"
        "`code` ~~old~~ ***new***\\\nbreak [good](https://example.org)\n\n"
        "```\n#let fence = 1\n```\n\n---\n\n> quote\n"
    )
    said = read("pdftotext", markdown_to("pdf", text, tmp_path), "-raw")
    for words in ("Deep first", "3. c", "code old new\nbreak", "#let fence = 1"):
        assert words in said


def test_a_missing_font_is_named_with_how_to_get_it(monkeypatch) -> None:
    alone = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typesetting, "_fonts", lambda *_: alone)
    with pytest.raises(SstcError) as caught:
        written(series_of("李雷"), "pdf")
    assert caught.value.message == (
        "the font `Noto Serif CJK SC` is missing, and the document has the character `李` (U+674E)"
    )
    assert "fonts-noto-cjk" in (caught.value.hint or "")
    with pytest.raises(SstcError, match="`Noto Naskh Arabic` is missing"):
        written(series_of("محمد"), "pdf")
    written(series_of("Ελλάδα Россия ✓ ₽ → naïve"), "pdf")


@pytest.mark.parametrize(
    ("char", "named"), [("👍", "`👍` (U+1F44D THUMBS UP SIGN)"), ("\ue000", "U+E000")]
)
def test_a_character_that_no_font_has_is_named(char: str, named: str) -> None:
    with pytest.raises(SstcError) as caught:
        written(series_of(f"a{char}b"), "pdf")
    assert caught.value.message == f"no font for a PDF has the character {named}"


def test_every_script_has_a_font_of_its_own() -> None:
    assert fonts.families("Aé Жж Ωω 12–34 “”…") == {}
    assert fonts.families("a，b") == {"Noto Serif CJK SC": "，"}
    assert set(fonts.families("ኢትዮጵያ ไทย हिन्दी")) == {
        "Noto Serif Ethiopic", "Noto Serif Thai", "Noto Serif Devanagari",
    }  # fmt: skip


BAND = '#import "band.typ": rows-of'
BLOCKS = '#import "blocks.typ": block-of, direction-of, first-page, in-language, ink, soft'
DRAWN = '#import "figures/figure.typ": broken, drawn'
# layouts, with the pictures that each shows and the layouts of ours that it imports
LAYOUTS = {
    "band.typ": (1, []),
    "blocks.typ": (0, ['#import "band.typ": picture-of', DRAWN]),
    "certificate.typ": (1, [BAND]),
    "document.typ": (0, ['#import "pages.typ": laid-out']),
    "pages.typ": (0, [BAND, BLOCKS]),
    "display/poster.typ": (3, []),
    "figures/figure.typ": (0, []),
    "figures/picture.typ": (0, ['#import "figure.typ": drawn']),
}


@pytest.mark.parametrize("file", LAYOUTS)
def test_the_layout_reads_and_loads_nothing_else(file: str) -> None:
    pictures, imported = LAYOUTS[file]
    layout = (Path(typesetting.__file__).parent / file).read_text(encoding="utf-8")
    for line in imported:
        assert line in layout
        layout = layout.replace(line, "", 1)
    for word in ("import", "include", "read(", "plugin(", "eval(", "sys.", "@"):
        assert word not in layout.replace("// ", "")
    assert layout.count("json(") == len(re.findall(r'json\("[a-z]+\.json"\)', layout))
    assert layout.count("image(") == layout.count("image(bytes(") == pictures


def test_without_typst_the_error_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(typesetting, "typst", None)
    with pytest.raises(SstcError) as caught:
        written(series_of("x"), "pdf")
    assert "pip install typst" in (caught.value.hint or "")
    assert "pipx inject sstc-cli typst" in (caught.value.hint or "")


@pytest.mark.parametrize(("words", "columns", "pages"), [(200, 2, 1), (250, 2, 1), (250, 7, 2)])
def test_type_is_smaller_if_that_saves_the_second_page(words, columns, pages, tmp_path) -> None:
    """That of many columns is small already."""
    table = "\n".join(f"|{cell * columns}" for cell in (" a |", " --- |", " b |"))
    text = f"# T\n\n{'many words of a letter ' * words}\n\n{table}\n"
    found = read("pdftotext", markdown_to("pdf", text, tmp_path), "-bbox")
    assert found.count("<page ") == pages
    tall = [
        float(bottom) - float(top)
        for top, bottom in re.findall(r'yMin="(.*?)" xMax=".*?" yMax="(.*?)">many<', found)
    ]
    assert (max(tall) < 12) is ((words, pages) == (250, 1)), tall[0]


@pytest.mark.parametrize(("paragraphs", "expected"), [(37, 1), (42, 1), (60, 2), (82, 2)])
def test_lines_are_closer_only_if_that_saves_a_page(paragraphs, expected, tmp_path) -> None:
    text = "# T\n\n" + "Text\n\n" * paragraphs
    pages = read("pdftotext", markdown_to("pdf", text, tmp_path), "-bbox").split("<page ")[1:]
    assert len(pages) == expected
    tops = [float(top) for top in re.findall(r'yMin="([\d.]+)"[^>]*>Text<', pages[0])]
    assert (tops[2] - tops[1] < 17) is (paragraphs in (42, 82)), tops[2] - tops[1]
