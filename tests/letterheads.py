"""Letterheads of two organisations, as offices make them in Word; their logos are drawn here."""

from collections.abc import Callable
from io import BytesIO
from math import hypot

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from greys import png_of

BLUE, RED, AMBER, GREEN = (23, 69, 110), (192, 57, 43), (230, 126, 34), (39, 174, 96)
NAMES = ("United Nations Office for Cities", "China Association of Trade · 中国贸易协会")
ALTS = ("Office for Cities", "Association of Trade 贸易协会")
ADDRESS = "1 Harbour Road, Port City · www.example.org"
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
WIDTH = 160  # millimetres between the margins
_BORDER = '<w:pBdr {}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="17456E"/></w:pBdr>'
_ANCHOR = (
    '<wp:anchor {} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:posOffset>{}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    "</wp:anchor>"
)


def drawn(width: int, height: int, color_at: Callable[[float, float], tuple[int, ...]]) -> bytes:
    """Draw a PNG whose background is transparent; `color_at` goes from 0 to 1."""
    dots = (color_at(x / width, y / height) for y in range(height) for x in range(width))
    return png_of(width, height, b"".join(bytes((*dot, 255)) if dot else bytes(4) for dot in dots))


def _globe(x: float, y: float) -> tuple[int, ...]:
    far = hypot(x - 0.5, y - 0.5)
    lines = (abs(x - 0.5), abs(y - 0.5), abs(far - 0.2), abs(far - 0.42) / 2)
    return BLUE if far < 0.45 and min(lines) < 0.03 else ()


def _bars(x: float, y: float) -> tuple[int, ...]:
    place, within = divmod(3 * x, 1)
    high = 0.1 < within < 0.9 and y > 0.7 - 0.3 * place
    return (RED, AMBER, GREEN)[int(place)] if high else ()


GLOBE, BARS = drawn(120, 120, _globe), drawn(160, 80, _bars)


def add_logo(paragraph: Paragraph, picture: bytes, alt: str, height: float) -> Run:
    """Add a picture among the words."""
    run = paragraph.add_run()
    run.add_picture(BytesIO(picture), height=Mm(height))
    next(run._r.iter(qn("wp:docPr"))).set("descr", alt)
    return run


def add_field(paragraph: Paragraph, *instructions: str) -> None:
    """Add a field in the long form that Word writes."""
    kinds = ("begin", None, "separate", "end")
    for kind in kinds:
        run = paragraph.add_run("9" if kind == "end" else "")
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = " ".join(instructions)
        run._r.append(mark)


def add_names(first: Paragraph, add: Callable[[], Paragraph]) -> None:
    """Add whose letterhead it is, in the middle."""
    for number, name in enumerate(NAMES):
        paragraph = add() if number else first
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(name)
        run.bold, run.font.size = number == 0, Pt(10 if number else 12)
        run.font.color.rgb = RGBColor(*BLUE)


def by_table(word: Word) -> None:
    """Arrange in a table without lines, and a rule below it."""
    header = word.sections[0].header
    table = header.add_table(1, 3, Mm(WIDTH))
    for column, width in zip(table.columns, (30, 90, 40), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    left, middle, right = table.rows[0].cells
    add_logo(left.paragraphs[0], GLOBE, ALTS[0], 20)
    add_names(middle.paragraphs[0], middle.add_paragraph)
    right.paragraphs[0].alignment = RIGHT
    add_logo(right.paragraphs[0], BARS, ALTS[1], 14)
    rule = header.add_paragraph()._p.get_or_add_pPr()
    rule.append(parse_xml(_BORDER.format(nsdecls("w"))))


def by_tabs(word: Word) -> None:
    """Arrange in one line with tabs, and below it the names."""
    header = word.sections[0].header
    line = header.paragraphs[0]
    add_logo(line, GLOBE, ALTS[0], 20)
    line.add_run("\t")
    add_logo(line, BARS, ALTS[1], 14)
    add_names(header.add_paragraph(), header.add_paragraph)


def by_floats(word: Word) -> None:
    """Arrange pictures that the words run between."""
    header = word.sections[0].header
    paragraph = header.paragraphs[0]
    for picture, alt, height, left in ((GLOBE, ALTS[0], 20, 0), (BARS, ALTS[1], 14, WIDTH - 28)):
        run = add_logo(paragraph, picture, alt, height)
        inline = next(run._r.iter(qn("wp:inline")))
        anchor = parse_xml(_ANCHOR.format(nsdecls("wp", "a", "r", "pic"), Mm(left)))
        anchor.extend(list(inline))
        inline.getparent().replace(inline, anchor)
    add_names(paragraph, header.add_paragraph)


ARRANGEMENTS = {"table": by_table, "tabs": by_tabs, "floats": by_floats}


def new_word() -> Word:
    """Make a file whose margins are those of an office, not ours."""
    word = docx.Document()
    page = word.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.header_distance = page.footer_distance = Mm(10)
    for name in ("Header", "Footer"):
        stops = word.styles[name].paragraph_format.tab_stops
        while len(stops):
            del stops[0]
        stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    return word


def saved(word: Word) -> bytes:
    """Return the bytes of the file."""
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def two_logos(arrangement: str) -> bytes:
    """Return a file of two logos, the names between them, an address and the page number."""
    word = new_word()
    ARRANGEMENTS[arrangement](word)
    foot = word.sections[0].footer.paragraphs[0]
    foot.add_run(f"{ADDRESS}\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", r"\* MERGEFORMAT")
    return saved(word)
