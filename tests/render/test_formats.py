"""The agenda in each format: what a reader of that format finds in it."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import missing_program, poppler
from docx.oxml.ns import qn
from made import HOSTILE, markdown_to, series_of, word_in, written

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render import FORMATS


class Page(HTMLParser):
    """The tree of a page: its tags with their attributes, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        kept = tuple((name, value) for name, value in attrs if name != "aria-label")  # words
        self.tags.append((tag, kept))

    def handle_data(self, data):
        self.text += data


HARMLESS = Page(written(series_of("harmless"), "html"))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_changes_the_tree_of_a_page(text: str) -> None:
    page = Page(written(series_of(text), "html"))
    assert page.tags == HARMLESS.tags
    shown = re.sub(r"[\x00-\x1f\u202e ]+", "", text)
    assert re.sub(r"\s+", "", page.text).count(shown) == 14


def test_a_page_needs_nothing_but_itself() -> None:
    targets = [
        value
        for _, attributes in HARMLESS.tags
        for name, value in attributes
        if name in ("href", "src", "action", "style") or name.startswith("on")
    ]
    assert targets == ["https://example.org/join"]
    assert "url(" not in written(series_of("x"), "html").decode()


def test_chromium_sees_the_same_tree(tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        missing_program("Chromium is missing: apt-get install chromium")

    def tree(text: str) -> list[str]:
        file = tmp_path / "page.html"
        file.write_bytes(written(series_of(text), "html"))
        command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={tmp_path}/profile",
                   "--dump-dom", file.as_uri()]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        return [tag for tag, _ in Page(done.stdout).tags]

    assert tree(" ".join(HOSTILE)) == tree("harmless")


@pytest.mark.parametrize("text", HOSTILE)
def test_word_shows_every_text_as_it_is(text: str) -> None:
    word = word_in(written(series_of(text), "docx"))
    shown = " ".join(re.sub(r"[\x00-\x08\u202e]", "", text).split())
    assert word.paragraphs[1].text == shown
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert f"{shown}, {shown}, {shown}" in cells
    assert f"– {shown}" in cells
    assert len(word.tables) == 3
    targets = {rel.target_ref for rel in word.part.rels.values() if rel.is_external}
    assert targets == {"https://example.org/join"}


def test_word_has_real_styles_and_properties() -> None:
    word = word_in(written(series_of("harmless"), "docx"))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[1:3] == ["Heading 1", "Subtitle"]
    assert "List Bullet" in styles
    assert word.tables[1].style.name == "sstc Table"
    assert word.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is None
    fonts = word.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    page = word.sections[0]
    assert [round(length.mm) for length in (page.page_width, page.page_height)] == [210, 297]
    properties = word.core_properties
    assert (properties.title, properties.language) == ("harmless", "en")
    assert str(properties.created) == str(properties.modified) == "2020-05-25 16:00:00+00:00"
    assert (properties.author, properties.comments) == ("The whole office", "")
    assert properties.subject == "The series"  # what archives of documents list


def test_a_template_may_use_all_of_markdown_but_html_and_pictures(tmp_path: Path) -> None:
    text = (
        "# One *two*\n\n- a\n  - b\n\n1. c\n2. d\n\ntext\n\n1. e\n\n"
        "`code` `<b>` ~~old~~ ***new***\\\nbreak\n"
        "[bad](javascript:x) [good](https://example.org) \\![pic](https://example.org/x.png)\n\n"
        "\\<script>x\\</script>\n\n```\nfence <b>\n```\n\n---\n\n> quote\n"
    )
    page = Page(markdown_to("html", text, tmp_path))
    assert [tag for tag, _ in page.tags if tag in ("script", "img", "b")] == []
    assert "<script>x</script>" in page.text
    assert [dict(attributes)["href"] for tag, attributes in page.tags if tag == "a"] == [
        "https://example.org",
        "https://example.org/x.png",
    ]
    word = word_in(markdown_to("docx", text, tmp_path))
    assert [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs][:6] == [
        ("Heading 1", "One two"), ("List Bullet", "a"), ("List Bullet 2", "b"),
        ("List Number", "c"), ("List Number", "d"), ("sstc Text", "text"),
    ]  # fmt: skip
    numbers = [number.get(qn("w:val")) for number in word.element.body.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2]
    assert word.core_properties.title == "One two"


