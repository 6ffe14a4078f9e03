"""The workspace's letterhead: what is taken over from it, and what is refused."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from drawn import document_of, figures_in
from greys import png_of
from made import TEMPLATES, markdown_to, series_of, word_in, written

from sstc_cli.errors import SstcError
from sstc_cli.render import LAYOUTS, Stationery, Templates
from sstc_cli.render.letterhead_read import read_letterhead
from sstc_cli.render.word_styles import WARN

GREEN = RGBColor(0, 0x78, 0x3C)


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """Write a letterhead: logo, address, its own heading, a margin, and text to be dropped."""
    word = docx.Document()
    page = word.sections[0]
    page.left_margin = Cm(4)
    page.header.paragraphs[0].add_run("Ministry of Trade").add_picture(
        BytesIO(png_of(12, 4, bytes(GREEN) * 48, 3, 2)), Cm(3)
    )
    page.footer.paragraphs[0].text = "1 Harbour Road"
    word.styles["Heading 1"].font.color.rgb = GREEN
    word.styles["Normal"].font.size = Pt(12)
    for name in ("List Bullet", "List Number 2", "Subtitle"):
        style = word.styles[name].element
        style.getparent().remove(style)
    word.add_paragraph("Dear Sir or Madam")
    word.core_properties.author = "A clerk"
    word.core_properties.keywords = "secret"
    file = tmp_path / "templates" / "letterhead.docx"
    file.parent.mkdir()
    word.save(str(file))
    return file


def on(file: Path, language: str = "en") -> bytes:
    stationery = Stationery("letter", letterhead=read_letterhead(file))
    return written(series_of("x"), "docx", language, stationery)


def test_page_logo_address_and_styles_are_taken_over(letterhead: Path) -> None:
    data = on(letterhead)
    word = word_in(data)
    page = word.sections[0]
    assert page.header.paragraphs[0].text == "Ministry of Trade"
    assert page.footer.paragraphs[0].text == "1 Harbour Road"
    assert page.left_margin.cm == pytest.approx(4, abs=0.01)
    assert round(page.page_width.mm, 1) == 215.9
    width = page.page_width - page.left_margin - page.right_margin
    for table in word.tables:
        assert sum(column.width for column in table.columns) == pytest.approx(width, rel=0.01)
    assert word.styles["Heading 1"].font.color.rgb == GREEN
    assert word.styles["Normal"].font.size == Pt(12)
    assert word.paragraphs[1].style.name == "Heading 1"
    assert "Dear" not in "".join(paragraph.text for paragraph in word.paragraphs)
    with ZipFile(BytesIO(data)) as parts:
        assert any(name.startswith("word/media/") for name in parts.namelist())
        assert b"clerk" not in b"".join(map(parts.read, parts.namelist()))
    assert word.core_properties.keywords == ""
    assert on(letterhead) == data
    arabic = word_in(on(letterhead, "ar"))
    head = arabic.sections[0].header.paragraphs[0]._p
    assert head.pPr is None or head.pPr.find(qn("w:bidi")) is None
    assert arabic.paragraphs[0]._p.pPr.find(qn("w:bidi")).get(qn("w:val")) == "1"


def test_styles_that_it_lacks_are_added_with_bullets_and_numbers(letterhead: Path) -> None:
    word = word_in(on(letterhead))
    for name in ("List Bullet", "List Number 2"):
        number = word.styles[name].element.pPr.numPr.numId.val
        assert word.part.numbering_part.element.num_having_numId(number) is not None
    added = word.styles["Subtitle"].element
    assert added.rPr.find(qn("w:rFonts")) is None
    assert added.find(qn("w:basedOn")).get(qn("w:val")) == word.styles["Normal"].style_id
    assert word.tables[0].style.name == "sstc Table"


LETTER = """1 September 2020

To the Mayor

# Subject: Ports

> It is cancelled.

We regret this.

- One
- More
- And more
- {}

Yours,

---

Li

---

