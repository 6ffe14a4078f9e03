"""The looks of a slide: a band with the title, words below it, and a QR code at the side."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any, BinaryIO

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu, Pt

from sstc_cli.diagnostics import display_width
from sstc_cli.model.photo import Photo
from sstc_cli.render.line_breaks import with_firm_hyphens
from sstc_cli.render.stationery import BandPicture, Look
from sstc_cli.render.word_xml import language_tag

SIZE = (Emu(12_192_000), Emu(6_858_000))  # 16:9
_INK, _WHITE = map(RGBColor.from_string, ("1B2733", "FFFFFF"))
_TITLE_ONLY = 5  # a layout of python-pptx' own template
_MARGIN, _BAND, _OPENING_BAND = Emu(700_000), Emu(2_100_000), Emu(3_300_000)
# the height of logos, their place from the bottom, and what is between them
_LOGO, _FOOT, _BETWEEN = 620_000, 870_000, 300_000
_SHOWN = ("data:image/png", "data:image/jpeg", "data:image/gif")
_KICKER, _QR, _PHOTO = Emu(900_000), Emu(2_900_000), (2_900_000, 3_900_000)
# the longest titles, in characters, for each size in points
_TITLE_SIZES, _SMALLEST_TITLE = ((40, 44), (80, 38), (130, 32)), 26
# the fonts that Windows, macOS and LibreOffice have, or replace by one with the same widths
_LATIN, _CHINESE, _ARABIC = "Calibri", "Microsoft YaHei", "Arial"
_SIZES = {"strong": 36, "text": 26, "item": 26, "foot": 20}
_SHARES = (1, 0.92, 0.85, 0.77, 0.7, 0.6)  # of these sizes, the first at which all lines fit
_LETTER, _LINE, _AFTER = 0.52, 1.3, 10  # width and height in sizes; points below a paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """The language and direction of the words on a slide, their colour and their font."""

    language: str
    direction: str
    look: Look

    @property
    def accent(self) -> RGBColor:
        return RGBColor.from_string(self.look.accent.upper())

    @property
    def from_right(self) -> bool:
        return self.direction == "rtl"


def new_slide(slides: Slides, looks: Words, title: str, kicker: str) -> Slide:
    """Add a slide with its title on a band, below a kicker if there is one, and return it."""
    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    height = _OPENING_BAND if kicker else _BAND
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, SIZE[0], height)
    band.fill.solid()
    band.fill.fore_color.rgb = looks.accent
    band.line.fill.background()
    band.shadow.inherit = False
    place = slide.shapes.title
    slide.shapes._spTree.append(place._element)  # moves it above the band
    top, width = _KICKER if kicker else 0, Emu(SIZE[0] - 2 * _MARGIN)
    place.left, place.top, place.width, place.height = _MARGIN, top, width, Emu(height - top)
    size = next((size for length, size in _TITLE_SIZES if len(title) <= length), _SMALLEST_TITLE)
    _fill(place.text_frame, looks, [(title, size, _WHITE, True)])
    if kicker:
        above = slide.shapes.add_textbox(_MARGIN, Emu(150_000), width, Emu(_KICKER - 150_000))
        share = _share([("foot", kicker)], width, above.height.pt + _AFTER)
        _fill(above.text_frame, looks, [(kicker, round(_SIZES["foot"] * share), _WHITE, False)])
    return slide


def add_logos(
    slide: Slide, looks: Words, logos: Sequence[BandPicture], *, below_words: bool
) -> None:
    """Add the logos of a letterhead at the foot in its order, as far as PowerPoint shows them.

    They are at the end of lines, or `below_words` if something else is there.
    """
    shown = [
        (logo, _size_of(logo), data)
        for logo in logos
        for kind, _, data in (logo.source.partition(";base64,"),)
        if kind in _SHOWN
    ]
    at = int(_MARGIN)
    if below_words == looks.from_right:  # the last one ends at the right
        at = SIZE[0] + _BETWEEN - at - sum(width + _BETWEEN for _, (width, _), _ in shown)
    for logo, (width, height), data in shown:
        top = Emu(SIZE[1] - _FOOT + (_LOGO - height) // 2)
        picture = slide.shapes.add_picture(BytesIO(b64decode(data)), Emu(at), top, Emu(width))
        picture._element.nvPicPr.cNvPr.set("descr", logo.alt)
        at += width + _BETWEEN


def _size_of(logo: BandPicture) -> tuple[int, int]:
    width = min(round(_LOGO * logo.width / logo.height), 3 * _LOGO)
    return width, round(width * logo.height / logo.width)


def add_words(
    slide: Slide, looks: Words, lines: Sequence[tuple[str, str]], *, has_picture: bool
) -> None:
    """Write lines below the band, beside the picture or QR code if there is one."""
    if not lines:
        return
    top = Emu(_bottom_of_band(slide) + 250_000)
    width = Emu(SIZE[0] - 2 * _MARGIN - (_QR + _MARGIN if has_picture else 0))
    left = Emu(_MARGIN + _QR + _MARGIN) if has_picture and looks.from_right else _MARGIN
    has_logo = any(shape.top >= SIZE[1] - _FOOT for shape in slide.shapes if shape.left == left)
    foot = _FOOT if has_logo else 250_000
    box = slide.shapes.add_textbox(left, top, width, Emu(SIZE[1] - top - foot))
    share = _share(lines, width, box.height.pt)
    written = [
        (text, round(_SIZES[kind] * share), looks.accent if kind == "strong" else _INK,
         kind == "strong")
        for kind, text in lines
    ]  # fmt: skip
    _fill(box.text_frame, looks, written)


def _share(lines: Sequence[tuple[str, str]], width: Emu, height: float) -> float:
    """Return the share of the usual sizes at which lines fit into a height in points."""
    return next((share for share in _SHARES if _height(lines, share, width) <= height), _SHARES[-1])


def _height(lines: Sequence[tuple[str, str]], share: float, width: Emu) -> float:
    """Return the height of lines in points, about, with all sizes multiplied by a share."""
    across: float = width / Pt(1)
    sizes = [_SIZES[kind] * share for kind, _ in lines]
    counts = [
        ceil(display_width(text) * size * _LETTER / across)
        for size, (_, text) in zip(sizes, lines, strict=True)
    ]
    return sum(count * size * _LINE + _AFTER for count, size in zip(counts, sizes, strict=True))


def add_qr(slide: Slide, looks: Words, png: BinaryIO, text: str, url: str) -> None:
    side = _MARGIN if looks.from_right else Emu(SIZE[0] - _MARGIN - _QR)
    top = Emu(_bottom_of_band(slide) + 500_000)
    picture = slide.shapes.add_picture(png, side, top, _QR, _QR)
    picture._element.nvPicPr.cNvPr.set("descr", url if text == url else f"{text}: {url}")
    picture.click_action.hyperlink.address = url
    if text != url:
        below = slide.shapes.add_textbox(side, Emu(top + _QR), _QR, Emu(_FOOT // 2))
        _fill(below.text_frame, looks, [(text, 16, _INK, False)])


def add_photo(slide: Slide, looks: Words, photo: Photo, alternative: str) -> None:
    width, height = map(Emu, map(int, photo.within(*_PHOTO)))
    side = _MARGIN if looks.from_right else Emu(SIZE[0] - _MARGIN - width)
    top = Emu((SIZE[1] + _bottom_of_band(slide) - height) // 2)
    picture = slide.shapes.add_picture(BytesIO(photo.data), side, top, width, height)
    picture._element.nvPicPr.cNvPr.set("descr", alternative)


def add_notes(slide: Slide, looks: Words, notes: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        _fill(frame, looks, [(text, 12, _INK, False) for text in notes])


def _bottom_of_band(slide: Slide) -> int:
    band: int = max(shape.height for shape in slide.shapes if shape.left == 0)
    return band


def _fill(frame: Any, looks: Words, lines: Sequence[tuple[str, int, RGBColor, bool]]) -> None:
    """Write lines, each with its size, color and whether it is bold, in the middle of a frame."""
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, (text, size, color, is_bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(_AFTER)
        paragraph.alignment = PP_ALIGN.RIGHT if looks.from_right else PP_ALIGN.LEFT
        paragraph._p.get_or_add_pPr().set("rtl", "1" if looks.from_right else "0")
        run = paragraph.add_run()
        run.text = with_firm_hyphens(text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_bold, color
        properties = run._r.get_or_add_rPr()
        properties.set("lang", language_tag(looks.language))
        latin = looks.look.font or _LATIN
        for kind, name in (("latin", latin), ("ea", _CHINESE), ("cs", _ARABIC)):
            properties.append(properties.makeelement(qn(f"a:{kind}"), {"typeface": name}))
