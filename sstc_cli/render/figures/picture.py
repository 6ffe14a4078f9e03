"""A figure as a picture, for slides: SVG, or PNG with 200 pixels an inch."""

import json
from pathlib import Path
from typing import Literal

from markupsafe import escape

from sstc_cli.model.report.figure import Figure
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.in_typst import figure_data
from sstc_cli.render.figures.scale import drawable
from sstc_cli.render.typesetting import require_typst, typeset

_LAYOUT = Path(__file__).with_name("picture.typ")
_DENSITY = 200


def write_picture(figure: Figure, kind: Literal["svg", "png"], own: Path | None = None) -> bytes:
    """Return a figure as a picture; `own` is the folder of the workspace's templates."""
    require_typst("a picture of a figure")
    data = {**figure_data(drawable(figure), figure.caption), "language": figure.language}
    inputs = {"figure": json.dumps(data, ensure_ascii=False)}
    made = typeset(_LAYOUT, inputs, own, 0, kind=kind, density=_DENSITY)
    return _named(figure, made) if kind == "svg" else made


def _named(figure: Figure, drawing: bytes) -> bytes:
    """Return an SVG with a title and a description, which screen readers read."""
    words = f"<title>{escape(clean(figure.caption))}</title>"
    if figure.alternative:
        words += f"<desc>{escape(clean(figure.alternative))}</desc>"
    before, end, after = drawing.partition(b">")
    return before + b' role="img"' + end + words.encode() + after
