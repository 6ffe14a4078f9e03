"""Posters: a page to print and pictures for social media, each with a QR code.

A file in several languages has them side by side. `poster.typ` chooses the largest size of text at
which all words fit. If they do not fit at the smallest size, it leaves out the last ones first.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from sstc_cli.model.photo import Photo
from sstc_cli.render.display.blocks import Block, blocks_of, words_of
from sstc_cli.render.display.qr import qr_svg, quiet_share
from sstc_cli.render.parse import check_length
from sstc_cli.render.stationery import PAPERS
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.typesetting import require_typst, typeset_document

_LAYOUT = Path(__file__).with_name("poster.typ")
_POINTS = 72 / 25.4  # in a millimetre
# Width and height in pixels, and the size of a unit, of which the smallest text has 24: link
# previews (Open Graph), square posts, the head of an article in WeChat.
_PICTURES: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "1200x628.png": (1200, 628, 1),
        "1080x1080.png": (1080, 1080, 1.15),
        "900x383.png": (900, 383, 0.7),
    }
)
_PAPER_UNIT = 0.62


def write_poster(document: Document, templates: Templates, ending: str) -> bytes:
    """Return the bytes of the file with that ending: `pdf`, or one of the pictures."""
    require_typst("a poster")
    check_length("\n".join(part.markdown for part in document.parts))
    is_page = ending == "pdf"
    width, height = (size * _POINTS for size in sorted(PAPERS[templates.stationery.paper]))
    size = (width, height, _PAPER_UNIT) if is_page else _PICTURES[ending]
    data = {"size": size, **_data(document, templates)}
    kind: Literal["pdf", "png"] = "pdf" if is_page else "png"
    return typeset_document(_LAYOUT, {"poster": data}, document, templates, kind)


def poster_key(document: Document, templates: Templates, ending: str) -> str:
    """Return a digest of everything that is in a file, to know it again without drawing it."""
    look = templates.stationery.look
    parts = (_PICTURES.get(ending), _data(document, templates), look.font, look.accent)
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return sha256(_LAYOUT.read_bytes() + text.encode()).hexdigest()


def _data(document: Document, templates: Templates) -> dict[str, Any]:
    parts = [(part, list(blocks_of(part))) for part in document.parts]
    letterhead = templates.stationery.letterhead
    links = [block for _, blocks in parts for block in blocks if block.kind == "link"]
    feet = {  # what is the same in several languages comes once
        text: {"language": part.language, "direction": part.direction, "text": text}
        for part, blocks in reversed(parts)
        if (text := words_of(blocks, "foot"))
    }
    return {
        "author": templates.stationery.author,
        "logos": [asdict(logo) for logo in letterhead.logos] if letterhead else [],
        "accent": templates.stationery.look.accent,
        "parts": [_part(part, blocks, templates.stationery.photos) for part, blocks in parts],
        "qr": qr_svg(links[0].url, links[0].text).decode() if links else "",
        "quiet": quiet_share(links[0].url) if links else 0,
        "captions": [link.text for link in links],
        "feet": list(reversed(feet.values())),
    }


def _part(
    document: Document, blocks: Sequence[Block], photos: Mapping[str, Photo]
) -> dict[str, Any]:
    lines = [block for block in blocks if block.kind in ("strong", "text", "item")]
    return {
        "language": document.language,
        "direction": document.direction,
        "kicker": words_of(blocks, "kicker"),
        "title": words_of(blocks, "heading"),
        "lines": [
            {
                "kind": line.kind,
                "text": line.text,
                "picture": photos[line.url].address if line.url else "",
            }
            for line in lines
            if line.text
        ],
    }
