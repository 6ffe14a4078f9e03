"""Certificates: one landscape page with a name, signatures and a QR code that can be checked."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sstc_cli.render.display.blocks import Block, blocks_of
from sstc_cli.render.display.qr import qr_modules, qr_svg
from sstc_cli.render.parse import check_length
from sstc_cli.render.stationery import PAPERS, Band
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.typesetting import require_typst, typeset

_LAYOUT = Path(__file__).parents[1] / "certificate.typ"
_POINTS = 72 / 25.4  # in a millimetre
# millimetres: a module of 0.53 mm has three dots at 150 dpi, which phones and scanners read
_LEAST_SIDE, _MODULE = 32.0, 0.53
NUMBER = r"[0-9A-F]{4}(-[0-9A-F]{4})+"  # of a certificate, which has one line
ALTERNATIVE = "QR code with this certificate"  # a label


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a certificate, by their place on the page."""

    title: str
    kicker: str
    opening: Sequence[str]
    name: str
    about: Sequence[Block]
    items: Sequence[str]
    signatures: Sequence[Sequence[str]]
    notes: Sequence[str]


def parts_of(document: Document) -> Parts:
    """Return the words of a certificate: the first strong paragraph is the name of the person."""
    blocks = list(blocks_of(document, signed=True))
    lines = [block for block in blocks if block.kind in ("text", "strong") and block.text]
    at = next((at for at, line in enumerate(lines) if line.kind == "strong"), len(lines))
    return Parts(
        title=" ".join(_texts(blocks, "heading")),
        kicker=" ".join(_texts(blocks, "kicker")),
        opening=[line.text for line in lines[:at]],
        name=lines[at].text if at < len(lines) else "",
        about=lines[at + 1 :],
        items=_texts(blocks, "item"),
        signatures=[text.split("\n") for text in _texts(blocks, "foot")],
        notes=_texts(blocks, "note"),
    )


def side_of(code: str) -> float:
    """Return the side of a code with its white margin, in millimetres."""
    return max(_LEAST_SIDE, round(_MODULE * qr_modules(code), 1))


def write_certificate_pdf(document: Document, templates: Templates) -> bytes:
    require_typst("a certificate")
    check_length(document.markdown)
    data = _data(document, templates)
    stamp = int(datetime.fromisoformat(document.revised).timestamp())
    inputs = {"certificate": json.dumps(data, ensure_ascii=False)}
    return typeset(_LAYOUT, inputs, templates.own, stamp, look=templates.stationery.look)


def _data(document: Document, templates: Templates) -> dict[str, Any]:
    page, parts = templates.stationery, parts_of(document)
    width, height = (size * _POINTS for size in sorted(PAPERS[page.paper], reverse=True))
    letterhead, alternative = page.letterhead, templates.label(ALTERNATIVE)
    return {
        **asdict(parts),
        "about": [{"kind": line.kind, "text": line.text} for line in parts.about],
        "size": [width, height],
        "author": page.author,
        "accent": page.look.accent,
        "number": NUMBER,
        "language": document.language,
        "direction": document.direction,
        "keywords": list(document.keywords),
        "heads": _rows(letterhead.heads.opening) if letterhead else [],
        "feet": _rows(letterhead.feet.opening) if letterhead else [],
        "qr": {
            "source": qr_svg(document.code, alternative).decode(),
            "side": side_of(document.code),
            "alternative": alternative,
        },
    }


def _rows(band: Band) -> list[dict[str, Any]]:
    """Return the rows of a header or footer without the number of the page: there is one only."""
    rows = []
    for row in band:
        cells = [
            replace(cell, lines=tuple(line for line in cell.lines if not line.is_numbered))
            for cell in row.cells
        ]
        if any(cell.lines for cell in cells):
            rows.append(asdict(replace(row, cells=tuple(cells))))
    return rows


def _texts(blocks: Sequence[Block], kind: str) -> list[str]:
    return [block.text for block in blocks if block.kind == kind and block.text]