PICTURE = "documents cannot show pictures of Markdown"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# One\n\n![logo](logo.png)\n", f"plain.md.j2:3: {PICTURE}"),
        ("# One\n{{ webinar.title }}\n![{{ series.title }}](x)", f"plain.md.j2:3: {PICTURE}"),
        ("# One\n\n{{ '![x](y)' | safe }}", f"plain.md.j2:3: {PICTURE}"),
        ("# One\n{{ _('![x](y)') }}", f"plain.md.j2:2: {PICTURE}"),
        ("# One\n\na <b class='x'>", "3: `<b>` is HTML, which documents cannot show"),
        ("# One\n\n</DIV>", "3: `</DIV>` is HTML, which documents cannot show"),
        ("<!-- note -->", "1: `<!-- -->` is HTML, which documents cannot show"),
    ],
)
def test_pictures_and_html_are_refused_with_their_line(text, message, tmp_path) -> None:
    """They would be printed as they are written: `![logo](logo.png)`."""
    with pytest.raises(SstcError, match=re.escape(message)) as caught:
        markdown_to("md", text, tmp_path)
    assert caught.value.status is ExitCode.DATA
    expected = "letterhead.docx" if PICTURE in message else "write Markdown"
    assert expected in caught.value.hint


SIGNED = """# One

| who | when |
| --- | --- |
| **Jane Doe**{{ "Director, Digital Trade" | break }}{{ none | break }} | now |

|     |     |
| --- | --- |
| **By** | **Jane Doe**{{ "<br> & co" | break }} |

**Jane Doe**\\
Director
"""


def test_lines_of_a_cell_and_of_a_signature_are_kept_in_each_format(tmp_path: Path) -> None:
    made = {kind: markdown_to(kind, SIGNED, tmp_path) for kind in FORMATS}
    assert "| **Jane Doe**<br>Director, Digital Trade | now |" in made["md"].decode()
    text = made["txt"].decode()
    assert "\nJane Doe                 now\nDirector, Digital Trade\n" in text
    assert "\nBy: Jane Doe\n    <br> & co\n" in text
    assert text.endswith("\nJane Doe\nDirector\n")
    page = made["html"].decode()
    assert "<strong>Jane Doe</strong><br>\nDirector, Digital Trade</td>" in page
    assert "<strong>Jane Doe</strong><br>\nDirector</p>" in page
    word = word_in(made["docx"])
    assert word.tables[0].cell(1, 0).text == "Jane Doe\nDirector, Digital Trade"
    assert word.tables[1].cell(0, 1).text == "Jane Doe\n<br> & co"
    assert "Jane Doe\nDirector" in [paragraph.text for paragraph in word.paragraphs]
    printed = poppler("pdftotext", made["pdf"], "-raw").decode()
    assert "Jane Doe\nDirector, Digital Trade" in printed
    assert "Jane Doe\n<br> & co" in printed
    assert "Jane Doe\nDirector\n" in printed


def test_a_line_break_in_the_title_is_a_space_in_its_name(tmp_path: Path) -> None:
    assert "<title>One two</title>" in markdown_to("html", "# One<br>two", tmp_path).decode()


def test_a_screen_reader_finds_no_empty_paragraphs_in_word(tmp_path: Path) -> None:
    table = "| a | b |\n| --- | --- |\n| c | d |\n\n"
    text = f"# T\n\n{table}Text\n\n{table}## Heading\n\n{table}{table}"
    word = word_in(markdown_to("docx", text, tmp_path))
    empty = [index for index, block in enumerate(word.paragraphs) if not block.text]
    assert [block.text for block in word.paragraphs] == ["T", "Text", "Heading", "", ""]
    assert empty == [3, 4]  # between two tables, and at the end, where Word needs one
    assert word.paragraphs[1].paragraph_format.space_before.pt == 7


def test_addresses_run_from_the_left_in_an_arabic_word_file() -> None:
    word = word_in(written(series_of("نص"), "docx", "ar"))
    runs = {run.text: run.rPr.find(qn("w:rtl")) for run in word.element.body.iter(qn("w:r"))}
    assert runs["https://example.org/join"].get(qn("w:val")) == "0"
    assert runs["نص"].get(qn("w:val")) == "1"


def test_a_word_file_has_no_parts_styles_and_lists_without_use() -> None:
    data = written(series_of("harmless"), "docx")
    with ZipFile(BytesIO(data)) as parts:
        names = set(parts.namelist())
        styles, fonts = (parts.read(f"word/{name}.xml") for name in ("styles", "fontTable"))
        assert not re.search(rb"[a-z]Theme=|mc:Ignorable", b"".join(map(parts.read, names)))
    unused = {"word/theme/theme1.xml", "word/webSettings.xml", "docProps/thumbnail.jpeg"}
    assert not unused & names
    assert b"lsdException" not in styles and b"w:latentStyles" in styles
    assert b'<w:altName w:val="Carlito"/>' in fonts  # as wide as Calibri, where that is missing
    word = word_in(data)
    assert len(word.part.numbering_part.element.num_lst) == 6
