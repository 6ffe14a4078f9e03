"""The font and the colour that the data file has for documents."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import Sstc, pdf_streams
from docx.oxml.ns import qn
from docx.shared import RGBColor
from letterheads import two_logos

FONT = "New Computer Modern"  # which Typst has
GREEN, GREEN_IN_PDF = "0b6b3a", (b"0.043137", b"0.41960")


def add_look(workspace: Path, look: str) -> None:
    data = workspace / "data" / "webinars.yaml"
    data.write_text(data.read_text(encoding="utf-8") + f"look: {look}\n", encoding="utf-8")


def rendered(sstc: Sstc, name: str, kind: str) -> bytes:
    result = sstc("documents", "render", name, 7, "--format", kind, "--language", "en").gives(0)
    return Path(result.out.split()[0]).read_bytes()


def test_every_kind_of_document_has_the_look(sstc: Sstc, whole: Path) -> None:
    from pptx import Presentation

    add_look(whole, f'{{font: {FONT}, accent: "#{GREEN.upper()}"}}')
    page = rendered(sstc, "agenda", "html").decode()
    assert f"h1 {{ margin: 0 0 .5rem; color: #{GREEN};" in page and f'"{FONT}", ' in page
    word = docx.Document(BytesIO(rendered(sstc, "agenda", "docx")))
    assert word.styles["Normal"].font.name == FONT
    assert str(word.styles["Heading 1"].font.color.rgb) == GREEN.upper()
    for name in ("agenda", "poster"):
        pdf = rendered(sstc, name, "pdf")
        assert all(part in pdf_streams(pdf) for part in GREEN_IN_PDF), name
        assert b"NewCM" in pdf and b"Libertinus" not in pdf, name
    shapes = Presentation(BytesIO(rendered(sstc, "title-slides", "pptx"))).slides[0].shapes
    assert str(shapes[0].fill.fore_color.rgb) == GREEN.upper()
    fonts = shapes.title._element.xpath(".//a:latin/@typeface")
    assert fonts == [FONT]


def letterhead(workspace: Path, font: str, color: str) -> None:
    """Write a letterhead whose styles have a font and a colour, or none."""
    word = docx.Document(BytesIO(two_logos("tabs")))
    styles = word.styles
    for element in styles["Heading 1"].element.xpath("w:rPr/w:color"):
        element.getparent().remove(element)
    if font:
        styles["Normal"].font.name = font
    if color:
        styles["Heading 1"].font.color.rgb = RGBColor.from_string(color)
    (workspace / "templates").mkdir()
    word.save(str(workspace / "templates" / "letterhead.docx"))


@pytest.mark.parametrize(("font", "color"), [("", ""), ("Georgia", "7A1F3D")])
def test_a_letterhead_comes_first(sstc: Sstc, whole: Path, font: str, color: str) -> None:
    letterhead(whole, font, color)
    add_look(whole, f'{{font: {FONT}, accent: "#{GREEN}"}}')
    color, font = color or GREEN.upper(), font or FONT
    page = rendered(sstc, "agenda", "html").decode()
    assert f"h1 {{ margin: 0 0 .5rem; color: #{color.lower()};" in page and f'"{font}", ' in page
    word = docx.Document(BytesIO(rendered(sstc, "agenda", "docx")))
    assert str(word.styles["Heading 1"].font.color.rgb) == color
    names = {fonts.get(qn("w:ascii")) for fonts in word.styles.element.iter(qn("w:rFonts"))}
    themes = {fonts.get(qn("w:asciiTheme")) for fonts in word.styles.element.iter(qn("w:rFonts"))}
    assert font in names and (FONT in names) == (font == FONT) == (themes == {None})
    assert all(part in pdf_streams(rendered(sstc, "poster", "pdf")) for part in GREEN_IN_PDF) == (
        color.lower() == GREEN
    )


@pytest.mark.parametrize("name", ["agenda", "poster"])
def test_a_font_without_files_is_an_error(sstc: Sstc, whole: Path, name: str) -> None:
    add_look(whole, "{font: Nowhere Sans}")
    result = sstc("documents", "render", name, 7, "--format", "pdf")
    assert result.status != 0 and not result.out
    assert result.err.startswith("error: the font `Nowhere Sans` is missing, and `look.font` in")
    assert "templates/fonts/" in result.err
    assert sstc("documents", "render", "agenda", 7, "--format", "docx").status == 0


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ('{accent: "#777777"}', "E531 the contrast of `#777777` on white is only 4.47:1"),
        ("{accent: red}", "E531 `red` is not a colour"),
        ("{accent: 0b6b3a}", "E531 `0b6b3a` is not a colour"),
        ("{font: 'x\"; color: red'}", 'E531 `x"; color: red` is not the name of a font'),
        ("{font: 'Arial, Helvetica'}", "E531 `Arial, Helvetica` is not the name of a font"),
        ("\n  accent: #0b6b3a", "E104 `accent` is empty"),
        ("{size: 3}", "E103 unknown key `size` in `look`"),
    ],
)
def test_a_look_that_documents_cannot_have(sstc: Sstc, whole: Path, look: str, said: str) -> None:
    add_look(whole, look)
    result = sstc("validate").gives(1)
    (line,) = [line for line in result.out.splitlines() if " error " in line]
    assert re.match(r"data/webinars\.yaml:\d+:\d+: error ", line) and said in line


def test_the_darkest_grey_that_passes_is_taken(sstc: Sstc, whole: Path) -> None:
    add_look(whole, '{accent: "#767676"}')
    assert sstc("validate").status == 0
