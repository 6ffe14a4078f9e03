"""Slides for PowerPoint: each heading begins one, with the same bytes every time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from sstc_cli.errors import SstcError
from sstc_cli.model.photo import Photo
from sstc_cli.render.display.blocks import Block, blocks_of, words_of
from sstc_cli.render.display.qr import qr_png
from sstc_cli.render.parse import check_length
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.zipped import zipped

try:
    from pptx import Presentation
    from pptx.slide import Slide

    from sstc_cli.render.display.slide import (
        SIZE,
        Words,
        add_logos,
        add_notes,
        add_photo,
        add_qr,
        add_words,
        new_slide,
    )
except ImportError:  # sstc was installed without its extra `slides`
    Presentation = None

_INSTALL = (
    "install python-pptx into the environment of sstc: `python -m pip install python-pptx` there; "
    "with pipx, `pipx inject sstc-cli python-pptx`; with uv, `uv tool install --with python-pptx "
    ".` in the clone"
)


def write_slides(document: Document, templates: Templates) -> bytes:
    if Presentation is None:
        raise SstcError("slides need python-pptx, which is not installed", _INSTALL)
    check_length("\n".join(part.markdown for part in document.parts))
    slides = Presentation()
    slides.slide_width, slides.slide_height = SIZE
    letterhead = templates.stationery.letterhead
    logos = letterhead.logos if letterhead else ()
    title, look, photos = "", templates.stationery.look, templates.stationery.photos
    for part in document.parts:
        for blocks in _by_slide(part):
            title = title or blocks[0].text
            words = Words(part.language, part.direction, look)
            slide = new_slide(slides, words, blocks[0].text, words_of(blocks, "kicker"))
            kinds = {block.kind for block in blocks}  # there is room below a code
            is_taken = "picture" in kinds and "link" not in kinds
            add_logos(slide, words, logos, below_words=is_taken)
            _fill_slide(slide, words, blocks, photos)
    properties, author = slides.core_properties, templates.stationery.author
    properties.title, properties.language = title[:255], document.language
    properties.author, properties.last_modified_by = author[:255], ""
    # the document's own date instead of the clock's
    revised = datetime.fromisoformat(document.revised).replace(tzinfo=None)
    properties.created = properties.modified = revised
    properties.revision = 1
    slides.save(stamped := BytesIO())  # python-pptx puts the time of the clock into the package
    with ZipFile(stamped) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def _by_slide(part: Document) -> Iterator[Sequence[Block]]:
    """Yield the blocks of each slide, the heading first; what is above the title belongs to it."""
    blocks = list(blocks_of(part))
    heads = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    before = blocks[: heads[0]] if heads else []
    for start, end in zip(heads, [*heads[1:], len(blocks)], strict=True):
        above = before if start == heads[0] else []
        yield [blocks[start], *above, *blocks[start + 1 : end]]


def _fill_slide(
    slide: "Slide", looks: "Words", blocks: Sequence[Block], photos: Mapping[str, Photo]
) -> None:
    """Fill a slide; beside its words is the QR code of a link, otherwise a picture.

    Quotations are its notes, which only the person who shows it sees.
    """
    link = next((block for block in blocks if block.kind == "link"), None)
    picture = next((block for block in blocks if block.kind == "picture"), None)
    lines = [
        (block.kind, block.text)
        for block in blocks[1:]
        if block.text and block.kind not in ("kicker", "link", "picture", "quotation")
    ]
    add_words(slide, looks, lines, has_picture=bool(link or picture))
    if notes := [block.text for block in blocks if block.kind == "quotation"]:
        add_notes(slide, looks, notes)
    if link:
        add_qr(slide, looks, BytesIO(qr_png(link.url)), link.text, link.url)
    elif picture:
        add_photo(slide, looks, photos[picture.url], picture.text)
