"""Inserts as data for Typst, and a figure as a file of its own: a picture or its numbers."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from markupsafe import escape

from sstc_cli.diagnostics import json_text
from sstc_cli.model.view import Figure, Form, Mark, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import Insert
from sstc_cli.render.figures.scale import (
    FILLS,
    INKS,
    drawable,
    ends,
    has_head,
    has_intervals,
    has_n,
    has_room,
    interval,
    is_bound,
    isolated,
    length_of,
    position,
    rounded,
    tone_of,
)
from sstc_cli.render.stationery import PLAIN, Look
from sstc_cli.render.typesetting import is_installed, require_typst, typeset, typeset_pages

Node = dict[str, Any]


def insert_data(insert: Insert) -> Node:
    entries = [
        {"level": entry.level, "text": clean(entry.text), "target": entry.target}
        for entry in insert.entries
    ]
    data: Node = {"kind": insert.kind.value, "entries": entries}
    if insert.figure:
        data |= {"target": insert.target, "figure": figure_data(insert.figure, insert.caption)}
    return data


def figure_data(figure: Figure, caption: str) -> Node:
    """Return a figure, its values as places on the axis from 0 to 1."""
    texts = ("caption", caption), ("wording", figure.wording), ("source", figure.source)
    return {
        **{name: clean(text) for name, text in texts},
        "form": figure.form.value,
        "alternative": clean(figure.alternative),
        "direction": figure.direction,
        "head": [clean(words) for words in figure.head],
        "ends": [clean(words) for words in ends(figure)],
        "band": [position(figure, value) for value in figure.band or ()],
        "counted": has_n(figure),
        "headed": has_head(figure),
        "segments": [
            {
                "label": clean(part.label),
                "fill": FILLS[tone_of(figure, part.tone)],
                "ink": INKS[part.tone],
            }
            for part in figure.segments
        ],
        "rows": [_row(figure, row) for row in figure.rows],
    }


def _row(figure: Figure, row: Row) -> Node:
    return {
        "label": clean(row.label),
        "group": clean(row.group),
        "note": clean(row.note),
        "n": clean(row.n),
        "outlying": row.outlying,
        "marks": [_mark(figure, mark) for mark in row.marks],
    }


def _mark(figure: Figure, mark: Mark) -> Node:
    is_shown = figure.form == Form.DOTS or has_intervals(figure)
    return {
        "at": None if mark.value is None else position(figure, mark.value),
        "length": length_of(figure, mark),
        "room": has_room(length_of(figure, mark)),
        "span": interval(figure, mark) if is_shown else None,
        "bound": is_bound(mark),
        "text": clean(mark.text),
    }


_LAYOUT = Path(__file__).with_name("picture.typ")
_DENSITY = 200


def write_figure(figure: Figure, ending: str, own: Path | None = None, look: Look = PLAIN) -> bytes:
    """Return a figure as `svg`, `png`, `csv` or `json`.

    `own` is the folder of the workspace's templates, which may have the fonts of the look.
    """
    if ending == "csv":
        return _csv(figure)
    if ending == "json":
        return _json(figure)
    require_typst("a picture of a figure")
    figure = isolated(figure)
    kind: Literal["svg", "png"] = "svg" if ending == "svg" else "png"
    data = {**figure_data(drawable(figure), figure.caption), "language": figure.language}
    inputs = {"figure": json.dumps(data, ensure_ascii=False)}
    made = typeset(_LAYOUT, inputs, own, 0, kind=kind, density=_DENSITY, look=look)
    if kind == "png":
        return made
    # a title and a description, which screen readers read
    words = f"<title>{escape(clean(figure.caption))}</title>"
    if figure.alternative:
        words += f"<desc>{escape(clean(figure.alternative))}</desc>"
    before, end, after = made.partition(b">")
    return before + b' role="img"' + end + words.encode() + after


_LINES = Path(__file__).with_name("lines.typ")


def draw_lines(figure: Figure, width: float) -> list[bytes]:
    """Return what is drawn in each line of a figure as PNG, without words; none without Typst.

    The width is in millimetres.
    """
    if not is_installed() or not figure.rows:
        return []
    data = figure_data(figure, "")
    drawn = [
        {"outlying": row["outlying"], "marks": [{**mark, "text": ""} for mark in row["marks"]]}
        for row in data["rows"]
    ]
    kept = {name: data[name] for name in ("form", "direction", "band", "segments")}
    fills = [{"fill": part["fill"], "ink": part["ink"]} for part in data["segments"]]
    inputs = {"figure": json.dumps({**kept, "segments": fills, "rows": drawn, "width": width})}
    return typeset_pages(_LINES, inputs, None, 0, kind="png", density=_DENSITY)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv(figure: Figure) -> bytes:
    """Return a row for each value, in UTF-8 that Excel reads; no text in it is a formula."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["label", "segment", "value", "low", "high", "text", "n", "note", "group"])
    for row in figure.rows:
        for segment, mark in zip(figure.segments, row.marks, strict=True):
            numbers = [rounded(number) for number in (mark.value, mark.low, mark.high)]
            texts = [row.label, segment.label, mark.text, row.n, row.note, row.group]
            label, name, text, n, note, group = (
                f"'{words}" if words.startswith(_FORMULA) else words for words in map(clean, texts)
            )
            writer.writerow([label, name, *numbers, text, n, note, group])
    return stream.getvalue().encode("utf-8-sig")


def _json(figure: Figure) -> bytes:
    texts = ("id", "form", "caption", "wording", "source", "alternative", "unit", "language")
    data = {
        **{name: str(getattr(figure, name)) for name in texts},
        "axis": [figure.low, figure.high],
        "band": figure.band,
        "rows": [_cells_of(figure, row) for row in figure.rows],
    }
    return f"{json_text(data)}\n".encode()


def _cells_of(figure: Figure, row: Row) -> dict[str, object]:
    values = [
        {"segment": segment.label, "value": rounded(mark.value)}
        | {"low": rounded(mark.low), "high": rounded(mark.high), "text": mark.text}
        for segment, mark in zip(figure.segments, row.marks, strict=True)
    ]
    marks = {"n": row.n, "note": row.note, "outlying": row.outlying}
    return {"group": row.group, "label": row.label, "values": values, **marks}