Contact: us
"""


@pytest.mark.parametrize(
    "last", ["Two", "Two\n\n|     |     |\n| --- | --- |\n| A | B |\n| C | D |"]
)
def test_a_letter_has_spaces_of_its_own_and_no_page_with_only_names(letterhead, last) -> None:
    word = docx.Document(str(letterhead))
    word.styles["Normal"].paragraph_format.space_after = Pt(20)
    word.save(str(letterhead))
    stationery = Stationery("letter", letterhead=read_letterhead(letterhead))
    made = word_in(markdown_to("docx", LETTER.format(last), letterhead.parent, stationery))
    every = [
        *made.paragraphs,
        *(cell.paragraphs[0] for table in made.tables for cell in table._cells),
    ]
    found = {paragraph.text: paragraph for paragraph in every}
    warning, text = (found[words].style for words in ("It is cancelled.", "We regret this."))
    assert (warning.font.color.rgb, warning.font.italic) == (WARN, False)
    assert text.paragraph_format.space_after < Pt(10) and text.font.size is None
    kept = {
        words for words, paragraph in found.items() if paragraph.paragraph_format.keep_with_next
    }
    assert {"Yours,", "Li", *(("A", "B", "C", "D") if "|" in last else ("Two",))} <= kept
    assert not {"One", "Contact: us"} & kept


def test_a_letterhead_without_any_list_gets_them(letterhead: Path) -> None:
    word = docx.Document(str(letterhead))
    rels = word.part.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/numbering")]:
        del rels[key]
    word.save(str(letterhead))
    made = word_in(on(letterhead))
    numbering = made.part.numbering_part.element
    number = made.styles["List Bullet"].element.pPr.numPr.numId.val
    assert numbering.num_having_numId(number) is not None
    kinds = [re.sub(r".*}", "", child.tag) for child in numbering]
    assert kinds == sorted(kinds)  # Word wants all abstractNum before all num


def changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change one part of a Word file: `change` gets what it was, or nothing."""

    def build(data: bytes) -> bytes:
        buffer = BytesIO()
        with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
            parts = {entry: old.read(entry) for entry in old.namelist()}
            parts[name] = change(parts.get(name, b""))
            for entry, part in parts.items():
                new.writestr(entry, part)
        return buffer.getvalue()

    return build


def added(text: bytes) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"</Relationships>", text + b"</Relationships>")


LINKED = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/image" Target="https://example.org/x.png" TargetMode="External"/>'
)
SCRIPT = LINKED.replace(b"/image", b"/hyperlink").replace(
    b"https://example.org/x.png", b"javascript:alert(1)"
)
RELS, FOOT = "word/_rels/document.xml.rels", "word/footer1.xml"
BODY, STYLES, SVG = "word/document.xml", "word/styles.xml", "word/media/x.svg"
MISLEADING = b"?><?x encoding='utf-8'?>"
FIELD = b"<a><instrText>DDE x</instrText></a>"
BEGIN = b'</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>'


def fielded(*instructions: bytes) -> Callable[[bytes], bytes]:
    """Add a field in the long form, with its instruction in several pieces."""
    pieces = b"".join(b"<w:instrText>" + piece + b"</w:instrText>" for piece in instructions)
    marks = [b'<w:fldChar w:fldCharType="%s"/>' % kind for kind in (b"begin", b"end")]
    run = b"<w:p><w:r>" + marks[0] + pieces + marks[1] + b"</w:r></w:p>"
    return lambda old: old.replace(b"</w:ftr>", run + b"</w:ftr>")


def in_utf_7(part: bytes) -> bytes:
    return part.replace(b'"UTF-8"', b'"UTF-7"').replace(b"'UTF-8'", b"'UTF-7'")


def undeclared(part: bytes, codec: str) -> bytes:
    return part.partition(b"?>")[2].strip().decode().encode(codec)


