"""The letterhead in HTML and PDF: its logos, words and rules, and what is said of the rest."""

import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import pdf_alternatives, poppler
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, RGBColor
from greys import looks_as_it_did
from letterheads import (
    ADDRESS,
    ALTS,
    AMBER,
    ARRANGEMENTS,
    BARS,
    GLOBE,
    GREEN,
    LEFT,
    NAMES,
    RED,
    add_field,
    add_logo,
    new_word,
    saved,
    two_logos,
)
from lxml.etree import Comment
from made import HOSTILE, markdown_to, series_of, word_in, written

from sstc_cli.errors import SstcError
from sstc_cli.render import Stationery
from sstc_cli.render.letterhead_read import read_letterhead
from sstc_cli.render.stationery import Letterhead

LONG = "# Title\n\n" + "A paragraph of text.\n\n" * 120


class Around(HTMLParser):
    """The header and the footer of a page: their words and pictures, in their order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"header": [], "footer": []}
        self.pictures: list[dict[str, str]] = []
        self._inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self._inside = tag if tag in self.found else self._inside
        if tag == "img":
            self.pictures.append(dict(attrs))
            self.found[self._inside].append(dict(attrs)["alt"])

    def handle_endtag(self, tag):
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data):
        if self._inside and data.strip():
            self.found[self._inside].append(data.strip())


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Word | bytes], Letterhead]:

    def read(word: Word | bytes) -> Letterhead:
        file = tmp_path / "templates" / "letterhead.docx"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(word if isinstance(word, bytes) else saved(word))
        return read_letterhead(file)

    return read


def page_on(letterhead: Letterhead, language: str = "en") -> Around:
    return Around(written(series_of("x"), "html", language, on(letterhead)))


def on(letterhead: Letterhead, paper="a4") -> Stationery:
    return Stationery(paper, "The series", "The office", letterhead=letterhead)


def pages_of(pdf: bytes) -> list[str]:
    return poppler("pdftotext", pdf, "-layout").decode().split("\f")[:-1]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_a_page_has_both_logos_and_the_words(read, arrangement: str) -> None:
    page = page_on(read(two_logos(arrangement)))
    words = [ALTS[0], *NAMES, ALTS[1]]
    if arrangement == "tabs":
        words = [*ALTS, *NAMES]
    assert page.found == {"header": words, "footer": [ADDRESS]}
    for picture, data in zip(page.pictures, (GLOBE, BARS), strict=True):
        kind, _, text = picture["src"].partition(",")
        assert (kind, b64decode(text)) == ("data:image/png;base64", data)
    assert [picture["height"] for picture in page.pictures] == ["76", "53"]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_every_page_of_a_pdf_has_both_logos_and_the_words(read, arrangement, tmp_path) -> None:
    data = markdown_to("pdf", LONG, tmp_path, on(read(two_logos(arrangement))))
    pages = pages_of(data)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert all(name in page for name in NAMES)
        assert re.search(rf"{re.escape(ADDRESS)} +Page {number} of {len(pages)}\s*$", page)
    rows = poppler("pdfimages", data, "-list").decode().splitlines()[2:]
    shown = [row.split()[:1] + row.split()[3:5] for row in rows if row.split()[2] == "image"]
    sizes = (["120", "120"], ["160", "80"])
    assert shown == [[str(n + 1), *size] for n in range(len(pages)) for size in sizes]
    assert "The office" not in pages[0] and "The series" not in pages[1]
    assert pdf_alternatives(data) == [*ALTS], (
        "screen readers skip the heads of pages, but not these"
    )
    for mark in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert mark in data


@pytest.mark.parametrize(
    ("arrangement", "language", "paper"),
    [("table", "en", "a4"), ("tabs", "zh", "letter"), ("floats", "ar", "a4")],
)
def test_the_first_page_looks_as_it_did(read, arrangement, language, paper) -> None:
    stationery = on(read(two_logos(arrangement)), paper)
    data = written(series_of("Ports 港口 ميناء"), "pdf", language, stationery)
    assert looks_as_it_did(data, f"letterhead.{language}")


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_logos_are_at_both_ends_of_a_page_that_is_turned(read, arrangement, tmp_path) -> None:
    stationery = on(read(two_logos(arrangement)), "a4-landscape")
    page = word_in(markdown_to("docx", "# T\n", tmp_path, stationery)).sections[0]
    head = page.header._element
    (foot,) = page.footer.paragraphs[0].style.element.xpath(".//w:tab/@w:pos")
    if arrangement == "table":
        end = sum(map(int, head.xpath(".//w:gridCol/@w:w")))
    elif arrangement == "tabs":
        (end,) = page.header.paragraphs[0].style.element.xpath(".//w:tab/@w:pos")
    else:
        starts, widths = head.xpath(".//wp:positionH/wp:posOffset"), head.xpath(".//wp:extent/@cx")
        end = (int(starts[-1].text) + int(widths[-1])) // 635
    assert [int(foot), int(end)] == pytest.approx([247 * 56.7] * 2, abs=15)


def test_text_stands_between_the_margins_of_the_letterhead(read, tmp_path: Path) -> None:
    data = markdown_to("pdf", LONG.replace("text.", "text " * 40), tmp_path, on(read(new_word())))
    boxes = poppler("pdftotext", data, "-bbox").decode()
    edges = [float(edge) / 72 * 25.4 for edge in re.findall(r'xM(?:in|ax)="([0-9.]+)"', boxes)]
    assert min(edges) == pytest.approx(25, abs=0.5)
    assert 180 < max(edges) < 185.5


@pytest.mark.parametrize("height", [10, 40])
def test_the_first_page_may_have_a_head_of_its_own(read, tmp_path: Path, height: float) -> None:
    word = new_word()
    page = word.sections[0]
    page.different_first_page_header_footer = True
    add_logo(page.first_page_header.paragraphs[0], GLOBE, "", height)
    page.first_page_header.add_paragraph("Ministry of Trade")
    page.first_page_footer.paragraphs[0].text = ADDRESS
    page.header.paragraphs[0].text = "Continued"
    letterhead = read(word)
    first, *others = pages_of(markdown_to("pdf", LONG, tmp_path, on(letterhead)))
    assert first.index("Ministry of Trade") < first.index("Title") < first.index(ADDRESS)
    for number, text in enumerate(others, 2):
        assert text.strip().startswith("Continued") and ADDRESS not in text
        assert text.strip().endswith(f"Page {number} of {len(others) + 1}")
    found = page_on(letterhead).found
    assert found == {"header": ["", "Ministry of Trade"], "footer": [ADDRESS]}


def test_even_pages_may_have_a_head_of_their_own(read, tmp_path: Path) -> None:
    word = new_word()
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].header.paragraphs[0].text = "On the right"
    word.sections[0].even_page_header.paragraphs[0].text = "On the left"
    pages = pages_of(markdown_to("pdf", LONG, tmp_path, on(read(word))))
    begins = [page.split("\n")[0].strip() for page in pages]
    assert begins[:3] == ["On the right", "On the left", "On the right"]


def test_what_the_letterhead_does_not_have_is_ours(read) -> None:
    assert page_on(read(new_word())).found == {"header": ["The office"], "footer": ["The series"]}
    (page,) = pages_of(written(series_of("x"), "pdf", stationery=on(read(new_word()))))
    assert page.strip().startswith("The office") and page.strip().endswith("Page 1 of 1")


def test_only_a_page_with_pictures_may_show_some(read) -> None:
    plain, dressed = (
        written(series_of("x"), "html", stationery=paper).decode()
        for paper in (Stationery(), on(read(two_logos("table"))))
    )
    assert "img-src" not in plain
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in dressed


@pytest.mark.parametrize("text", HOSTILE)
def test_words_and_alternative_texts_are_shown_and_not_obeyed(read, text: str) -> None:
    text = re.sub(r"[\x00-\x1f]", " ", text)
    word = new_word()
    line = word.sections[0].header.paragraphs[0]
    line.add_run(text)
    add_logo(line, GLOBE, text, 10)
    letterhead = read(word)
    shown = " ".join(text.replace("\u202e", "").split())
    page = page_on(letterhead)
    assert [" ".join(words.split()) for words in page.found["header"]] == [shown, shown]
    assert len(page.pictures) == 1 and "onerror" not in page.pictures[0]
    said = "".join(pages_of(written(series_of("x"), "pdf", stationery=on(letterhead)))).split()
    assert "".join(shown.split()) in "".join(said)


def add_box(word: Word) -> None:
    """Add a box of text on the right, and behind it what Word keeps for its old versions."""
    box = (
        f"<mc:AlternateContent {nsdecls('w', 'wp', 'a')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH relativeFrom="page">'
        '<wp:align>right</wp:align></wp:positionH><wp:extent cx="1800000" cy="360000"/>'
        "<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>In the box"
        "</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    word.sections[0].header.paragraphs[0].add_run("Beside")._r.append(parse_xml(box))


def add_merged(word: Word) -> None:
    """Add a logo beside two rows of words."""
    table = word.sections[0].header.add_table(2, 2, Mm(100))
    logo = table.cell(0, 0).merge(table.cell(1, 0))
    add_logo(logo.paragraphs[0], GLOBE, "Logo", 10)
    table.cell(0, 1).text, table.cell(1, 1).text = "Ministry", "Department"


def add_changes(word: Word) -> None:
    """Add words that are hidden, taken out, put in, in capitals, and typed over several lines."""
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph.add_run("hidden").font.hidden = True
    for name, text in (("w:del", "gone"), ("w:ins", "new ")):
        change = OxmlElement(name)
        change.append(paragraph.add_run(text)._r)
        paragraph._p.append(change)
    paragraph.add_run("office").font.all_caps = True
    paragraph.add_run("\nBelow\twords")
    paragraph._p.append(Comment("of a program"))


def add_old_picture(word: Word) -> None:
    run = add_logo(word.sections[0].header.paragraphs[0], GLOBE, "", 10)
    key = next(run._r.iter(qn("a:blip"))).get(qn("r:embed"))
    shape = (
        f'<w:pict {nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:shape alt="Old logo" '
        'style="width:56.7pt;height:28.35pt"><v:imagedata '
        f'r:id="{key}"/></v:shape></w:pict>'
    )
    run._r.replace(run._r[-1], parse_xml(shape))


@pytest.mark.parametrize(
    ("add", "found"),
    [
        (add_box, ["Beside", "In the box"]),
        (add_merged, ["Logo", "Ministry", "Department"]),
        (add_changes, ["new", "OFFICE", "Below", "words"]),
        (add_old_picture, ["Old logo"]),
    ],
)
def test_what_else_a_letterhead_may_have(read, add, found: list[str]) -> None:
    word = new_word()
    add(word)
    letterhead = read(word)
    assert (page_on(letterhead).found["header"], letterhead.notes) == (found, ())
    assert written(series_of("x"), "pdf", stationery=on(letterhead))


def test_a_header_from_the_right_begins_there(read) -> None:
    word = new_word()
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph.add_run("وزارة التجارة")
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    other = word.sections[0].header.add_paragraph("Ministry")
    other.alignment = LEFT
    page = written(series_of("x"), "html", "ar", on(read(word))).decode()
    assert re.search(r'<p align="right" dir="rtl"><span [^>]*lang="ar-SA">وزارة', page)
    assert re.search(r'<p align="left" dir="ltr"><span [^>]*lang="en-US">Ministry', page)


def test_colours_that_cannot_be_read_on_white_are_left_out(read) -> None:
    word = new_word()
    for color in ("FFFFFF", "F0E000", "00783C"):
        run = word.sections[0].header.add_paragraph().add_run("x")
        run.font.color.rgb = RGBColor.from_string(color)
    page = written(series_of("x"), "html", stationery=on(read(word))).decode()
    assert re.findall(r"color: #([0-9a-f]+)", page.partition("<header")[2]) == ["00783c"]


def test_a_cropped_picture_shows_what_is_left_of_it(read) -> None:
    word = new_word()
    run = add_logo(word.sections[0].header.paragraphs[0], BARS, "Last bar", 20)
    cut = f'<a:srcRect {nsdecls("a")} l="66667"/>'  # two of the three bars
    next(run._r.iter(qn("a:blip"))).addnext(parse_xml(cut))
    next(run._r.iter(qn("wp:extent"))).set("cx", str(int(Mm(13))))
    letterhead = read(word)
    (picture,) = page_on(letterhead).pictures
    kind, _, text = picture["src"].partition(",")
    assert (kind, picture["width"], picture["height"]) == ("data:image/svg+xml;base64", "49", "76")
    assert b'viewBox="66667 0 33333 100000"' in b64decode(text)
    pdf = written(series_of("x"), "pdf", stationery=on(letterhead))
    size, place = ("-x", "0", "-y", "0", "-W", "827", "-H", "350"), ("-f", "1", "-l", "1")
    ppm = poppler("pdftoppm", pdf, "-r", "100", *size, *place)
    dots = ppm.split(b"\n", 3)[3]
    colours = {dots[at : at + 3] for at in range(0, len(dots), 3)}
    assert bytes(GREEN) in colours and bytes(RED) not in colours and bytes(AMBER) not in colours


def logo(data: bytes = b"", *, alt: str = "Logo", height: float = 10) -> Callable[[Word], None]:
    """Add a logo, whose file may be other than its name says."""

    def add(word: Word) -> None:
        header = word.sections[0].header
        add_logo(header.paragraphs[0], GLOBE, alt, height)
        if data:
            (part,) = header.part.related_parts.values()
            part._blob = data

    return add


def grouped(word: Word) -> None:
    logo()(word)
    picture = next(word.sections[0].header.paragraphs[0]._p.iter(qn("pic:pic")))
    group = OxmlElement("a:group")
    picture.getparent().replace(picture, group)
    group.append(picture)


def dated(word: Word) -> None:
    add_field(word.sections[0].header.paragraphs[0], "DATE", r'\@ "d MMMM yyyy"')


EMF = b"\x01\x00\x00\x00" + bytes(40)


JPEG_IN_CMYK = bytes.fromhex("ffd8ffe00004aaaa ffc00014080010001004") + bytes(20)


ONLY_WORD = ", which only Word can show"


@pytest.mark.parametrize(
    ("add", "what"),
    [
        (logo(EMF), f"a picture in EMF{ONLY_WORD}"),
        (logo(b"\xd7\xcd\xc6\x9a" + bytes(40)), f"a picture in WMF{ONLY_WORD}"),
        (logo(b"II*\x00" + bytes(40)), f"a picture in TIFF{ONLY_WORD}"),
        (logo(b"<svg/>"), f"a picture in SVG{ONLY_WORD}"),
        (logo(JPEG_IN_CMYK), f"a picture in CMYK{ONLY_WORD}"),
        (logo(b"nothing"), "a picture that is empty or broken"),
        (logo(height=200), f"a picture higher than 80 mm{ONLY_WORD}"),
        (grouped, f"a drawing or a group{ONLY_WORD}"),
        (logo(alt=""), "a picture without alternative text"),
        (dated, f"a field `DATE`{ONLY_WORD}"),
    ],
)
def test_parts_that_cannot_be_shown_are_reported_and_the_rest_is_made(read, add, what: str) -> None:
    word = new_word()
    add(word)
    word.sections[0].footer.paragraphs[0].text = ADDRESS
    letterhead = read(word)
    ((said, hint),) = letterhead.notes
    assert said == what and hint
    header = [""] if "alternative" in what else ["The office"]
    assert page_on(letterhead).found == {"header": header, "footer": [ADDRESS]}
    assert ADDRESS in pages_of(written(series_of("x"), "pdf", stationery=on(letterhead)))[0]


def test_the_word_file_keeps_what_only_word_can_show(read) -> None:
    word = new_word()
    logo(EMF)(word)
    made = word_in(written(series_of("x"), "docx", stationery=on(read(word))))
    (part,) = made.sections[0].header.part.related_parts.values()
    assert part.blob == EMF


def test_a_picture_that_ends_too_early_is_an_error(read) -> None:
    word = new_word()
    logo(GLOBE[: len(GLOBE) // 2])(word)
    with pytest.raises(SstcError, match=r"^templates/letterhead.docx, or a person in "):
        written(series_of("x"), "pdf", stationery=on(read(word)))