TEMPLATE = LINKED.replace(b"/image", b"/attachedTemplate").replace(b"https", b"file")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: b"no zip", "is not a Word file, or is broken"),
        (lambda data: data[:1000], "is not a Word file, or is broken"),
        (lambda _: b"", "is not a Word file, or is broken"),
        (lambda data: b"\xd0\xcf\x11\xe0" + data, "is encrypted, or from an old version"),
        (lambda data: data + bytes(6_000_000), "is larger than 5 MB"),
        (changed("word/vbaProject.bin", lambda _: b"x"), "has macros or embedded objects"),
        (changed("word/embeddings/a.bin", lambda _: b"x"), "has macros or embedded objects"),
        (changed("[Content_Types].xml", lambda _: b"macroEnabled"), "has macros"),
        (changed(STYLES, lambda old: b"<!DOCTYPE x>" + old), "declares entities"),
        (changed(STYLES, lambda _: b"<w:styles"), "is not a Word file"),
        (changed(BODY, lambda _: b"<x/>"), "is not a Word file"),
        (changed(BODY, lambda old: old.replace(b'w:left="', b'w:left="9')), "leaves no room"),
        (changed(BODY, lambda old: re.sub(rb' r:id="[^"]*"', b"", old)), "is not a Word file"),
        (changed(RELS, added(LINKED)), "loads external content"),
        (changed(RELS, added(LINKED.replace(b"External", b"&#69;xternal"))), "loads external"),
        (changed(RELS, added(LINKED.replace(b"/x.png", b"/x>.png"))), "loads external content"),
        (changed(RELS, added(LINKED.replace(b"/x.png", b"/hyperlink"))), "loads external content"),
        (changed(RELS, added(SCRIPT)), "has a link to `javascript:alert(1)`"),
        (changed(RELS, added(SCRIPT.replace(b"javascript", b"file"))), "has a link to `file:"),
        (changed(STYLES, in_utf_7), "is not a Word file"),
        (changed(RELS, lambda old: undeclared(added(LINKED)(old), "utf-16-le")), "loads external"),
        (
            changed(
                STYLES, lambda old: in_utf_7(old.replace(b"?>", b"?><?x encoding='utf-8'?>", 1))
            ),
            "is not a Word file",
        ),
        (changed("word/a.bin", lambda _: b" " * 120 + FIELD), "has a field `DDE`"),
        (changed("word/a.bin", lambda _: "<?xml?><a/>".encode("cp037")), "is not a Word file"),
        (changed(FOOT, fielded(b"DDEAUTO c:\\\\cmd.exe")), "has a field `DDEAUTO`"),
        (changed(FOOT, fielded(b"INCLUDEPICTURE https://example.org/x")), "has a field `INCLUDEP"),
        (changed(FOOT, fielded(b"INCL", b"UDETEXT x")), "has a field `INCLUDETEXT`"),
        (changed(FOOT, fielded(b'HYPERLINK "javascript:x"')), "has a link to `javascript:x`"),
        (changed(FOOT, fielded(b"", BEGIN + b"QUOTE x")), "has a field"),
        (changed(SVG, lambda _: b"<svg><script>x</script></svg>"), "has an SVG"),
        (changed(SVG, lambda _: b"<svg onload='x'/>"), "has an SVG"),
        (changed(SVG, lambda _: b"<svg><image href='http://x.org/'/></svg>"), "has an SVG"),
    ],
)
def test_a_letterhead_that_would_do_harm_is_refused(letterhead: Path, change, said: str) -> None:
    letterhead.write_bytes(change(letterhead.read_bytes()))
    with pytest.raises(SstcError) as caught:
        on(letterhead)
    assert caught.value.message.startswith(f"templates/letterhead.docx {said}")
    assert caught.value.hint


@pytest.mark.parametrize("target", [b"https://example.org/", b"mailto:a@example.org"])
def test_links_to_the_web_and_harmless_fields_stay(letterhead: Path, target: bytes) -> None:
    link = SCRIPT.replace(b"javascript:alert(1)", target)
    data = changed(RELS, added(link))(letterhead.read_bytes())
    letterhead.write_bytes(changed(FOOT, fielded(b" NUM", b"PAGES "))(data))
    assert on(letterhead)


@pytest.mark.slow
def test_a_letterhead_that_takes_too_long_to_read_is_refused(letterhead: Path) -> None:
    long = changed(FOOT, lambda old: old.replace(b"</w:ftr>", b"<w:p/>" * 300_000 + b"</w:ftr>"))
    letterhead.write_bytes(long(letterhead.read_bytes()))
    with pytest.raises(SstcError, match="has far more in it than a letterhead"):
        on(letterhead)


def test_the_address_of_the_office_template_is_left_out(letterhead: Path) -> None:
    build = changed("word/_rels/settings.xml.rels", lambda _: b"<Relationships xmlns="
        b'"http://schemas.openxmlformats.org/package/2006/relationships">'
        + TEMPLATE + b"</Relationships>")  # fmt: skip
    letterhead.write_bytes(build(letterhead.read_bytes()))
    with ZipFile(BytesIO(on(letterhead))) as parts:
        assert b"attachedTemplate" not in b"".join(map(parts.read, parts.namelist()))


def test_a_report_on_a_letterhead_without_numbers_has_them(letterhead: Path) -> None:
    def feet(data: bytes) -> str:
        with ZipFile(BytesIO(data)) as package:
            names = [name for name in package.namelist() if "footer" in name]
            return "".join(package.read(name).decode() for name in names)

    stationery = Stationery("letter", letterhead=read_letterhead(letterhead))
    templates = Templates(TEMPLATES, TEMPLATES, {}, stationery=stationery)
    report = feet(LAYOUTS["report"]["docx"](document_of(figures_in("en")), templates))
    assert "1 Harbour Road" in report
    assert report.count('"PAGE"') == report.count('"NUMPAGES"') == 1, report
    assert "PAGE" not in feet(on(letterhead))


def test_a_bomb_is_not_unpacked_and_a_link_not_followed(letterhead: Path, tmp_path: Path) -> None:
    with ZipFile(letterhead, "a", 8) as parts:
        parts.writestr("word/media/x.xml", bytes(45_000_000))
    with pytest.raises(SstcError, match="too large when unpacked"):
        on(letterhead)
    letterhead.rename(tmp_path / "elsewhere.docx")
    letterhead.symlink_to(tmp_path / "elsewhere.docx")
    with pytest.raises(SstcError, match="is not a regular file"):
        on(letterhead)
